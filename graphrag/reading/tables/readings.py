"""How a question for many rows is read over one table: which columns it means, which words these
explain.

"The oldest", "the cheapest" or "expires first" is read off the column that the question names; else
off the one of the kind that the word itself means: an age or when something began, a date, a price,
what is counted. Where several may be meant, each is a reading: what they do not agree on is not
answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graphrag.language.column_words import BEGIN, CODES
from graphrag.language.keys import word_keys
from graphrag.language.kinds import is_person_noun, kind_of_noun
from graphrag.language.words import root
from graphrag.reading.tables.asked_of_rows import OfRows
from graphrag.reading.tables.called_rows import calls_rows, is_of
from graphrag.reading.tables.columns import words_naming
from graphrag.reading.tables.row_conditions import RowCondition, bounded, having, lacking
from graphrag.reading.tables.row_tables import (
    Column,
    Row,
    RowTable,
    called,
    partly_called,
)
from graphrag.reading.tables.spread import is_gathered
from graphrag.retrieval.linking.asked_words import roots

_PART = 0.3  # share of a column's words that tells which of several dates is meant
_FIRST = 4  # words of a question that hold what it asks for
_WORKS = roots("work works here")  # said of any of a staff
_THE = frozenset({"the", "our", "this"})


@dataclass(frozen=True, slots=True)
class TableReading:
    """A question over one table.

    Attributes:
        asked: the question.
        wants: what is wanted of the rows.
        rows: those that hold all its conditions and have a figure to compare.
        compared: the column whose figures are compared or added up.
        held: that one and those of the conditions, in which each of the rows is meant.
        told: those of the conditions.
        item: the column that is asked for, where that is no other; None: the one that is named.
        explained: words of the question that no row need say.
        is_told: these rows are meant though the question says no cell of theirs.
        is_of_first: it asks for the rows themselves and for nothing in them.
        is_of_noun: what it asks for is what the table is called by, or its rows are.
    """

    asked: OfRows
    wants: str
    rows: Sequence[Row]
    compared: Column | None
    held: Sequence[Column]
    told: Sequence[Column]
    item: Column | None
    explained: frozenset[str]
    is_told: bool
    is_of_first: bool
    is_of_noun: bool


def readings(asked: OfRows, table: RowTable) -> Iterator[TableReading]:
    """One for each column that may be compared; none where the table cannot tell what is asked."""
    person = _person(asked, table) if asked.is_of_persons else None
    if asked.is_of_persons and person is None:
        return
    asked = _with_sayings(_without_gathered(asked, table), table)
    if table.first in table.persons and any(map(_calls_persons, word_keys(asked.text)[:_FIRST])):
        asked = replace(asked, noun=frozenset())  # "teachers" are no "Subject"
    conditions = _conditions(asked, table)
    had = having(asked.had, table) if asked.had else None
    if had:
        asked = replace(asked, words=asked.words - asked.had)
    if conditions is None or not _is_of_rows(asked, table):
        return
    conditions += [had] if had else []
    told = [condition.columns[0] for condition in conditions if condition.columns]
    used = [column for condition in conditions for column in condition.columns]
    rows = [row for row in table.rows if all(condition.holds(row) for condition in conditions)]
    for column, wants in _compared(asked, table) if asked.compares else [(None, asked.wants)]:
        own = [column] if column else []
        named = bool(called(own, asked.column))
        only = bool(own) and not named and asked.words <= asked.noun and not asked.is_of_persons
        yield TableReading(
            asked,
            wants,
            [row for row in rows if all(_has_figure(row, one) for one in own)],
            column,
            [*own, *told],
            told,
            column if named and asked.noun == asked.column else person,
            _explained(asked, table, [*used, *own]),
            bool(conditions) or _is_of_all(asked, table),
            only,
            calls_rows(asked.noun, table, anywhere=True),
        )


def _has_figure(row: Row, column: Column) -> bool:
    cell = column.of(row)
    return cell is not None and column.value(cell)[0] is not None


def _conditions(asked: OfRows, table: RowTable) -> list[RowCondition] | None:
    """What rows have to hold; None where the table does not tell it."""
    found = [bounded(bound, table, asked.words) for bound in asked.bounds]
    gathered = [column for column in table.others if _is_gathered(column, asked)]
    found += [lacking(asked.denied, table, gathered)] if asked.denied else []
    known = [condition for condition in found if condition is not None]
    return known if len(known) == len(found) else None


def _person(asked: OfRows, table: RowTable) -> Column | None:
    """The column of those that are asked for: the first, else the one that the question names."""
    if table.first in table.persons:
        return table.first
    return next(iter(called(table.persons, asked.words)), None)


def _with_sayings(asked: OfRows, table: RowTable) -> OfRows:
    """Where no row tells "in 2021" by a date, or one says just that, it is among the words."""
    said = frozenset(cell.words for row in table.rows for cell in row)
    kept = tuple(
        bound
        for bound in asked.bounds
        if not bound.said or (roots(bound.said) not in said and bounded(bound, table, asked.words))
    )
    left = " ".join(bound.said for bound in asked.bounds if bound not in kept)
    return replace(asked, bounds=kept, words=asked.words | roots(left))


def _is_of_rows(asked: OfRows, table: RowTable) -> bool:
    """Not "how many seats have the boats?", which asks for no number of boats; and what is added up
    is of the table's rows, as these or the table are called: of "trips" in all, and not of a school
    that makes trips.
    """
    if asked.wants == "count":
        return not called(table.of_kind("number", "money"), asked.noun)
    rest = asked.words - asked.column
    if asked.wants not in ("sum", "mean") or not rest or rest & table.words:
        return True
    return calls_rows(rest, table)


def _is_of_all(asked: OfRows, table: RowTable) -> bool:
    """All rows are asked for: "how many boats are there?" of rows of boats, "who are the members?"
    of persons.
    """
    if table.is_documents or asked.wants not in ("count", "list"):
        return False
    if asked.is_of_persons:
        return table.first in table.persons
    return any(is_of(word, table.first.words) for word in asked.noun)


def _compared(asked: OfRows, table: RowTable) -> list[tuple[Column, str]]:
    """The columns that may be compared or added up, each with what is wanted of it."""
    degree = asked.degree
    gathered = [one for one in table.of_kind("number", "money") if _is_gathered(one, asked)]
    if gathered and not (degree and degree.kind == "date"):
        return [(gathered[0], degree.way if degree else asked.wants)]
    numbers, dates = table.of_kind("number", "money"), table.of_kind("date")
    bare = degree is not None and not (degree.column or degree.kind)
    named = called(numbers, asked.column or (asked.words if bare else frozenset()))
    if degree is None:
        return [(column, asked.wants) for column in named[:1]]
    found, way = list[Column](), degree.way
    begun = [column for column in dates if column.begins]
    own = called(numbers, degree.column)
    if degree.kind == "date":
        said = called(dates, asked.words) or partly_called(dates, asked.words, _PART)
        found = said or dates
    elif named or own:
        found = (own or named)[:1]
    elif degree.kind == "age":
        found, way = begun, degree.turned.way
    elif degree.kind == "price":
        found = table.of_kind("money")
    elif degree.kind == "size" and not asked.column - asked.noun:
        counts = [one for one in table.of_kind("number") if one.words.isdisjoint(CODES)]
        found = counts
    return [(column, way) for column in found]


def _without_gathered(asked: OfRows, table: RowTable) -> OfRows:
    """No time is a condition that a column tells into which the asked ones are gathered."""
    if not any(_is_gathered(column, asked) for column in table.columns.values()):
        return asked
    return replace(asked, bounds=tuple(bound for bound in asked.bounds if bound.time is None))


def _is_gathered(column: Column, asked: OfRows) -> bool:
    return is_gathered(column.head, asked.question)


def _explained(asked: OfRows, table: RowTable, used: Sequence[Column]) -> frozenset[str]:
    """Words of the question that the columns used have, alone or as a part of a name ("first aid
    certificate"), that call persons, or where they are, as such.
    """
    own = frozenset().union(*(column.words for column in used))
    heads = () if table.is_documents else table.columns.values()
    named = frozenset().union(*(words_naming(column.words, asked.words) for column in heads))
    if any(column.begins for column in used):
        named |= BEGIN
    ages = asked.degree is not None and asked.degree.kind == "age"  # "longest in the quarry"
    found, before = set[str](_WORKS if asked.is_of_persons else ()), ""
    for word in word_keys(asked.text):
        key, unsaid = root(word), root(word) not in table.words
        of_columns = key in named or is_of(key, own | table.first.words)
        goes_on = unsaid and is_of(root(before), own)
        place = before in _THE and (ages or kind_of_noun(word) in ("organisation", "place"))
        of_persons = unsaid and table.first in table.persons and (place or _calls_persons(word))
        if of_columns or goes_on or of_persons:
            found.add(key)
        before = word
    return frozenset(found)


def _calls_persons(word: str) -> bool:
    """One person or several."""
    return is_person_noun(word) or is_person_noun(word.removesuffix("s"))
