"""One document of a file, and its blocks."""

from pathlib import Path

from indexing.documents import Document
from indexing.readers.formats import read


def only(name: str, source: str | bytes) -> Document:
    """The one document in a file."""
    raw = source if isinstance(source, bytes) else source.encode()
    (document,) = read(Path(name), raw).documents
    return document


def blocks(name: str, source: str | bytes) -> list[tuple[str, str]]:
    """Kind and text of its blocks."""
    document = only(name, source)
    return [(b.kind, document.text[b.start : b.end]) for b in document.blocks]
