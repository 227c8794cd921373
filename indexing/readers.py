"""Read a source: a corpus file, or a folder of documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from graphrag.errors import SourceError
from graphrag.settings import Chunking
from indexing.corpus import read_corpus
from indexing.source import Source


def read_source(
    path: Path, section: Chunking, index: Path, progress: Callable[[int, int], None]
) -> Source:
    """Documents and passages of `path`."""
    if not path.exists():
        raise SourceError(f"there is nothing at {path}; name a folder or a corpus file")
    return read_corpus(path)
