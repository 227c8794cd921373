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
    from graphrag.settings import load_settings, recorded
    from graphrag.storage.catalog import Catalog
    from graphrag.warm import load
    from graphrag.within import within

    if toml is None and not pairs:
        return load(within(open_index(directory), where))
    with Catalog(directory) as catalog:
        base = recorded(catalog.meta().get("embedding", {}))
    index = open_index(directory, settings=load_settings(toml, pairs, base))
    return load(within(index, where))
