"""OpenDocument texts, sheets and slides, read off their XML (lxml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from graphrag.errors import DocumentError
from indexing.documents import Document
from indexing.readers.core_facts import core_facts
from indexing.readers.table_files import header_row, records_table
from indexing.readers.tables import make_table
from indexing.readers.titles import own_title
from indexing.readers.writer import Writer
from indexing.readers.zipped import Element, archive, attribute, children, descendants, local

_GONE = (
    *("tracked-changes", "table-of-content", "alphabetical-index", "annotation", "forms"),
    *("sequence-decls", "variable-decls", "settings", "bibliography", "office-forms"),
)
_APART = ("note", "text-box", "frame")
MOST_REPEATED = 50
MOST_DOWN = 1_000  # rows that a cell reaches over
_SPACE = re.compile(r"\s+")


def read_odt(path: Path, raw: bytes) -> list[Document]:
    """An OpenDocument file.

    Raises:
        DocumentError: it is damaged, encrypted, of another kind, or unpacks to too much.
    """
    writer = Writer()
    with archive(raw, "an OpenDocument text") as parts:
        root = parts.xml("content.xml")
        if root is None:
            raise DocumentError("it cannot be read as an OpenDocument text (it has no content)")
        page = _OpenBody(writer)
        for body in (part for part in root.iter() if local(part) == "body"):
            page.write(body)
        title, author, date = core_facts(parts, "meta.xml")
    headed = not (page.sheet and own_title(path.stem, ""))  # a sheet is but a part of a workbook
    return [writer.document(path.stem, title, author=author, date=date, headed=headed)]


class _OpenBody:
    """Writes the blocks of a body."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.sheet = False

    def write(self, holder: Element, kind: str = "paragraph") -> None:
        """The blocks of an element that holds paragraphs, lists and tables."""
        for element in holder:
            name = local(element)
            if name in _GONE:
                continue
            if attribute(element, "class") == "title" and name == "frame":
                self._writer.add(
                    "heading", " ".join(map(text_of, descendants(element, "p"))), level=1
                )
            elif name == "notes":
                self.write(element, "note")
            elif name == "h":
                self._text("heading", element, int(attribute(element, "outline-level") or 1))
            elif name == "p":
                self._text(kind, element)
            elif name == "list":
                self.write(element, "item")
            elif name == "table":
                self._table(element)
            elif name == "page":  # a slide
                self._writer.page += 1
                self.write(element, kind)
            else:
                self.sheet |= name == "spreadsheet"
                self.write(element, kind)

    def _text(self, kind: str, element: Element, level: int = 0) -> None:
        self._writer.add(kind, text_of(element), level=level)
        for apart in (part for part in element.iter() if local(part) in _APART):
            if local(apart) == "note":
                bodies = (part for part in apart if local(part) == "note-body")
                text = " ".join(text_of(p) for body in bodies for p in body)
                self._writer.add("note", text)
            elif local(apart) == "text-box":
                self.write(apart)
            else:
                said = dict.fromkeys(text_of(part) for part in children(apart, "title", "desc"))
                self._writer.add("caption", ". ".join(filter(None, said)))

    def _table(self, table: Element) -> None:
        down: dict[int, tuple[int, str]] = {}
        rows = [_cells(row, down) for row in table.iter() if local(row) == "table-row"]
        rows = [row for row in rows if any(row)]
        if not rows:
            return
        if self.sheet:
            self._writer.add("heading", attribute(table, "name"), level=1)
            head = header_row(rows)
            for row in rows[:head]:
                self._writer.add("paragraph", ", ".join(filter(None, row)))
            self._writer.add_table(records_table(rows[head:]), records=True)
            return
        marked = any(local(part) == "table-header-rows" for part in table)
        self._writer.add_table(make_table(rows, header=True if marked else None))


def _cells(row: Element, down: dict[int, tuple[int, str]]) -> list[str]:
    """The texts of a row.

    Args:
        down: by column, rows to come and text of a cell that reaches down; brought up to date.
    """
    found: list[str] = []
    for cell in row:
        if local(cell) not in ("table-cell", "covered-table-cell"):
            continue
        text = "; ".join(filter(None, (text_of(part) for part in cell)))
        times = _number(attribute(cell, "number-columns-repeated"), MOST_REPEATED)
        rows = _number(attribute(cell, "number-rows-spanned"), MOST_DOWN)
        for _ in range(times):
            left, above = down.pop(len(found), (0, ""))
            covered = local(cell) == "covered-table-cell" and left
            if covered or rows > 1:
                down[len(found)] = (left - 1, above) if covered else (rows - 1, text)
            found.append(above if covered else text)
    while found and not found[-1]:
        found.pop()
    return found


def _number(said: str, most: int) -> int:
    return min(int(said), most) if said.isdecimal() else 1


def text_of(element: Element) -> str:
    """The text of a paragraph; notes and boxes are apart."""
    return "".join(_said(element)).strip()


def _said(element: Element) -> Iterator[str]:
    """White space counts as one space; lines are elements."""
    yield _SPACE.sub(" ", element.text or "")
    for child in element:
        name = local(child)
        if name == "s":
            times = attribute(child, "c")
            yield " " * (min(int(times), 100) if times.isdecimal() else 1)
        elif name in ("tab", "line-break"):
            yield "\t" if name == "tab" else "\n"
        elif name not in _APART and name not in _GONE and name:
            yield from _said(child)
        yield _SPACE.sub(" ", child.tail or "")
