"""Sources: a corpus of lines, a folder of documents, or one document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from graphrag.errors import SourceError
from graphrag.settings import Chunking
from indexing.readers.formats import KINDS, ending_of
from indexing.readers.json_lines import LINES
from indexing.source import NOTHING, Source


def read_source(
    path: Path,
    section: Chunking,
    index: Path,
    progress: Callable[[int, int], None],
    before: Source = NOTHING,
) -> Source:
    """Read everything at `path`.

    Args:
        path: a folder, a corpus (.jsonl) or one document of a known format.
        section: how documents become passages.
        index: the index's directory: left out where it lies in the folder.
        progress: called with (files done, files in all).
        before: this source as the index holds it: files that have not changed are not read again.

    Raises:
        SourceError: nothing is there or nothing of it can be read.
    """
    if not path.is_dir() and not path.is_file():
        raise SourceError(
            f"there is no file or folder at {path}; name a folder of documents or a corpus of "
            "id, title and text lines"
        )
    if path.is_file() and path.suffix.lower() in LINES:
        from indexing.corpus import read_corpus  # as a folder of files needs none of it

        return read_corpus(path, section)
    from indexing.readers.folder import read_files  # nor a corpus of what reads a folder

    if path.is_dir():
        return read_files(path, None, section, index, before, progress)
    if ending_of(path) in KINDS:
        return read_files(path.parent, path, section, index, before, progress)
    raise SourceError(
        f"{path} is of no known format; a source is a folder, a corpus ({', '.join(LINES)}) or a "
        f"file of the kinds {', '.join(sorted(KINDS))}"
    )
