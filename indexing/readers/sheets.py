"""Workbooks (openpyxl): every sheet is a section, every row of its table a block with a name."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from graphrag.errors import DocumentError
from indexing.documents import Document
from indexing.readers.core_facts import core_facts
from indexing.readers.table_files import header_row, records_table
from indexing.readers.tables import Rows, is_number
from indexing.readers.writer import Writer
from indexing.readers.zipped import archive

MOST_CELLS = 2_000_000
MOST_HEADS = 3  # rows of names, a unit and a period
_PLAIN = "sheet"


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
        writer = Writer()
        cells = 0
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for number, sheet in enumerate(shown, 1):
            writer.page = number
            rows = list(_rows(sheet))
            cells += sum(map(len, rows))
            if cells > MOST_CELLS:
                raise DocumentError(f"it has more than {MOST_CELLS} cells")
            if len(shown) > 1 or not sheet.title.casefold().startswith(_PLAIN):
                writer.add("heading", sheet.title, level=1)
            names: list[str] = []
            for table in _tables(rows):
                names = _write(writer, table, names)
        book.close()
    return [writer.document(path.stem, title or "", author=author, date=date)]


def _rows(sheet: Worksheet) -> Iterator[list[str]]:
    for row in sheet.iter_rows(values_only=True):
        texts = [_text(value) for value in row]
        while texts and not texts[-1]:
            texts.pop()
        yield texts


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


def _write(writer: Writer, rows: list[list[str]], names: list[str]) -> list[str]:
    """Write a table.

    Args:
        names: of the columns, by a row above that an empty one parts from what it names.

    Returns:
        Such names for the table below.
    """
    whole = rows
    empty = min(next(n for n, cell in enumerate(row) if cell) for row in rows)
    rows = [row[empty:] for row in rows]
    head = header_row(rows)
    for row in rows[:head] if max(map(len, rows)) > 1 else rows:
        writer.add("paragraph", ", ".join(filter(None, row)))
    if max(map(len, rows)) > 1:
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


def _text(value: object) -> str:
    """A cell as it is shown, as far as its value tells."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")[:16]
    if isinstance(value, float):
        return f"{value:.10g}"
    return " ".join(str(value).split())
