"""JSON: lists of objects are tables of records, objects are fields under their keys."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from graphrag.errors import DocumentError, SourceError
from indexing.clean import decode
from indexing.documents import Document
from indexing.readers.json_lines import document_of
from indexing.readers.tables import Rows
from indexing.readers.writer import Writer

_PLAIN = (str, int, float, bool, type(None))
DEEPEST = 30


def read_json(path: Path, raw: bytes) -> list[Document]:
    """A JSON file; a list of objects with a text is a list of documents.

    Raises:
        DocumentError: it is none, or nests too deeply.
    """
    try:
        value = json.loads(decode(raw))
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"it cannot be read as JSON ({error})") from error
    if documents := _documents(value, path.stem):
        return documents
    writer = Writer()
    title = str(value.get("title") or value.get("name") or "") if isinstance(value, dict) else ""
    _write(writer, value, 1)
    return [writer.document(path.stem, title, headed=False)]


def _documents(value: Any, stem: str) -> list[Document]:
    """The documents of a list in which every object has a text and an id or title."""
    if not isinstance(value, list) or not value:
        return []
    if not all(isinstance(row, dict) and ("title" in row or "id" in row) for row in value):
        return []
    try:
        found = [document_of(row, "it", n, stem) for n, row in enumerate(value, 1)]
    except SourceError:
        return []
    return found if len({document.id for document in found}) == len(found) else []


def _write(writer: Writer, value: Any, level: int) -> None:
    if level > DEEPEST:
        raise DocumentError(f"its values nest more than {DEEPEST} deep")
    if isinstance(value, dict):
        _write_object(writer, value, level)
    elif isinstance(value, list):
        table = _records(value)
        if table is not None:
            writer.add_table(table, records=True)
            return
        for one in value:
            if isinstance(one, _PLAIN):
                writer.add("item", _text(one))
            else:
                _write(writer, one, level)
    else:
        writer.add("paragraph", _text(value))


def _write_object(writer: Writer, value: Mapping[str, Any], level: int) -> None:
    """Plain values first come first: a heading would take them for its own."""
    for key, one in value.items():
        if isinstance(one, str) and "\n\n" in one.strip():
            writer.add("heading", key, level=level)
            for part in one.split("\n\n"):
                writer.add("paragraph", part)
        elif isinstance(one, _PLAIN):
            writer.add("field", f"{key}: {_text(one)}")
        elif _is_plain_list(one):
            writer.add("field", f"{key}: {', '.join(map(_text, one))}")
    for key, one in value.items():
        if not isinstance(one, _PLAIN) and not _is_plain_list(one):
            writer.add("heading", key, level=level)
            _write(writer, one, level + 1)


def _records(value: Sequence[Any]) -> Rows | None:
    """A list of objects with plain values as a table; else None."""
    if len(value) < 2 or not all(isinstance(row, dict) and row for row in value):
        return None
    if not all(isinstance(v, _PLAIN) or _is_plain_list(v) for row in value for v in row.values()):
        return None
    columns = tuple(dict.fromkeys(key for row in value for key in row))
    return Rows(columns, tuple(tuple(_cell(row.get(key)) for key in columns) for row in value))


def _is_plain_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, _PLAIN) for one in value)


def _cell(value: Any) -> str:
    return ", ".join(map(_text, value)) if isinstance(value, list) else _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(value).split())
