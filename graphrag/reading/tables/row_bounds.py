"""Conditions by figures and times that are put on rows: "taller than 20 m", "before 2020"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import eq, ge, gt, le, lt
from typing import Any

from graphrag.language.dates import Moment, find_dates
from graphrag.language.degrees import COMPARED, DEGREES, MOST, PRICE
from graphrag.language.numbers import LARGE, NUMBER_WORD, value_of
from graphrag.language.quantities import MONEY_WORDS, money_sign
from graphrag.language.words import root
from graphrag.reading.tables.row_tables import (
    BEGIN,
    RowTable,
    begins,
    called,
    figure_of,
    partly_called,
)
from graphrag.reading.tables.table_rows import RowCell
from graphrag.retrieval.linking.asked_words import roots

_WORDS = {
    "over": gt, "above": gt, "exceeding": gt, "under": lt, "below": lt, "at least": ge,
    "no less than": ge, "no fewer than": ge, "at most": le, "no more than": le, "up to": le,
}  # fmt: skip
_TIMES = {
    "before": lt, "prior to": lt, "after": gt, "since": ge, "from": ge, "until": le, "by": le,
    "in": eq, "during": eq, "on": eq, "as of": eq, "at": eq,
}  # fmt: skip
_FIGURE = (
    rf"(?P<sign>[$€£¥])?\s?(?P<figure>\d[\d,]{{0,15}}(?:\.\d{{1,9}})?|{NUMBER_WORD})"
    rf"(?:\s(?P<large>{'|'.join(LARGE)}))?"
    rf"\s?(?P<unit>%|°|(?:[mck]?m|[mk]?g|m?l|[kmgt]b|{MONEY_WORDS})\b)?"
)
_MEASURED = re.compile(
    rf"\b(?:(?P<than>{'|'.join(COMPARED)})(?: expensive)? than|(?P<word>{'|'.join(_WORDS)}))"
    rf"\s{_FIGURE}",
    re.IGNORECASE,
)
_TIMED = re.compile(
    rf"\b(?P<time>{'|'.join(_TIMES)})\s(?:the (?:year|end of) |the )?$", re.IGNORECASE
)
_AGAINST = re.compile(  # "below their minimum stock"
    r"\b(?:(?P<less>below|under|less than|fewer than|short of)"
    r"|(?P<more>above|over|beyond|more than|exceed(?:s|ed|ing)?))"
    r" (?:their|its)(?: own)? (?P<what>[a-z][\w -]*?)(?=\W*$)",
    re.IGNORECASE,
)
_MONEYS = "$€£¥"
_LIMITS = roots("minimum maximum min max limit target budget plan quota threshold capacity norm")
# What was over at a time, or was not yet, and what tells it: when it ends.
_OVER = re.compile(r"\b(?:expired|overdue|lapsed|out of date|past due|run out)\b", re.IGNORECASE)
_NOT_OVER = re.compile(r"\b(?:still|yet) valid\b|\bnot (?:yet )?expired\b", re.IGNORECASE)
_FREE = re.compile(r"\b(?:free(?: of charge)?|for free|costs? nothing)(?=\W*$)", re.IGNORECASE)
_ENDING = frozenset(map(root, "expire end due valid until".split()))
_LITTLE = 0.1
_ENOUGH = 0.5  # share of a column's words that are said, where none is said whole


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure or a time, and how what is asked for stands to it.

    `against` are the words that call another column with which it is compared.
    `column` are words by which the comparative itself names a column. `said` is how the question
    says what may be no condition: "in 2021", "free".
    """

    is_held: Callable[[Any, Any], Any]  # an operator
    value: float = 0.0
    unit: str = ""
    time: Moment | None = None
    column: frozenset[str] = frozenset()
    said: str = ""
    against: frozenset[str] = frozenset()


def bounds_in(question: str) -> tuple[tuple[Bound, ...], str]:
    """The conditions that a question puts, and the question without them."""
    found, rest = list[Bound](), question
    for match in _MEASURED.finditer(question):
        if find_dates(match["figure"]) and not match["than"] and not match["sign"]:
            continue
        degree = DEGREES[match["than"].lower()] if match["than"] else None
        way = _WORDS[match["word"].lower()] if degree is None else gt if degree.way == MOST else lt
        said = value_of(match["figure"])
        figure = said if said is not None else float(match["figure"].replace(",", ""))
        value = figure * LARGE.get((match["large"] or "").lower(), 1)
        unit = money_sign(match["sign"] or match["unit"] or "")
        found.append(Bound(way, value, unit, column=degree.column if degree else frozenset()))
        rest = rest.replace(match.group(), " ")
    against = _AGAINST.search(question)
    if against:
        way = lt if against["less"] else gt
        found.append(Bound(way, against=roots(against["what"])))
        rest = _AGAINST.sub(" ", rest)
    free = _FREE.search(question)
    if free:
        found.append(Bound(eq, column=PRICE.column, said=free.group()))
        rest = _FREE.sub(" ", rest)
    over = (lt if _OVER.search(question) else ge) if _is_of_end(question) else None
    for date in find_dates(question):
        timed = _TIMED.search(question[: date.start])
        if timed and date.year > 0:
            way, said_so = _TIMES[timed["time"].lower()], question[timed.start() : date.end]
            if over and way in (eq, le, lt):
                found.append(Bound(over, time=date, column=_ENDING))
                rest = _NOT_OVER.sub(" ", _OVER.sub(" ", rest))
            else:
                found.append(Bound(way, time=date, said=said_so if way is eq else ""))
            rest = rest.replace(said_so, " ")
    return tuple(found), rest


def _is_of_end(question: str) -> bool:
    return bool(_OVER.search(question) or _NOT_OVER.search(question))


def column_of(bound: Bound, table: RowTable, words: frozenset[str]) -> str | None:
    """The column of which a condition is: the one that is named, or that alone can tell.

    Args:
        bound: the condition.
        table: the rows that it is put on.
        words: roots of the question's words, by which it may name the column.
    """
    if bound.against:
        return _against(bound, table, words)[0]
    kinds = ("date",) if bound.time is not None else ("number", "money")
    if bound.unit and bound.unit in _MONEYS and table.of_kind("money"):
        kinds = ("money",)
    mixed = [head for head in table.of_kind("text") if _tells(bound, table, head)]
    heads = [*table.of_kind(*kinds), *mixed]
    named = called(table, heads, words | bound.column)
    if named:
        own = called(table, named, bound.column) or named  # "overdue" is of "due", not of "last"
        named = partly_called(table, own, bound.column, _LITTLE) or own
        return next((head for head in named if _tells(bound, table, head)), None)
    told = [head for head in heads if _tells(bound, table, head)]
    partly = partly_called(table, told, words | bound.column, _ENOUGH)
    begun = [head for head in told if begins(head)] if bound.time and words & BEGIN else []
    one = partly or begun or told
    return one[0] if len(one) == 1 else None


def limit_of(bound: Bound, table: RowTable, words: frozenset[str]) -> str | None:
    """The column with which another is compared: "Minimum" of "below their minimum stock"."""
    return _against(bound, table, words)[1] if bound.against else None


def _against(bound: Bound, table: RowTable, words: frozenset[str]) -> tuple[str | None, str | None]:
    numbers = table.of_kind("number", "money")
    limits = [head for head in numbers if table.heads[head] & _LIMITS & bound.against]
    rest = [head for head in numbers if head not in limits]
    values = called(table, rest, words | bound.against) or rest
    return (values[0], limits[0]) if len(values) == len(limits) == 1 else (None, None)


def _tells(bound: Bound, table: RowTable, head: str) -> bool:
    cells = (cell for row in table.rows for cell in row if cell.head.casefold() == head)
    return any(_compared(bound, cell) is not None for cell in cells)


def holds(bound: Bound, cell: RowCell | None, limit: RowCell | None = None) -> bool:
    """Whether a cell's figure or date holds a condition, its `limit` where that is another's."""
    if bound.against:
        value = figure_of(limit)[0] if limit else None
        bound = replace(bound, value=value or 0.0, against=frozenset())
        cell = cell if value is not None else None
    return cell is not None and bool(_compared(bound, cell))


def _compared(bound: Bound, cell: RowCell) -> bool | None:
    """Whether a cell's figure or date holds the condition; None where it has none like it."""
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
