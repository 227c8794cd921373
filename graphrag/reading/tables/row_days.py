"""Which row a day is in: by the date that a cell is, or by the week that begins with it.

"week_starting: 2025-07-07; first: Ada Lane."       first on call on 10 July: that row
"""

from __future__ import annotations

from datetime import date, timedelta

from graphrag.language.amount_words import DAYS
from graphrag.language.dates import Moment, find_dates
from graphrag.language.week_days import week_days
from graphrag.language.words import root
from graphrag.reading.tables.table_rows import RowCell, numbered
from graphrag.retrieval.linking.asked_words import roots

_SIGN = "@"  # before a day that is said, among the words of a question
_WEEK = root("week")
_LEAP = 2000
_WEEK_DAYS = frozenset(map(root, DAYS))


def days_of(question: str) -> frozenset[str]:
    """The days that a question says, as words that no text has."""
    return frozenset(f"{_SIGN}{d.year} {d.month} {d.day}" for d in find_dates(question) if d.day)


def words_of_days(question: str) -> frozenset[str]:
    """The words by which it says them, "week" and the days of the week."""
    said = " ".join(question[d.start : d.end] for d in find_dates(question) if d.day)
    return numbered(roots(said)) | {_WEEK} | roots(" ".join(DAYS))


def is_of_day(asked: frozenset[str], cell: RowCell) -> bool:
    """Whether the cell is a day that the question says, or begins the week of one.

    Where one of both leaves out the year it counts as the same.
    """
    days = [word[1:].split() for word in asked if word[0] == _SIGN]
    told = find_dates(cell.text) if days else []
    if len(told) != 1 or not told[0].day:
        return False
    length = 7 if _WEEK in cell.column else 1
    return any(_is_in((int(y), int(m), int(d)), told[0], length) for y, m, d in days)


def is_on_week_day(asked: frozenset[str], cell: RowCell) -> bool:
    """Whether a day of the week that the question says is one that the cell tells: "Mon–Thu"."""
    said = asked & cell.words & _WEEK_DAYS
    return bool(said) and bool(week_days(cell.text))


def _is_in(said: tuple[int, int, int], told: Moment, length: int) -> bool:
    year, month, day = said
    try:
        first = date(told.year or year or _LEAP, told.month, told.day)
        days = [date(one, month, day) for one in {year or first.year, year or first.year + 1}]
    except ValueError:  # 30 February
        return False
    if not told.year:
        days = [date(first.year, month, day)]
    return any(first <= one < first + timedelta(length) for one in days)
