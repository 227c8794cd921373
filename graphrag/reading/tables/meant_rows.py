"""Rows that a question for many means, each with the cell that it asks for.

A row is meant where the question says one of its cells, asks of a figure or a time in it, or for
what it lacks, and has hardly a word that is neither there nor in the headings, the title and the
path around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from graphrag.language.keys import word_keys
from graphrag.language.words import root
from graphrag.reading.pages.found import Found
from graphrag.reading.tables.asked_of_rows import OfRows
from graphrag.reading.tables.columns import words_naming
from graphrag.reading.tables.compared_columns import Compared, compared
from graphrag.reading.tables.explained import (
    are_of_rows,
    calls_persons,
    explained,
    is_of,
    of_persons,
)
from graphrag.reading.tables.lacking import lacking
from graphrag.reading.tables.row_bounds import column_of, holds, limit_of
from graphrag.reading.tables.row_fit import said_of, share
from graphrag.reading.tables.row_tables import RowTable, called, figure_of, time_of, under
from graphrag.reading.tables.table_rows import RowCell
from graphrag.retrieval.linking.asked_words import roots

_COVER = 0.8  # share of the question's words that a row's said cells, its headings and path have
_CODE = 4  # characters of a word with letters and digits that is rather a code than "2nd"
_YES = frozenset({"yes", "true", "y", "✓", "✔"})
_NO = frozenset({"no", "false", "n", "✗", "–", "-"})
_FIRST = 4  # words of a question that hold what it asks for
_OTHERS = roots("else other together never ever yet")
_TOTALS = roots("total sum overall altogether average mean")  # rows over all rows


class MeantRow(NamedTuple):
    """What a row gives: its cell, and where it says what the question says of it."""

    text: str
    step: Found
    heads: tuple[str, ...]  # of the cells that the question says
    cover: float
    value: float | None = None  # under the column that is compared
    unit: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """How a question is read over one table: its columns, and the words that these explain."""

    asked: OfRows
    table: RowTable
    compared: Compared | None
    bounds: tuple[str, ...]  # the column of each condition
    limits: tuple[str | None, ...]  # the column that it is compared with, where it is one
    lacks: frozenset[int]  # the rows without what is denied, by `id`
    explained: frozenset[str]
    person: str  # the column of persons, where somebody is asked for


def readings(asked: OfRows, table: RowTable) -> Iterator[tuple[str, list[MeantRow]]]:
    """The rows that are meant, by each column that may be compared, and what is wanted of them."""
    person = _person(asked, table) if table.rows else ""
    if not table.rows or (asked.is_of_persons and asked.is_worked and not person):
        return
    asked = _with_sayings(asked, table)
    if of_persons(table) and any(map(calls_persons, word_keys(asked.text)[:_FIRST])):
        asked = replace(asked, noun=frozenset())  # "teachers" are no "Subject"
    bounds = [column_of(bound, table, asked.words) for bound in asked.bounds]
    lacks = lacking(asked.denied, table) if asked.denied else []
    having = _having(asked.had, table) if asked.had else []
    if asked.denied and not lacks:
        return
    if having:
        asked, lacks = replace(asked, denied=asked.had, words=asked.words - asked.had), having
    who = person if asked.is_of_persons and asked.is_worked else ""
    told = tuple(head for head in bounds if head is not None)
    if len(told) < len(bounds):
        return
    limits = tuple(limit_of(bound, table, asked.words) for bound in asked.bounds)
    if asked.wants in ("sum", "mean") and not are_of_rows(asked, table):
        return
    if asked.wants == "count" and called(table, table.of_kind("number", "money"), asked.noun):
        return  # "how many seats have the boats?" asks for no number of boats
    for column in compared(asked, table) if asked.compares else [None]:
        used = [*told, *filter(None, limits), *([column.head] if column else [])]
        read = _Read(
            asked,
            table,
            column,
            told,
            limits,
            frozenset(map(id, lacks)),
            explained(asked, table, used),
            who,
        )
        rows = (_meant(read, row) for row in _without(asked.besides, table))
        yield column.wants if column else asked.wants, [row for row in rows if row is not None]


def _having(had: frozenset[str], table: RowTable) -> list[list[RowCell]]:
    """The rows that have what others lack; none where no row says it by itself, or all lack it."""
    if any(cell.words and cell.words <= had for row in table.rows for cell in row):
        return []
    left = lacking(had, table)
    lack = frozenset(map(id, left))
    return [row for row in table.rows if id(row) not in lack] if left else []


def _person(asked: OfRows, table: RowTable) -> str:
    """The column of those that are asked for: the first, else the one that the question names."""
    persons = table.of_kind("person")
    if table.first in persons:
        return table.first
    return next(iter(called(table, persons, asked.words)), "")


def _with_sayings(asked: OfRows, table: RowTable) -> OfRows:
    """Where no row tells "in 2021" by a date, or one says just that, it is among the words."""
    told = {cell.words for row in table.rows for cell in row}
    kept = tuple(
        bound
        for bound in asked.bounds
        if not bound.said
        or (roots(bound.said) not in told and column_of(bound, table, asked.words))
    )
    said = " ".join(bound.said for bound in asked.bounds if bound not in kept)
    return replace(asked, bounds=kept, words=asked.words | roots(said)) if said else asked


def _without(besides: frozenset[str], table: RowTable) -> list[list[RowCell]]:
    """The rows but the one that is left out; none where it is not there."""
    if not besides:
        return table.rows
    rest = [row for row in table.rows if not besides <= row[0].words]
    return rest if len(rest) < len(table.rows) else []


def _meant(read: _Read, row: list[RowCell]) -> MeantRow | None:
    """The cell under the column that is asked for, else what the row is about; None where the
    question does not mean the row, or says this cell itself.
    """
    asked, words = read.asked, read.asked.words
    figure = under(row, read.compared.head) if read.compared else None
    value, unit = _value(read, figure) if figure else (None, "")
    bound = [under(row, head) for head in read.bounds]
    if read.compared and value is None:
        return None
    if any(_denies(words, cell) for cell in row) or not row[0].words.isdisjoint(_TOTALS):
        return None
    limits = [under(row, head) if head else None for head in read.limits]
    if not all(map(holds, asked.bounds, bound, limits)) or (
        asked.denied and id(row) not in read.lacks
    ):
        return None
    held = [cell for cell in (figure, *bound) if cell is not None]
    others = [cell for cell in row if cell.words and cell not in held]
    said = [cell for cell in others if _is_said(words, cell) and not cell.words <= asked.noun]
    rest = [cell for cell in others if cell not in said and not _is_yes(cell)]
    wanted = _named_first(asked, rest)
    if read.person:
        wanted = [cell for cell in rest if cell is under(row, read.person)]
    wanted = wanted or [cell for cell in rest if cell is row[0]]
    if (
        read.compared
        and asked.noun == asked.column
        and called(read.table, [read.compared.head], asked.column)
    ):
        wanted = [figure] if figure else []
    told = said or held or asked.denied or _is_of_all(read)
    if not wanted or not told or wanted[0].words <= words or _is_of_other(read, wanted[0], row):
        return None
    held = [*said, *held]
    named = frozenset[str]().union(*(words_naming(c.column, words | asked.column) for c in held))
    item = wanted[0]
    left = words - named - read.explained - _OTHERS
    cover = share(left, [*said, item._replace(words=frozenset())]) if left else 1.0
    if cover < _COVER:
        return None
    heads = tuple(cell.head.casefold() for cell in held)
    step = held[-1].found if held and (figure or bound or item.called) else item.found
    return MeantRow(item.text, step, heads, cover, value, unit)


def _named_first(asked: OfRows, cells: Sequence[RowCell]) -> list[RowCell]:
    """The cells whose column the noun names, that first which is named first: "customers" of "which
    customers ordered gravel?".
    """
    order = [root(word) for word in word_keys(asked.text)]
    places = []
    for cell in cells if asked.noun else ():
        words = words_naming(cell.column, asked.noun)
        if words:
            places.append((min(order.index(w) if w in order else len(order) for w in words), cell))
    return [cell for _, cell in sorted(places, key=lambda place: place[0])]


def _is_of_all(read: _Read) -> bool:
    """All rows are counted: "how many boats are there?" of rows of boats."""
    first = read.table.heads[read.table.first]
    counted = read.asked.wants == "count" and not read.table.is_documents
    return counted and bool(first) and all(is_of(word, first) for word in read.asked.words)


def _is_of_other(read: _Read, wanted: RowCell, row: Sequence[RowCell]) -> bool:
    """ "Which yard is the oldest?" asks for no yard of the oldest boat."""
    named = read.compared and called(read.table, [read.compared.head], read.asked.column)
    only = read.asked.words <= read.asked.noun and not read.asked.is_of_persons
    return read.compared is not None and not named and only and wanted is not row[0]


def _value(read: _Read, cell: RowCell) -> tuple[float | None, str]:
    """Its figure and unit; of a column of dates its time."""
    if read.table.kind(cell.head.casefold()) == "date":
        return time_of(cell), "date"
    return figure_of(cell)


def _is_said(words: frozenset[str], cell: RowCell) -> bool:
    """All of it, a code in it, or "yes" under a column that the question names."""
    codes = any(map(_is_code, cell.words & words))
    if _is_yes(cell):
        return bool(words_naming(cell.column, words))
    return bool(cell.words) and (codes or said_of(words, cell) == 1.0)


def _is_code(word: str) -> bool:
    both = any(map(str.isdigit, word)) and any(map(str.isalpha, word))
    return both and len(word) >= _CODE


def _is_yes(cell: RowCell) -> bool:
    return cell.text.strip(" .").casefold() in _YES


def _denies(words: frozenset[str], cell: RowCell) -> bool:
    """ "no" under a column that the question names."""
    denied = cell.text.strip(" .").casefold() in _NO
    return denied and bool(words_naming(cell.column, words))
