"""Open the index of a command, with the settings of its options."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphrag.index import Index


def open_for(directory: Path, toml: Path | None, pairs: tuple[str, ...]) -> Index:
    """The index in `directory`; the settings it was built with unless options change them."""
    from graphrag.index import open_index
    from graphrag.settings import load_settings

    if toml is None and not pairs:
        return open_index(directory)
    return open_index(directory, settings=load_settings(toml, pairs))
