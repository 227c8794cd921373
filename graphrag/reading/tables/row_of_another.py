"""A row that is of another than the question says: of version 4.0, asked of 4.1.

What the question says is a cell of other rows in a column where this one has something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from graphrag.language.patterns import pattern
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.found import Found
from graphrag.reading.tables.row_fit import asked_words, said_of
from graphrag.reading.tables.row_tables import Row, RowTable, tables_of
from graphrag.reading.tables.table_rows import RowCell

_LINKS = pattern(  # that lead from the row that is said to another
    r"\b(?:succe\w+|follow\w*|after|before|replac\w+|instead|than|next|previous\w*|other|else|besides"
    r"|except|both|differ\w*)\b",
    re.IGNORECASE,
)


def is_of_another_row(last: Found, scene: Scene) -> bool:
    """Whether what was found stands in a row that the question does not mean."""
    if _LINKS.search(scene.question.text):
        return False
    for table, row in _rows(scene):
        cell = next((cell for cell in row if _is_in(last, cell)), None)
        if cell is not None:
            asked = asked_words(scene)
            return any(_is_another(asked, table, other) for other in row if other is not cell)
    return False


def _is_another(asked: frozenset[str], table: RowTable, cell: RowCell) -> bool:
    """The question says others' cells of this column, and nothing of this one."""
    if not cell.words or not cell.words.isdisjoint(asked) or said_of(asked, cell):
        return False
    return any(
        other.words and said_of(asked, other) == 1.0 for other in table.columns[cell.key].cells
    )


def _is_in(last: Found, cell: RowCell) -> bool:
    found = cell.found
    return found.page is last.page and found.start <= last.start and last.end <= found.end


def _rows(scene: Scene) -> Iterator[tuple[RowTable, Row]]:
    return ((table, row) for table in _tables(scene) for row in table.rows)


@lru_cache(maxsize=1)  # each candidate asks
def _tables(scene: Scene) -> tuple[RowTable, ...]:
    found = (table for table in tables_of(scene.pages) if not table.is_documents)
    return tuple(table for table in found if len(table.rows) > 1)
