"""Rows without what a question denies: an empty cell, "none" in it, or something else there.

Who has no first aid certificate?       nothing stands under "First aid valid until"
Which guides do not speak Norse?        what stands under "Languages" is not that
"""

from __future__ import annotations

from collections.abc import Sequence

from graphrag.reading.tables.columns import words_naming
from graphrag.reading.tables.row_tables import RowTable, called, figure_of, partly_called, under
from graphrag.reading.tables.table_rows import RowCell

_NONE = frozenset("no none nothing nil never not n/a false n ✗ – - —".split())
_PART = 0.5  # of a column's words and of those denied that both have


def lacking(denied: frozenset[str], table: RowTable) -> list[list[RowCell]]:
    """The rows that lack it; none where the table does not tell."""
    heads = list(table.heads)[1:]
    column = called(table, heads, denied) or partly_called(table, heads, denied, _PART)
    if len(column) == 1 and _share_said(table.heads[column[0]], denied) >= _PART:
        cells = [under(row, column[0]) for row in table.rows]
        left = [row for row, cell in zip(table.rows, cells, strict=True) if _is_none(cell, table)]
        if left or not _said_in(table, denied):
            return left if len(left) < len(table.rows) else []
    return _others(denied, table, heads)


def _share_said(column: frozenset[str], denied: frozenset[str]) -> float:
    said = frozenset().union(*(words_naming(frozenset({word}), denied) for word in column))
    return len(said) / len(denied)


def _is_none(cell: RowCell | None, table: RowTable) -> bool:
    """Of documents a field that is not there says nothing."""
    if cell is None:
        return not table.is_documents
    words = cell.text.strip(" .").casefold().split()
    return bool(words) and (words[0] in _NONE or figure_of(cell)[0] == 0)


def _said_in(table: RowTable, denied: frozenset[str]) -> bool:
    return any(cell.words and cell.words <= denied for row in table.rows for cell in row[1:])


def _others(denied: frozenset[str], table: RowTable, heads: Sequence[str]) -> list[list[RowCell]]:
    """The rows that have another value where some have what is denied."""
    for head in heads:
        value = denied - words_naming(table.heads[head], denied)
        cells = [(row, cell) for row in table.rows if (cell := under(row, head))]
        left = [row for row, cell in cells if not value <= cell.words]
        if value and len(left) < len(cells):
            return left
    return []
