"""Tables in text, values apart by commas or tabs: every row is a block with a name."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path

from graphrag.errors import DocumentError
from indexing.clean import clean, decode
from indexing.documents import Document
from indexing.readers.tables import YEAR, Rows, heads_of, is_number, joined_heads, make_table
from indexing.readers.writer import Writer

_MOST_CELL = 1 << 20  # characters
_SEPARATOR = re.compile(r"sep=(.)\n", re.IGNORECASE)
_LOOKED_AT = 50  # rows
_SNIFFED = 4096  # characters
MOST_COUNT = 4  # signs of a number that may name a column
_MARKS = ",;\t|"


def read_csv(path: Path, raw: bytes) -> list[Document]:
    """A table; what stands above its header is text, columns without a name are kept.

    Raises:
        DocumentError: it is no table of separated values.
    """
    rows = _rows(clean(re.sub(r"\r\n?", "\n", decode(raw))), path.suffix.lower() == ".tsv")
    writer = Writer()
    for table in _tables(rows):
        head = header_row(table)
        for row in table[:head]:
            said = (" ".join(cell.split()) for cell in row if cell.strip())
            writer.add("paragraph", ", ".join(said).lstrip("# "))
        writer.add_table(records_table(table[head:]), records=True)
    return [writer.document(path.stem)]


def _tables(rows: Sequence[list[str]]) -> list[list[list[str]]]:
    """Tables below each other: each begins after an empty row, with a row that names columns
    otherwise than the table above.
    """
    found: list[list[list[str]]] = [[]]
    for position, row in enumerate(rows):
        if any(map(str.strip, row)):
            found[-1].append(row)
        elif found[-1] and _begins(rows[position + 1 :], found[-1]):
            found.append([])
    return found


def _begins(rows: Sequence[Sequence[str]], above: Sequence[Sequence[str]]) -> bool:
    """Whether these rows are a table of their own below the ones above: the first has a name of
    theirs, or stands over numbers, or they are more or fewer columns.
    """
    if max((len(row) for row in above[1:]), default=0) < 2:
        return False  # so far a title, or the names of columns
    found = make_table(list(takewhile(lambda row: any(map(str.strip, row)), rows)))
    names = [cell.strip() for cell in above[header_row(above)]]
    if not found.header or list(found.header) == names:
        return False
    shared = set(found.header) & set(names)
    numbers = any(all(map(is_number, column)) for column in zip(*found.rows, strict=False))
    return bool(shared) or numbers or len(found.header) != len(above[-1])


def records_table(rows: Sequence[Sequence[str]]) -> Rows:
    """A table whose first row names the columns, where it is not of numbers like the next ones;
    names that lack are counted.
    """
    if len(rows) < 2 or all(all(map(is_number, filter(None, row))) for row in rows[:2]):
        return make_table(rows, header=False)
    if _is_like(rows[0], rows[1:4]) or rows[0][0].rstrip().endswith(":"):
        return make_table(rows, header=False)
    width, count = max(map(len, rows)), heads_of(rows)
    header = [*joined_heads(rows[:count]), *[""] * width][:width]
    used = {n for row in rows[count:] for n, cell in enumerate(row) if cell.strip()}
    counted = [f"column {n + 1}" if n in used else "" for n in range(width)]
    named = [cell.strip() or other for cell, other in zip(header, counted, strict=True)]
    return make_table([named, *rows[count:]], header=True)


def _is_like(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row has its words and numbers where those below have theirs: it is one of them, and
    names nothing. Years may be names, and so may a single short number.
    """
    numbers = [cell.strip() for cell in first if cell.strip() and is_number(cell)]
    few = len(numbers) < 2 and not any(len(number) > MOST_COUNT for number in numbers)
    if few or all(map(YEAR.fullmatch, numbers)):
        return False
    return all(_kinds(row) == _kinds(first) for row in below)


def _kinds(row: Sequence[str]) -> list[bool | None]:
    kinds = [is_number(cell) if cell.strip() else None for cell in row]
    while kinds and kinds[-1] is None:
        kinds.pop()
    return kinds


def header_row(rows: Sequence[Sequence[str]]) -> int:
    """Which row names the columns: the first that is as full as most rows; before it is a title."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows[:_LOOKED_AT]]
    if len(filled) < 3 or max(filled) < 2:
        return 0
    usual = sorted(filled)[len(filled) // 2] if filled[0] > 1 else max(filled)
    for position, count in enumerate(filled[:10]):
        if count >= max(2, 0.6 * usual) and not _weighs(rows[position]):
            return position
    return 0


def _weighs(row: Sequence[str]) -> bool:
    """Whether a row gives columns numbers (weights, totals) and no names: it begins with nothing,
    and most of what it says are numbers; or labels and their numbers by turns ("Total", "95").
    """
    said = [is_number(cell) and not YEAR.fullmatch(cell) for cell in row if cell.strip()]
    if len(said) > 2 and said == [False, True] * (len(said) // 2):
        return True
    numbers = [is_number(cell) and not YEAR.fullmatch(cell) for cell in row if cell.strip()]
    return not row[0].strip() and sum(numbers) > len(numbers) / 2


def _rows(text: str, tabs: bool) -> list[list[str]]:
    said = _SEPARATOR.match(text)
    text = text[said.end() :] if said else text
    dialect: type[csv.Dialect] | csv.Dialect = csv.excel_tab if tabs else csv.excel
    if said:
        dialect = _separated(said.group(1))
    elif not tabs:
        dialect = _dialect(text[:_SNIFFED])
    csv.field_size_limit(_MOST_CELL)
    try:
        return list(csv.reader(io.StringIO(text), dialect))
    except csv.Error as error:
        raise DocumentError(f"it is not a table of separated values ({error})") from error


def _dialect(text: str) -> type[csv.Dialect] | csv.Dialect:
    """What parts the cells: as the standard library sees it, else what most lines have."""
    try:
        return csv.Sniffer().sniff(text, delimiters=_MARKS)
    except csv.Error:
        lines = [line for line in text.split("\n") if line.strip()]
        having = {mark: sum(mark in line for line in lines) for mark in _MARKS}
        return _separated(max(_MARKS, key=lambda mark: having[mark]))


def _separated(mark: str) -> type[csv.Dialect]:
    class Separated(csv.excel):
        delimiter = mark

    return Separated
