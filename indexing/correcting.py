"""Correct what is one and what is not, and resolve the names of the index again.

Only names are resolved anew, from what was read and extracted before: no document is read, no model
is asked for anything that it has answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graphrag.errors import QuestionError, SettingsError
from graphrag.evidence.entities import entity_card, position_of
from graphrag.index import Index
from graphrag.language.keys import name_key
from graphrag.settings import Settings, load_settings, recorded
from graphrag.settings.loading import update
from graphrag.storage.catalog import Catalog
from indexing import corrections
from indexing.build import build_index
from indexing.checking import uses_model
from indexing.corrections import Correction
from indexing.report import BuildReport, Progress


def merge_of(index: Index, name: str, other: str) -> Correction:
    """That two things are one; the first one's name stays.

    Raises:
        QuestionError: nothing is called so, or the two are one already.
    """
    one, two = (index.entities[position_of(index, text)].name for text in (name, other))
    if one == two:
        raise QuestionError(f"{name} and {other} are one already")
    return Correction("merge", one, two)


def split_of(index: Index, name: str, other: str) -> Correction:
    """That one of a thing's names, or a word of its name by which a passage calls it, is another's.

    Raises:
        QuestionError: nothing is called so, or it has no such other name.
    """
    card = entity_card(index, name)
    if other not in (*card.aliases, *card.name.split()):
        raise QuestionError(f"{card.name} is not also written {other!r}")
    if name_key(other) == name_key(card.name):
        raise QuestionError(
            f"{other} and {card.name} are the same words; they cannot be told apart"
        )
    return Correction("split", card.name, other)


def settings_of(directory: Path, toml: Path | None, pairs: Sequence[str]) -> Settings:
    """What an index was cut, read and encoded by, and what is said of settings now.

    Raises:
        SettingsError: the index was made with a model that is not named now, or of imported facts.
    """
    with Catalog(directory) as catalog:
        meta = catalog.meta()
    base = recorded(meta.get("embedding", {}))
    facts = "parser" if meta.get("parser") else "rules"
    made = {"chunking": meta["chunking"], "store": meta["store"], "extraction": {"facts": facts}}
    settings = load_settings(toml, pairs, update(base, made))
    if "import" in meta["extractor"]:
        raise SettingsError(
            "the facts of this index were imported; it cannot be resolved again without the file"
        )
    if "llm" in meta and not uses_model(settings):
        raise SettingsError(
            "a language model has read this index; name it as when it was indexed, or its facts "
            "would go"
        )
    return settings


def correct(
    directory: Path,
    correction: Correction | None,
    settings: Settings,
    progress: Progress | None = None,
) -> BuildReport:
    """Add a correction, or take the last one back (None), and resolve the names again.

    Args:
        settings: of `settings_of`.

    Raises:
        QuestionError: there is none to take back.
    """
    before = corrections.read(directory)
    if correction is None and not before:
        raise QuestionError("there is no correction to take back")
    after = (*before, correction) if correction is not None else before[:-1]
    corrections.write(directory, after)
    try:
        return build_index(None, directory, settings, progress=progress)
    except BaseException:
        corrections.write(directory, before)
        raise
