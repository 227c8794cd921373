"""A corpus file: one `{"id", "title", "text"}` object a line, one passage each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from graphrag.datatypes import Passage
from graphrag.errors import DocumentError, SourceError
from graphrag.storage.catalog import DocumentRow
from indexing.clean import clean, decode, usable
from indexing.source import Source, make_source, sha256


def read_corpus(path: Path) -> Source:
    """Read a corpus; a line's id becomes the passage's and the document's id.

    Identical lines are merged. A line with neither title nor text counts as an empty document.

    Raises:
        SourceError: the file cannot be read or holds no passage; a line is malformed (its number);
            an id stands for two different texts.
    """
    seen: dict[str, tuple[int, str, str]] = {}
    for number, line in enumerate(read_lines(path), 1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        row = parse_line(line, where)
        name, title, text = _id(row, where), field(row, "title", where), field(row, "text", where)
        if name in seen and seen[name][1:] != (title, text):
            raise SourceError(
                f"{where}: the id {name!r} has another text on line {seen[name][0]}; "
                "give every passage an id of its own"
            )
        seen.setdefault(name, (number, title, text))
    documents, passages = [], []
    for name, (_, title, text) in seen.items():
        full = bool(title.strip() or text.strip())
        documents.append(DocumentRow(name, title, sha256(title, text), "ok" if full else "empty"))
        if full:
            passages.append(Passage(name, name, title, text, 0, len(text)))
    if not passages:
        raise SourceError(f"{path} holds no passage; it needs lines of id, title and text")
    return make_source("corpus", documents, [], passages)


def parse_line(line: str, where: str) -> dict[str, Any]:
    """A line's JSON object.

    Raises:
        SourceError: it is not one.
    """
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "it cannot be parsed"
        raise SourceError(f"{where} is not JSON ({reason})") from error
    if not isinstance(row, dict):
        raise SourceError(f"{where} is not a JSON object with id, title and text")
    return row


def field(row: dict[str, Any], name: str, where: str) -> str:
    """A text field, cleaned; a missing title is empty.

    Raises:
        SourceError: it is not text, or the text is missing.
    """
    value = row.get(name, "" if name == "title" else None)
    if not isinstance(value, str):
        raise SourceError(f'{where} needs a field "{name}" that is text')
    return clean(value)


def _id(row: dict[str, Any], where: str) -> str:
    value = row.get("id")
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise SourceError(f'{where} needs a field "id" that is text or a whole number')
    return usable(str(value))


def read_lines(path: Path) -> list[str]:
    """Lines of a text file.

    Raises:
        SourceError: it cannot be read, or is not text.
    """
    try:
        return decode(path.read_bytes()).split("\n")
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror}") from error
    except DocumentError as error:
        raise SourceError(f"{path} cannot be read: {error}") from error
