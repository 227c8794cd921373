"""Rich text by striprtf, which knows paragraphs and tables; headings, items and notes are told to
it as characters of a private area, before it leaves them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from striprtf.striprtf import rtf_to_text

from graphrag.errors import DocumentError
from indexing.documents import Document
from indexing.fields import iso_date
from indexing.readers.lines import item_of
from indexing.readers.tables import make_table
from indexing.readers.text import heading_of
from indexing.readers.writer import Writer

_FACT = re.compile(r"\{\\(title|author)\s+([^{}\\]{1,500})\}")
_MADE = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_CODING = re.compile(r"\\ansicpg\d{1,5}")
_LEVEL = re.compile(r"\\outlinelevel([0-8])(?!\d)\s?")
_MARK = re.compile(r"\{\\(?:listtext|pntext)(?![a-z])")
_APART = re.compile(  # also behind other words of the group
    r"\{(?:\\\*)?(?:\\[a-z]{1,20}-?\d{0,10}\s{0,3}){0,30}?\\(?:(footnote)|v|deleted)(?![a-z0-9])"
)
_EIGHT = re.compile(rb"[\x80-\xff]")
_HEAD, _ITEM = 0xE000, 0xE010  # the first of nine levels; an item's mark stands behind it
_SHOWN = re.compile(r"\w")
MOST_APART = 1_000  # notes and hidden stretches


def read_rtf(path: Path, raw: bytes) -> list[Document]:
    """A rich text.

    Raises:
        DocumentError: it is none, or damaged.
    """
    if not raw.lstrip().startswith(b"{\\rtf"):
        raise DocumentError("it cannot be read as rich text (it does not begin as one)")
    source = _EIGHT.sub(lambda byte: b"\\'%02x" % byte.group()[0], raw).decode("ascii")
    body, notes = _without_notes(source)
    lines = _lines(_LEVEL.sub(_as_head, _MARK.sub(rf"{{\\u{_ITEM - 0x10000}?", body)))
    writer = Writer()
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.count("|") > 1 and line.rstrip().endswith("|"):
            rows.append(line.rstrip().rstrip("|").split("|"))  # striprtf's form of a row
            continue
        if rows:
            writer.add_table(make_table(rows))
            rows = []
        _write(writer, line)
    coding = _CODING.search(source[:2_000])
    for note in notes:
        said = _lines(f"{{\\rtf1\\ansi{coding.group() if coding else ''} {note}}}")
        writer.add("note", " ".join(said))
    facts, made = dict(_FACT.findall(source[:20_000])), _MADE.search(source[:20_000])
    title = facts.get("title", "").strip() or heading_of(lines)
    date = iso_date("-".join((made[1], made[2].zfill(2), made[3].zfill(2)))) if made else ""
    return [writer.document(path.stem, title, author=facts.get("author", "").strip(), date=date)]


def _lines(source: str) -> list[str]:
    try:
        return str(rtf_to_text(source, errors="replace")).split("\n")
    except (ValueError, IndexError, LookupError, RecursionError, AttributeError) as error:
        raise DocumentError(f"it cannot be read as rich text ({error})") from error


def _as_head(level: re.Match[str]) -> str:
    return rf"{level.group().rstrip()}\u{_HEAD + int(level[1]) - 0x10000}?"


def _write(writer: Writer, line: str) -> None:
    """A paragraph; the mark of an item stays where it counts."""
    line = line.strip()
    first = ord(line[0]) if line else 0
    if _HEAD <= first <= _HEAD + 8:
        line = "".join(char for char in line if not _HEAD <= ord(char) <= _ITEM).strip()
        writer.add("heading", line, level=first - _HEAD + 1)
    elif first == _ITEM:
        mark, tab, said = line[1:].partition("\t")
        if not tab:
            mark, said = "", mark
        writer.add("item", f"{mark.strip()} {said}" if _SHOWN.search(mark) else said)
    else:
        writer.add("item" if item_of(line) else "paragraph", line)


def _without_notes(source: str) -> tuple[str, list[str]]:
    """The source without its footnotes and what is hidden; and the sources of the footnotes."""
    parts, notes, at = [], [], 0
    for found, end in _apart(source):
        parts.append(source[at : found.start()])
        if found.group(1):
            notes.append(source[found.start() : end].replace("\\footnote", "", 1))
        at = end
    return "".join((*parts, source[at:])), notes


def _apart(source: str) -> Iterator[tuple[re.Match[str], int]]:
    """The groups of notes and hidden text that lie in no other one, and where they end."""
    at = 0
    for _ in range(MOST_APART):
        found = _APART.search(source, at)
        if not found:
            return
        depth, at = 0, found.start()
        while at < len(source):
            depth += (source[at] == "{") - (source[at] == "}")
            at += 2 if source[at] == "\\" else 1
            if not depth:
                break
        if depth:
            return  # nothing ends it
        yield found, at
