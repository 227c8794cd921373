"""JSON lines in a folder: every line with a text is a document of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphrag.errors import DocumentError, SourceError
from indexing.clean import decode, usable
from indexing.corpus import field, parse_line
from indexing.documents import Document, FileContent
from indexing.fields import metadata_of

LINES = (".jsonl", ".ndjson")


def read_lines(path: Path, raw: bytes) -> FileContent:
    """Lines with a text, and perhaps an id, a title, a date, an author and further fields.

    A bad line costs that line.

    Raises:
        DocumentError: there is no good one.
    """
    found: dict[str, Document] = {}
    lost = []
    for number, line in enumerate(decode(raw).split("\n"), 1):
        if not line.strip():
            continue
        where = f"line {number}"
        try:
            document = document_of(parse_line(line, where), where, number, path.stem)
            if document.id in found:
                raise SourceError(f"{where} has the id of an earlier line, {document.id!r}")
            found[document.id] = document
        except SourceError as error:
            lost.append((where, str(error)))
    if lost and not found:
        raise DocumentError(lost[0][1])
    return FileContent(tuple(found.values()), tuple(lost))


def document_of(row: Mapping[str, Any], where: str, number: int, stem: str) -> Document:
    """The document that an object with a text is.

    Raises:
        SourceError: it has no text.
    """
    title = "" if row.get("title", "") is None else field(row, "title", where)
    text = field(row, "text", where)
    name, known = row.get("id", number), metadata_of(row)
    return Document(
        usable(name if isinstance(name, str) else json.dumps(name)),
        title or stem,
        text,
        author=known.author,
        date=known.date,
        fields=dict(known.fields),
    )
