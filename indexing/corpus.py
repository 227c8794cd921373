"""A corpus file: one `{"id", "title", "text"}` object a line, one passage each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphrag.datatypes import Passage
from graphrag.datatypes.metadata import Metadata
from graphrag.errors import DocumentError, SourceError
from graphrag.settings import Chunking
from graphrag.storage.catalog import Account, DocumentRow, Failure, Owned
from indexing.clean import clean, decode, usable
from indexing.documents import Document
from indexing.fields import metadata_of
from indexing.passages import cut
from indexing.source import Source, make_source, sha256, short_title

LONGEST = 10_000  # characters of a line's text that are one passage


def read_corpus(path: Path, section: Chunking) -> Source:
    """Read a corpus; a line's id becomes the passage's and the document's id.

    Identical lines are merged. A line that is malformed, or whose id has another text on an earlier
    line, costs that line alone. A line with neither title nor text counts as an empty document, and
    one that is much longer than a passage is cut like a file.

    Raises:
        SourceError: the file cannot be read or holds no passage.
    """
    lines: dict[str, tuple[int, _CorpusLine]] = {}
    lost = []
    for number, raw in enumerate(read_lines(path), 1):
        if not raw.strip():
            continue
        try:
            line = _line(raw, f"line {number}")
            first, same = lines.setdefault(line.id, (number, line))
            if (same.title, same.text) != (line.title, line.text):
                raise SourceError(
                    f"line {number}: the id {line.id!r} has another text on line {first}; give "
                    "every passage an id of its own"
                )
        except SourceError as error:
            lost.append(Failure(f"line {number}", str(error)))
    documents, passages, metadata = [], [], []
    for name, (_, line) in lines.items():
        full = bool(line.title.strip() or line.text.strip())
        digest = sha256(line.title, line.text)
        documents.append(DocumentRow(name, line.title, digest, "ok" if full else "empty"))
        if full:
            passages += _passages(line, section)
            metadata += [Owned(name, line.metadata)] if line.metadata != Metadata() else []
    if not passages:
        why = lost[0].reason if lost else "it needs lines of id, title and text"
        raise SourceError(f"{path} holds no passage: {why}")
    said = f"{len(lost)} of its lines could not be read" if lost else ""
    accounts = [Account(usable(path.name), "read", said)]
    return make_source("corpus", documents, lost, passages, metadata, accounts)


@dataclass(frozen=True, slots=True)
class _CorpusLine:
    id: str
    title: str
    text: str
    metadata: Metadata


def _line(raw: str, where: str) -> _CorpusLine:
    """What a line holds.

    Raises:
        SourceError: it is malformed.
    """
    row = parse_line(raw, where)
    title, text = field(row, "title", where), field(row, "text", where)
    return _CorpusLine(_id(row, where), short_title(title), text, metadata_of(row))


def _passages(line: _CorpusLine, section: Chunking) -> list[Passage]:
    """One passage, or several where the text is far longer than any passage needs to be."""
    if len(line.text) <= LONGEST:
        return [Passage(line.id, line.id, line.title, line.text, 0, len(line.text))]
    return cut(Document(line.id, line.title, line.text), section)


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


def field(row: Mapping[str, Any], name: str, where: str) -> str:
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
