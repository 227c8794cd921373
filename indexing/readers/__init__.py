"""Sources: a corpus of lines, a folder of documents, or one document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from graphrag.errors import SourceError
from graphrag.settings import Chunking
from indexing.corpus import read_corpus
from indexing.readers.folder import read_files
from indexing.readers.formats import READERS
from indexing.source import Source

CORPUS = (".jsonl", ".ndjson")


def read_source(
    path: Path, section: Chunking, index: Path, progress: Callable[[int, int], None]
) -> Source:
    """Read everything at `path`.

    Args:
        path: a folder, a corpus (.jsonl) or one document of a known format.
        section: how documents become passages.
        index: the index's directory: left out where it lies in the folder, and asked for the
            passages of files that have not changed.
        progress: called with (files done, files in all).

    Raises:
        SourceError: nothing is there or nothing of it can be read; a corpus line is malformed.
    """
    if path.is_dir():
        return read_files(path, None, section, index, progress)
    if not path.is_file():
        raise SourceError(
            f"there is no file or folder at {path}; name a folder of documents or a corpus of "
            "id, title and text lines"
        )
    if path.suffix.lower() in CORPUS:
        return read_corpus(path)
    if path.suffix.lower() in READERS:
        return read_files(path.parent, path, section, index, progress)
    raise SourceError(
        f"{path} is of no known format; a source is a folder, a corpus ({', '.join(CORPUS)}) or a "
        f"file of the kinds {', '.join(sorted(READERS))}"
    )
