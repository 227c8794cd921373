"""Two rows of one table held against each other: the fields in which they differ."""

from __future__ import annotations

from collections.abc import Sequence

from graphrag.language.differing import Differing
from graphrag.reading.pages.found import Finding, tidy
from graphrag.reading.pages.page import Page
from graphrag.reading.tables.row_tables import Row, RowTable, called, partly_called, tables_of
from graphrag.reading.tables.table_rows import RowCell
from graphrag.retrieval.linking.asked_words import roots

_SURE = 0.85  # confidence; set by hand
_OF_TOPIC = 0.5


def records_apart(asked: Differing, pages: Sequence[Page]) -> Finding | None:
    """What two rows that the question names have each under the same head, where that differs."""
    if asked.sides is None:
        return None
    sides = [roots(side) for side in asked.sides]
    for table in tables_of(pages):
        rows = [_row_named(table, side) for side in sides]
        one, other = rows
        if table.is_documents or one is None or other is None or one is other:
            continue
        columns, topic = table.others, roots(asked.topic)
        if topic:
            columns = called(columns, topic) or partly_called(columns, topic, _OF_TOPIC)
        told = ((column.of(one), column.of(other)) for column in columns)
        lines = [
            _line(one, other, mine, its)
            for mine, its in told
            if (mine and tidy(mine.text)) != (its and tidy(its.text))
        ]
        if lines:
            steps = (one[0].found, other[0].found)
            return Finding("\n".join(lines), _SURE, steps, "sentences", named=True)
    return None


def _row_named(table: RowTable, words: frozenset[str]) -> Row | None:
    """The one row whose name is said."""
    found = [row for row in table.rows if row[0].words and row[0].words <= words]
    return found[0] if len(found) == 1 else None


def _line(
    one: Sequence[RowCell], other: Sequence[RowCell], mine: RowCell | None, its: RowCell | None
) -> str:
    head = (mine or its or one[0]).head
    said = (f"{tidy(row[0].text)} {tidy(cell.text) if cell else '–'}"
            for row, cell in ((one, mine), (other, its)))  # fmt: skip
    return f"{head}: {', '.join(said)}"
