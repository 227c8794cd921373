"""Workbooks of 1993 to 2003 (.xls), by xlrd: told as an .xlsx is."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import xlrd

from graphrag.errors import DocumentError
from indexing.documents import Document
from indexing.readers.sheets import MOST_MERGED, fill_down, of_sheets, shorn, text_of_cell

_VISIBLE = 0
_BROKEN = (  # what the library raises over a damaged file
    *(struct.error, AssertionError, IndexError, KeyError, ValueError, TypeError, AttributeError),
    *(xlrd.biffh.XLRDError, xlrd.compdoc.CompDocError, OverflowError, MemoryError),
)


def read_xls(path: Path, raw: bytes) -> list[Document]:
    """A workbook of the older form: values as they were last computed, hidden sheets left out.

    Raises:
        DocumentError: it is damaged, encrypted, not a workbook, or too large.
    """
    try:
        book = xlrd.open_workbook(file_contents=raw, logfile=io.StringIO(), formatting_info=True)
        shown = [sheet for sheet in book.sheets() if sheet.visibility == _VISIBLE]
        sheets = [(sheet.name, _rows(book, sheet)) for sheet in shown]
    except _BROKEN as error:
        if "encrypt" in str(error).lower():
            raise DocumentError("it is encrypted; save it without a password") from error
        raise DocumentError(f"it cannot be read as a workbook ({error})") from error
    return [of_sheets(path, sheets, len(sheets), author=book.user_name or "")]


def _rows(book: Any, sheet: Any) -> list[list[str]]:
    rows = [
        shorn(_text(book, sheet, number, column) for column in range(sheet.row_len(number)))
        for number in range(sheet.nrows)
    ]
    for top, bottom, left, _ in sheet.merged_cells[:MOST_MERGED]:
        fill_down(rows, left, top, bottom)
    return rows


def _text(book: Any, sheet: Any, row: int, column: int) -> str:
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return ""
    if kind == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(value, ""))
    if kind == xlrd.XL_CELL_DATE:
        return text_of_cell(xlrd.xldate_as_datetime(value, book.datemode))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return text_of_cell(bool(value))
    shown = book.format_map[book.xf_list[sheet.cell_xf_index(row, column)].format_key].format_str
    is_percent = kind == xlrd.XL_CELL_NUMBER and shown.partition(";")[0].endswith("%")
    return text_of_cell(value, percent=is_percent)
