"""JSON: lists of objects are tables of records, objects are fields under their keys."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from graphrag.errors import DocumentError, SourceError
from indexing.clean import decode
from indexing.documents import Document, FileContent
from indexing.readers.json_lines import document_of
from indexing.readers.json_records import (
    DEEPEST,
    PAGE,
    PLAIN,
    columns,
    is_plain_list,
    records,
    shown,
    text,
)
from indexing.readers.row_names import row_names
from indexing.readers.tables import Rows
from indexing.readers.writer import Writer

_STRING = r'"(?:[^"\\\n]|\\[\s\S]?)*(?:"|(?=\n)|\Z)'
_REMARK = re.compile(rf"({_STRING})|//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/|\Z)")
_LAST_COMMA = re.compile(rf"({_STRING})|,(?=\s*[}}\]])")
MOST_TOLD = 5  # values of an object that are told with its key
LEAST_TOLD = 3  # plain values of an object that tells of one thing, not of what lies in it
MOST_OWN = 30  # rows of a table that such an object is told with
_SPACE = re.compile(r"\s*")
_DECODER = json.JSONDecoder()


def read_json(path: Path, raw: bytes) -> FileContent:
    """A JSON file; a list of objects with a text is a list of documents.

    Remarks and commas at the end of a list, as settings have them, are no fault; several values one
    after the other are a list, where each stands in its line a bad one costs that line.

    Raises:
        DocumentError: it is none, or nests too deeply.
    """
    lost: list[tuple[str, str]] = []
    try:
        value = _parsed(decode(raw).removeprefix("\ufeff"), lost)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"it cannot be read as JSON ({error})") from error
    return content_of(value, path.stem, lost)


def content_of(value: Any, stem: str, lost: Sequence[tuple[str, str]] = ()) -> FileContent:
    """What a value says, whatever the format that it was written in.

    Raises:
        DocumentError: it nests too deeply.
    """
    if documents := _documents(value, stem):
        return FileContent(tuple(documents), tuple(lost))
    writer = Writer()
    named = (value.get("title"), value.get("name")) if isinstance(value, dict) else ()
    title = next((one for one in named if one and isinstance(one, str)), "")
    plain = sum(isinstance(one, PLAIN) for one in value.values()) if title else 0
    _write(writer, value, 1, own=plain >= LEAST_TOLD)
    return FileContent((writer.document(stem, title, headed=False),), tuple(lost))


def _parsed(source: str, lost: list[tuple[str, str]]) -> Any:
    """The value; what could not be read of it goes to `lost`.

    Raises:
        ValueError: it is no JSON.
    """
    try:
        return json.loads(source)
    except ValueError as error:
        bare = _LAST_COMMA.sub(_kept, _REMARK.sub(_kept, source))
        try:
            return json.loads(bare)
        except ValueError:
            if values := _by_lines(source, lost) or _one_by_one(bare):
                return values
        raise error


def _kept(found: re.Match[str]) -> str:
    return found.group(1) or ""


def _by_lines(source: str, lost: list[tuple[str, str]]) -> list[Any]:
    """The objects of lines that hold one each; none where the first two do not."""
    lines = [(n, line) for n, line in enumerate(source.split("\n"), 1) if line.strip()]
    found = []
    for number, line in lines:
        try:
            found.append(json.loads(line))
        except ValueError as error:
            lost.append((f"line {number}", f"it is no JSON ({error})"))
        if lost and len(found) < 2:
            lost.clear()
            return []
    return found


def _one_by_one(source: str) -> list[Any]:
    """Values one after the other.

    Raises:
        ValueError: one of them is none.
    """
    found, at = [], 0
    while (at := _SPACE.match(source, at).end()) < len(source):  # type: ignore[union-attr]
        value, at = _DECODER.raw_decode(source, at)
        found.append(value)
    return found


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


def _write(writer: Writer, value: Any, level: int, key: str = "", *, own: bool = False) -> None:
    """A value and all in it; what is `own` is said of the thing that the document is named after:
    the rows of its short tables are known by the document, not each by itself.
    """
    if level > DEEPEST:
        raise DocumentError(f"its values nest more than {DEEPEST} deep")
    if isinstance(value, dict):
        table = columns(value)
        if table is None:
            _write_object(writer, value, level, own)
        else:
            writer.add_table(table, records=True)
    elif isinstance(value, list):
        table = records(value)
        if table is None:
            _write_list(writer, value, level, key, own)
        else:
            writer.add_table(table, records=not own or len(table.rows) > MOST_OWN)
    else:
        writer.add("paragraph", text(value))


def _write_list(writer: Writer, value: Sequence[Any], level: int, key: str, own: bool) -> None:
    """Plain values are items, objects sections of their own, called by what tells them apart."""
    names = _names(value) if len(value) > 1 else []
    for number, one in enumerate(value, 1):
        if isinstance(one, PLAIN):
            writer.add("item", text(one))
        elif names:
            writer.add("heading", names[number - 1] or f"{key} {number}".strip(), level=level)
            _write(writer, one, level + 1, own=own)
        else:
            _write(writer, one, level, own=own)


def _names(value: Sequence[Any]) -> list[str]:
    """What each of the objects is called, "" where nothing says; none where they are no objects."""
    if not all(isinstance(one, dict) for one in value):
        return []
    heads = tuple(dict.fromkeys(k for one in value for k, v in one.items() if isinstance(v, str)))
    rows = tuple(tuple(text(one.get(head, "")) if isinstance(one.get(head), str) else ""
                       for head in heads) for one in value)  # fmt: skip
    return row_names(Rows(heads, rows))


def _write_object(writer: Writer, value: Mapping[str, Any], level: int, own: bool) -> None:
    """Plain values first come first: a heading would take them for its own."""
    value = {key: _only(one) for key, one in value.items()}
    for key, one in value.items():
        if isinstance(one, str) and (blocks := _blocks(one)):
            writer.add("heading", key, level=level)
            for kind, said in blocks:
                writer.add("paragraph" if kind == "heading" else kind, said)
        elif isinstance(one, PLAIN) or is_plain_list(one):
            _write_field(writer, key, one)
    for key, one in value.items():
        if _is_small(one):
            for inner, said in one.items():
                _write_field(writer, f"{key} {inner}", said)
    for key, one in value.items():
        if not isinstance(one, PLAIN) and not is_plain_list(one) and not _is_small(one):
            writer.add("heading", key, level=level)
            _write(writer, one, level + 1, key, own=own)


def _write_field(writer: Writer, key: str, value: Any) -> None:
    said = ", ".join(map(text, value)) if isinstance(value, list) else text(value)
    writer.add("field", f"{key}: {said}" if said else "")


def _only(value: Any) -> Any:
    """Of a list that holds one small object, that: "party" of "party: [{name: Green}]"."""
    return (
        value[0] if isinstance(value, list) and len(value) == 1 and _is_small(value[0]) else value
    )


def _is_small(value: Any) -> bool:
    """Whether it is an object of a few short values: they are told with its key, "owner name"."""
    return (
        isinstance(value, dict)
        and 0 < len(value) <= MOST_TOLD
        and all(isinstance(one, PLAIN) or is_plain_list(one) for one in value.values())
        and not any(isinstance(one, str) and _blocks(one) for one in value.values())
    )


def _blocks(said: str) -> list[tuple[str, str]]:
    """The paragraphs of a text, the blocks of a page's source; none where there is but one."""
    if PAGE.search(said):
        found = shown(said)
        return found if len(found) > 1 else []
    parts = said.strip().split("\n\n")
    return [("paragraph", part) for part in parts] if len(parts) > 1 else []
