"""An index written whole again, after changes that wrote only what was new."""

from __future__ import annotations

from pathlib import Path

from graphrag.storage import derived
from graphrag.storage.catalog import Catalog
from indexing.lock import writing


def compact_index(directory: Path | str) -> bool:
    """Write whole what lies in parts; returns whether anything did.

    The files are those of a fresh build then, and hold nothing of what was taken out. The content
    and its generation stay as they are.

    Raises:
        NotAnIndex, IndexLocked, SchemaMismatch, DamagedIndex, IndexError_: about the directory.
    """
    folder = Path(directory)
    with writing(folder), Catalog(folder, write=True) as catalog:
        done = derived.compact(folder, catalog)
        catalog.compact()
    return done
