"""What rows of a table have to hold, and which of its columns tells it.

taller than 20 m               the figure under "Height" is more than 20
joined before March 2025       the date under "Joined" is before that
has no first aid certificate   nothing stands under "First aid valid until"
do not speak Norse             what stands under "Languages" is not that
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import eq
from typing import NamedTuple

from graphrag.language.column_words import BEGIN
from graphrag.language.dates import find_dates
from graphrag.language.limits import Bound
from graphrag.language.quantities import money_sign
from graphrag.reading.tables.columns import words_naming
from graphrag.reading.tables.row_tables import (
    Column,
    Row,
    RowTable,
    called,
    figure_of,
    partly_called,
)
from graphrag.reading.tables.table_rows import RowCell

_PART = 0.5  # share of a column's words that are said, where none is said whole


class RowCondition(NamedTuple):
    """Whether a row holds it; the columns that tell it, the first of which is compared."""

    holds: Callable[[Row], bool]
    columns: tuple[Column, ...] = ()


def bounded(bound: Bound, table: RowTable, words: frozenset[str]) -> RowCondition | None:
    """A condition by a figure or a time; None where no column can be the one that tells it.

    Args:
        bound: what the question says.
        table: the rows that it is put on.
        words: roots of the question's words, by which it may name the column.
    """
    column = _column_of(bound, table, words)
    if column is None:
        return None
    return RowCondition(lambda row: _holds(bound, column.of(row)) is True, (column,))


def _column_of(bound: Bound, table: RowTable, words: frozenset[str]) -> Column | None:
    """The column that is named, or that alone can tell."""
    kinds = ("date",) if bound.time is not None else ("number", "money")
    columns = table.of_kind(*kinds)
    named = called(columns, words | bound.column)
    if named:
        return next((one for one in named if _tells(bound, one)), None)
    if _is_money(bound.unit):
        columns = table.of_kind("money")
    told = [one for one in columns if _tells(bound, one)]
    begun = [one for one in told if one.begins] if bound.time and words & BEGIN else []
    found = begun or told
    return found[0] if len(found) == 1 else None


def _is_money(unit: str) -> bool:
    return money_sign(unit)[:1] in ("€", "£", "$", "¥")


def _tells(bound: Bound, column: Column) -> bool:
    return any(_holds(bound, cell) is not None for cell in column.cells)


def _holds(bound: Bound, cell: RowCell | None) -> bool | None:
    """Whether a cell's figure or date holds the bound; None where it has none like it."""
    if cell is None:
        return None
    if bound.time is not None:
        dates = [date for date in find_dates(cell.text) if date.year > 0]
        if len(dates) != 1:
            return None
        exact = min(bound.time.precision, dates[0].precision)
        if bound.is_held is eq and exact < bound.time.precision:
            return None
        return bool(bound.is_held(dates[0].key[:exact], bound.time.key[:exact]))
    value, unit = figure_of(cell)
    unit = money_sign(unit)
    if value is None or (bound.unit and unit and unit.lower() != bound.unit.lower()):
        return None
    return bool(bound.is_held(value, bound.value))


def lacking(
    denied: frozenset[str], table: RowTable, known: Sequence[Column] = ()
) -> RowCondition | None:
    """Of the rows without what is denied; None where the table does not tell which.

    They have an empty cell, "none" in it, or something else where others have what is denied.
    `known` is its column, where that is not the one that is called so.
    """
    column = known or called(table.others, denied) or partly_called(table.others, denied, _PART)
    if len(column) == 1:
        left = [row for row in table.rows if _has_none(column[0].of(row), table)]
        if left:
            return _one_of(left, table)
    return _one_of(_others(denied, table), table)


def having(had: frozenset[str], table: RowTable) -> RowCondition | None:
    """Of the rows that have what others lack; None where the table tells of none that lacks it."""
    left = lacking(had, table)
    return RowCondition(lambda row: not left.holds(row)) if left else None


def _one_of(rows: Sequence[Row], table: RowTable) -> RowCondition | None:
    """That it is one of these, which are neither none nor all."""
    known = frozenset(map(id, rows))
    return RowCondition(lambda row: id(row) in known) if 0 < len(rows) < len(table.rows) else None


def _has_none(cell: RowCell | None, table: RowTable) -> bool:
    """Of documents a field that is not there says nothing."""
    if cell is None:
        return not table.is_documents
    return cell.says_no or figure_of(cell)[0] == 0


def _others(denied: frozenset[str], table: RowTable) -> list[Row]:
    """The rows that have another value where some have what is denied."""
    for column in table.others:
        value = denied - words_naming(column.words, denied)
        cells = [(row, cell) for row in table.rows if (cell := column.of(row))]
        left = [row for row, cell in cells if not value <= cell.words]
        if value and len(left) < len(cells):
            return left
    return []
