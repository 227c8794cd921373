"""What stands on a sheet around its tables: titles, totals above the columns, sums at the side.

"Total for 3 boats | 174.87 | Per boat | 58.29" are two fields. What an empty column parts from a
table, and is said beside a few of its rows only, is no column of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexing.readers.tables import is_number
from indexing.readers.titles import has_word
from indexing.readers.writer import Writer

_FEWEST_ROWS = 6  # of a table that something stands beside
_FEWEST_COLUMNS = 3
_FEW = 1 / 3  # of its rows
_MOST_TITLE = 80  # characters

Row = list[str]


def write_remarks(writer: Writer, rows: Sequence[Row], *, heads: bool = False) -> None:
    """Write rows that are of no table.

    Args:
        heads: a first row of one cell is a heading over what follows.
    """
    for number, row in enumerate(rows):
        said = [cell for cell in row if cell]
        alone = len(said) == 1 and has_word(said[0]) and not is_number(said[0])
        if pairs := _pairs(said):
            for label, value in pairs:
                writer.add("field", f"{label.rstrip(' :')}: {value}")
        elif heads and not number and alone and len(said[0]) <= _MOST_TITLE:
            writer.add("heading", said[0], level=2)
        else:
            writer.add("paragraph", ", ".join(said))


def _pairs(said: Sequence[str]) -> list[tuple[str, str]]:
    """Labels and their numbers by turns; nothing where a row is otherwise."""
    if not said or len(said) % 2:
        return []
    pairs = list(zip(said[::2], said[1::2], strict=True))
    told = all(
        has_word(label) and not is_number(label) and is_number(value) for label, value in pairs
    )
    return pairs if told else []


def parted(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """A table and what stands beside it; all of it and nothing where nothing does."""
    if len(rows) < _FEWEST_ROWS:
        return rows, []
    width = max(map(len, rows))
    for column in range(_FEWEST_COLUMNS, width - 1):
        if any(row[column : column + 1] != [""] for row in rows if len(row) > column):
            continue
        beside = [row[column + 1 :] for row in rows if any(row[column + 1 :])]
        if len(beside) > _FEW * len(rows) or any(rows[0][column + 1 :]):
            continue
        left = [_shorn(row[:column]) for row in rows]
        if sum(map(bool, map(any, left))) == len(rows):
            return left, _under_titles(beside)
    return rows, []


def _under_titles(rows: Sequence[Row]) -> list[Row]:
    """Rows at a side, those below a cell of its own told with it: "SPEED" "Mean | 5.5"."""
    found: list[Row] = []
    title = ""
    for row in rows:
        said = [cell for cell in row if cell]
        if len(said) == 1 and not is_number(said[0]):
            title = said[0]
            found.append(said)
        elif title and len(said) == 2 and found:
            if found[-1] == [title]:
                found.pop()
            found.append([f"{title}, {said[0]}", said[1]])
        else:
            found.append(said)
    return found


def _shorn(row: Row) -> Row:
    while row and not row[-1]:
        row = row[:-1]
    return row
