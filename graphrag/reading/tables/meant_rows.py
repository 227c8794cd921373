"""Rows that a question for many means, each with the cell that it asks for.

A row is meant where the question says one of its cells, asks of a figure or a time in it, or for
what it lacks, and has hardly a word that is neither there nor in the headings, the title and the
path around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graphrag.language.keys import word_keys
from graphrag.language.words import root
from graphrag.reading.pages.found import Found
from graphrag.reading.tables.asked_of_rows import OfRows
from graphrag.reading.tables.cell_names import short_names, words_said_short
from graphrag.reading.tables.columns import words_naming
from graphrag.reading.tables.readings import TableReading
from graphrag.reading.tables.row_fit import capitals, is_in_part, said_of, share
from graphrag.reading.tables.row_tables import Row
from graphrag.reading.tables.table_rows import RowCell
from graphrag.retrieval.linking.asked_words import roots

_COVER = 0.65  # share of the question's words that a row's said cells, its headings and path have
_UNNAMED = 0.8  # the same where neither rows nor a column are called what is asked for
_OTHERS = roots("else other together never ever yet")


class MeantRow(NamedTuple):
    """What a row gives: its cell, and where it says what the question says of it."""

    text: str
    step: Found
    heads: tuple[str, ...]  # of the cells that the question says
    cover: float
    value: float | None = None  # under the column that is compared
    unit: str = ""


def meant_rows(read: TableReading) -> list[MeantRow]:
    """The rows that are meant."""
    found = (_meant(read, row) for row in read.rows)
    return [row for row in found if row is not None]


def _meant(read: TableReading, row: Row) -> MeantRow | None:
    """None where the question does not mean the row, or says the cell itself that it asks for."""
    words = read.asked.words
    held = [cell for column in read.held if (cell := column.of(row))]
    others = [cell for cell in row if cell.words and cell not in held]
    names = capitals(read.asked.text) | short_names(read.asked.text)
    said = [cell for cell in others if _is_said(words | names, cell) or is_in_part(names, cell)]
    told = [c for column in read.told if column is not read.compared and (c := column.of(row))]
    left = [cell for cell in others if cell not in said and not cell.says_yes]
    item = _item(read, row, [*told, *left])
    if item is None or item.words <= words or not (said or held or read.is_told):
        return None
    cover = _cover(read, item, said, held)
    named = read.is_of_noun or bool(words_naming(item.column, read.asked.noun))
    if cover < (_COVER if named else _UNNAMED):
        return None
    telling = [*said, *held] or [row[0]]
    step = telling[-1].found if held or item.called else item.found
    value, unit = read.compared.value(held[0]) if read.compared else (None, "")
    return MeantRow(item.text, step, tuple(cell.key for cell in telling), cover, value, unit)


def _item(read: TableReading, row: Row, rest: Sequence[RowCell]) -> RowCell | None:
    """The cell under the column that is asked for, else what the row is about; of what the
    question leaves over.
    """
    if read.item is not None:
        own = read.item.of(row)
        return own if own in rest or read.item is read.compared else None
    item = _named_first(read.asked, rest) or (row[0] if row[0] in rest else None)
    return None if read.is_of_first and item is not row[0] else item


def _named_first(asked: OfRows, cells: Sequence[RowCell]) -> RowCell | None:
    """The cell whose column the noun names first: "customers" of "which customers ordered it?"."""
    order = [root(word) for word in word_keys(asked.text)]
    places = [
        (min(order.index(word) if word in order else len(order) for word in words), cell)
        for cell in cells
        if (words := words_naming(cell.column, asked.noun))
    ]
    return min(places, key=lambda place: place[0])[1] if places else None


def _cover(
    read: TableReading, item: RowCell, said: Sequence[RowCell], held: Sequence[RowCell]
) -> float:
    """How much of the question the row has, beside what names columns and is explained."""
    words = read.asked.words
    by = (words_naming(cell.column, words | read.asked.column) for cell in (*said, *held))
    short = (words_said_short(read.asked.text, cell.text, cell.column) for cell in said)
    left = words.difference(*by, *short) - read.explained - _OTHERS
    return share(left, [*said, item._replace(words=frozenset())]) if left else 1.0


def _is_said(words: frozenset[str], cell: RowCell) -> bool:
    """All of it, or "yes" under a column that the question names."""
    if cell.says_yes:
        return bool(words_naming(cell.column, words))
    return said_of(words, cell) == 1.0
