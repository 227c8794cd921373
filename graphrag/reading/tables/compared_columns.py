"""Which column of a table "the oldest", "the cheapest" or "expires first" is read off.

It is the one that the question names; else the one of the kind that the word itself means: an age
or when something began, a date, a price, what is counted. Where several may be meant, all are
given: what they do not agree on is not answered.
"""

from __future__ import annotations

from typing import NamedTuple

from graphrag.reading.tables.asked_of_rows import OfRows
from graphrag.reading.tables.row_tables import RowTable, begins, called, partly_called
from graphrag.retrieval.linking.asked_words import roots

_SIZE = roots("size area capacity volume big large small")
_IDENTIFIES = roots("code id identifier index key serial number no phone telephone ext extension")
_PART = 0.3  # share of a column's words that tells which of several dates is meant


class Compared(NamedTuple):
    """A column's head, which way it is compared, and the words of the question that it has."""

    head: str
    wants: str


def compared(asked: OfRows, table: RowTable) -> list[Compared]:
    """The columns that may be compared or added up; none where the table has none."""
    degree = asked.degree
    numbers = table.of_kind("number", "money")
    bare = degree is not None and not (degree.column or degree.kind)
    by = asked.column or (asked.words if bare else frozenset())  # "earns the most"
    named = called(table, numbers, by) if by else []
    if degree is None:
        return [Compared(head, asked.wants) for head in named[:1]]
    if degree.kind == "date":
        dates = table.of_kind("date")
        said = called(table, dates, asked.words) or partly_called(table, dates, asked.words, _PART)
        begun = [head for head in dates if begins(head)]
        return [Compared(head, degree.way) for head in said or begun or dates]
    own = degree.column and called(table, numbers, degree.column)
    if named or own:
        return [Compared(head, degree.way) for head in (own or named)[:1]]
    if degree.kind == "age":
        begun = [head for head in table.of_kind("date") if begins(head)]
        said = partly_called(table, begun, asked.words, _PART)
        return [Compared(head, degree.turned.way) for head in said or begun]
    if degree.kind == "price":
        return [Compared(head, degree.way) for head in table.of_kind("money")]
    if degree.kind == "size" and not asked.column - asked.noun:
        counts = [h for h in table.of_kind("number") if table.heads[h].isdisjoint(_IDENTIFIES)]
        return [Compared(head, degree.way) for head in called(table, counts, _SIZE) or counts]
    return []
