"""spaCy's pipelines: a blank tokenizer for the rules, an installed one, and the English parser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from graphrag.errors import SettingsError
from graphrag.language.parser.package import checked_folder
from graphrag.language.parser.special_cases import CasesAsMet

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from spacy.language import Language

_UNUSED = ("ner", "lemmatizer", "senter")  # they take half of the time
_KNOWN = "strings"  # 84,000 words; one that a text has is added when it is met, as any other
# The tokenizer that the pipeline's files are read into: to make the English one first, whose rules
# they replace, takes a quarter of what loading takes.
_WITHOUT_RULES = "graphrag.without_rules"


def load_language(model: str = "") -> Language:
    """A blank English tokenizer with a rule-based sentence splitter, or an installed pipeline.

    Raises:
        SettingsError: the named pipeline is not installed.
    """
    import spacy

    if not model:
        return _splitting(spacy.blank("en"))
    try:
        return spacy.load(model)
    except OSError as error:
        raise SettingsError(
            f"the spaCy pipeline {model!r} is not installed; install it with pip or leave "
            "extraction.spacy_model empty"
        ) from error


def load_beside(parser: Language) -> Language:
    """`load_language()`, its tokenizer the parser's: to make the same one again takes as long as to
    load the parser.
    """
    from spacy.language import Language

    return _splitting(Language(parser.vocab, create_tokenizer=lambda _: parser.tokenizer))


def _splitting(language: Language) -> Language:
    language.add_pipe("sentencizer")
    language.max_length = 10_000_000
    return language


def _group_entry_points() -> None:
    """Spare spaCy's registries to look through all of a machine's entry points at every question.

    They ask a hundred times while a pipeline is loaded; a table by groups answers them as well.
    """
    from spacy.util import catalogue  # type: ignore[attr-defined]

    found = catalogue.AVAILABLE_ENTRY_POINTS
    if not hasattr(found, "select"):
        return
    groups: dict[str, Sequence[EntryPoint]] = {}
    if isinstance(found, dict):  # of Python 3.11, by groups already
        groups.update(found)
    else:
        for point in found:
            groups[point.group] = (*groups.get(point.group, ()), point)
    catalogue.AVAILABLE_ENTRY_POINTS = groups


def load_parser() -> Language:
    """The English pipeline as far as a parse needs it.

    Raises:
        WeightsError: it is not installed, or damaged.
    """
    import spacy
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
    from spacy.util import registry

    class Cutting(CasesAsMet, Tokenizer):  # type: ignore[misc]
        pass

    def without_rules() -> Callable[[Language], Cutting]:
        return lambda language: Cutting(language.vocab)

    _group_entry_points()
    registry.tokenizers(_WITHOUT_RULES, func=without_rules)
    read = {"nlp": {"tokenizer": {"@tokenizers": _WITHOUT_RULES}}}
    return spacy.load(checked_folder(), exclude=[*_UNUSED, _KNOWN], config=read)
