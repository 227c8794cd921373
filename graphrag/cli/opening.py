"""Open the index of a command, with the settings of its options."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphrag.index import Index


def open_for(
    directory: Path, toml: Path | None, pairs: tuple[str, ...], where: tuple[str, ...] = ()
) -> Index:
    """The index in `directory`, or the part of it that fits `where`, warm, searched as the options
    say.

    The encoder is the one it was built with; another in the options is refused.
    """
    from graphrag.index import open_index
    from graphrag.index.within import within
    from graphrag.settings import load_settings, recorded
    from graphrag.storage.catalog import Catalog
    from graphrag.warm import load

    if toml is None and not pairs:
        return load(within(open_index(directory), where))
    with Catalog(directory) as catalog:
        base = recorded(catalog.meta().get("embedding", {}))
    index = open_index(directory, settings=load_settings(toml, pairs, base))
    return load(within(index, where))


def at_once(index: Index) -> int:
    """How many questions of a file are answered at a time: one for each core, as most of the work
    is done outside Python; one where a language model is asked, whose budget is spent in order."""
    from graphrag.embedding.runtime import cores
    from graphrag.settings import stages_on

    return 1 if stages_on(index.settings) else cores()
