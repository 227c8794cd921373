"""What every format becomes: a document, which is a text and the blocks that it is made of.

Readers write blocks; what comes after them (cutting, extraction, citations) knows blocks, never
formats. The blocks cover the text but for the white space between them, in order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

KINDS = (
    "title",
    "heading",
    "paragraph",
    "item",
    "row",
    "field",
    "quote",
    "code",
    "note",
    "caption",
)


@dataclass(frozen=True, slots=True)
class Block:
    """Characters [start, end) of a document's text that belong together.

    `path` holds the headings it stands under, the outermost first and without the document's
    title; a heading's own path ends in itself. `name` is what a row of a table of records is
    known by, where the table has such a column: it stands in for the document's title.
    """

    kind: str  # of KINDS
    start: int
    end: int
    level: int = 0  # of a heading, from 1; how deep an item lies
    page: int = 0  # from 1; 0 where the format has no pages
    path: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A source text.

    `id` is its relative path or its line's id. A reader gives what distinguishes the documents of
    one file (a message's number, a line's id), empty where a file is one document; whoever walks
    the files puts the path before it. `date` is an ISO date that the document itself tells.
    """

    id: str
    title: str
    text: str
    blocks: tuple[Block, ...] = ()
    author: str = ""
    date: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)  # further ones, as they are called

    def whole(self) -> tuple[Block, ...]:
        """Its blocks; the text as one paragraph where nobody told any."""
        return self.blocks or (Block("paragraph", 0, len(self.text)),)


@dataclass(frozen=True, slots=True)
class FileContent:
    """What a reader makes of a file: its documents, and what of it could not be read."""

    documents: tuple[Document, ...]
    lost: tuple[tuple[str, str], ...] = ()  # (such as "line 7", why)
