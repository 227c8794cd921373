"""Workbooks (openpyxl): every sheet is a section, every row of its table a block with a name."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from graphrag.errors import DocumentError
from indexing.documents import Document
from indexing.readers.core_facts import core_facts
from indexing.readers.sheet_remarks import parted, write_remarks
from indexing.readers.table_files import header_row, records_table
from indexing.readers.tables import Rows, is_number
from indexing.readers.titles import own_title
from indexing.readers.writer import Writer
from indexing.readers.zipped import Archive, archive

MOST_CELLS = 2_000_000
MOST_HEADS = 3  # rows of names, a unit and a period
MOST_MERGED = 10_000  # cells over several rows
_PLAIN = "sheet"
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s+ref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
_PERCENT = ("0%", "0.00%")  # the formats of this kind that every workbook has, by their numbers
_FIRST_PERCENT, _FIRST_OWN = 9, 164


def read_xlsx(path: Path, raw: bytes) -> list[Document]:
    """A workbook: values as they were last computed, hidden sheets left out.

    Raises:
        DocumentError: it is damaged, not a workbook, or too large.
    """
    with archive(raw, "a workbook") as parts:
        title, author, date = core_facts(parts)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        except (
            *(TypeError, AttributeError, KeyError, ValueError, IndexError, OSError, SyntaxError),
            *(zipfile.BadZipFile, zlib.error),
        ) as error:
            raise DocumentError(f"it cannot be read as a workbook ({error})") from error
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        percents = _percents(book)
        sheets = ((sheet.title, _filled(sheet, percents, parts)) for sheet in shown)
        document = of_sheets(path, sheets, len(shown), title, author, date)
        book.close()
    return [document]


def of_sheets(
    path: Path,
    sheets: Iterable[tuple[str, list[list[str]]]],
    count: int,
    title: str = "",
    author: str = "",
    date: str = "",
) -> Document:
    """The document that sheets are, each a section.

    Args:
        sheets: name and rows of each.
        count: how many there are.
        title, author, date: what the workbook says of itself.

    Raises:
        DocumentError: it has too many cells.
    """
    writer, cells = Writer(), 0
    for number, (name, rows) in enumerate(sheets, 1):
        writer.page = number
        cells += sum(map(len, rows))
        if cells > MOST_CELLS:
            raise DocumentError(f"it has more than {MOST_CELLS} cells")
        if count > 1 or not name.casefold().startswith(_PLAIN):
            writer.add("heading", name, level=1)
        names: list[str] = []
        tables = list(_joined(_tables(rows)))
        several = sum(len(table) > MOST_HEADS for table in tables) > 1
        for table in tables:
            table, beside = parted(table)
            names = _write(writer, table, names, heads=several)
            write_remarks(writer, beside)
    named = bool(own_title(path.stem, ""))  # by who keeps it: a sheet is but a part of it
    return writer.document(path.stem, title, author=author, date=date, headed=not named)


def _filled(sheet: Worksheet, percents: Container[int], parts: Archive) -> list[list[str]]:
    rows = list(_rows(sheet, percents))
    path = getattr(sheet, "_worksheet_path", "").lstrip("/")
    found = _MERGED.findall(parts.read(path)) if path in parts.names else []
    for reference in found[:MOST_MERGED]:
        left, top, _, bottom = range_boundaries(reference.decode())
        fill_down(rows, left - 1, top - 1, bottom)
    return rows


def _rows(sheet: Worksheet, percents: Container[int]) -> Iterator[list[str]]:
    for row in sheet.iter_rows():
        yield shorn(text_of_cell(cell.value, percent=getattr(cell, "_style_id", 0) in percents)
                    for cell in row)  # fmt: skip


def shorn(texts: Iterable[str]) -> list[str]:
    """A row without the empty cells at its end."""
    row = list(texts)
    while row and not row[-1]:
        row.pop()
    return row


def _percents(book: Any) -> frozenset[int]:
    """The styles by which a number is shown in per cent."""
    own = [text.partition(";")[0].endswith("%") for text in book._number_formats]
    numbers = {_FIRST_PERCENT + n for n, _ in enumerate(_PERCENT)}
    numbers |= {_FIRST_OWN + n for n, percent in enumerate(own) if percent}
    styles = enumerate(book._cell_styles)
    return frozenset(number for number, style in styles if style.numFmtId in numbers)


def fill_down(rows: list[list[str]], left: int, top: int, bottom: int) -> None:
    """A cell that was merged over the rows [top, bottom) stands in each of them; one over columns
    once.
    """
    if top >= len(rows) or len(rows[top]) <= left:
        return
    for row in rows[top + 1 : min(bottom, len(rows))]:
        if any(row):
            row += [""] * (left + 1 - len(row))
            row[left] = rows[top][left]


def _tables(rows: list[list[str]]) -> Iterator[list[list[str]]]:
    """Rows between empty ones that lie at the left or are several."""
    held: list[list[str]] = []
    for row in rows:
        if any(row):
            held.append(row)
        elif held:
            yield held
            held = []
    if held:
        yield held


def _joined(tables: Iterator[list[list[str]]]) -> Iterator[list[list[str]]]:
    """The tables, those that go on after an empty row whole: their first row has a word in the
    column in which a row above has it, and is not the row that names the columns.
    """
    held: list[list[str]] = []
    for table in tables:
        if held and _goes_on(table, held):
            held += table
        else:
            if held:
                yield held
            held = table
    if held:
        yield held


def _goes_on(table: list[list[str]], above: list[list[str]]) -> bool:
    head = header_row(above)
    if len(above) - head < MOST_HEADS or not records_table(above[head:]).header:
        return False
    first, names = table[0], set(filter(None, above[head]))
    if len(first) > max(map(len, above)) or names & set(first):
        return False
    return any(
        cell and not is_number(cell) and any(cell in row[n : n + 1] for row in above[head + 1 :])
        for n, cell in enumerate(first)
    )


def _write(writer: Writer, rows: list[list[str]], names: list[str], *, heads: bool) -> list[str]:
    """Write a table.

    Args:
        names: of the columns, by a row above that an empty one parts from what it names.
        heads: a cell alone above it is its heading.

    Returns:
        Such names for the table below.
    """
    whole = rows
    empty = min(next(n for n, cell in enumerate(row) if cell) for row in rows)
    rows = [row[empty:] for row in rows]
    head = header_row(rows)
    is_table = max(map(len, rows)) > 1
    write_remarks(writer, rows[:head] if is_table else rows, heads=heads and is_table)
    if is_table:
        table = records_table(rows[head:])
        if not table.header and len(names) >= empty + max(map(len, rows)):
            table = Rows(tuple(names[empty:]), table.rows)
        else:
            names = _names_alone(whole)
        writer.add_table(table, records=True)
    return names


def _names_alone(rows: list[list[str]]) -> list[str]:
    """The row that names columns, of a table that holds nothing else but a unit or a period."""
    if len(rows) > MOST_HEADS or any(is_number(cell) for row in rows for cell in row if cell):
        return []
    fullest = max(rows, key=lambda row: sum(map(bool, row)))
    return fullest if sum(map(bool, fullest)) > 1 else []


def text_of_cell(value: object, *, percent: bool = False) -> str:
    """A cell as it is shown, as far as its value tells."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")[:16]
    if percent and isinstance(value, int | float):
        return f"{100 * value:.10g}%"
    if isinstance(value, float):
        return f"{value:.10g}"
    return " ".join(str(value).split())
