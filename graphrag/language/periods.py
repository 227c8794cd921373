"""Stretches of a year as tables head columns with them, and as questions name them.

2025 · FY25 · 2025 Q4 · Q4/25 · 4th quarter · H1 2025 · Jan · March 2025 · Jan–Mar 2025
in 2025 · in the third quarter of 2025 · from October to December 2025 · from 2022 to 2025
"""

from __future__ import annotations

import re
from typing import NamedTuple

from graphrag.language.dates import MONTHS
from graphrag.language.patterns import pattern

_MONTH = rf"(?:{'|'.join(f'{name[:3]}(?:{name[3:]}|t)?' for name in MONTHS)})\.?"
_TO = r"(?:\s?[–—-]\s?|\s(?:to|until|till|through|and)\s)"
_YEAR = r"(?:(?:FY\s?)?(?:19|20)\d\d|FY\s?\d\d)"
_COUNTED = "first|second|third|fourth|last|1st|2nd|3rd|4th"
_PERIOD = (
    rf"(?:(?P<y1>{_YEAR})[\s/-]{{0,2}})?"
    rf"(?:(?P<part>[QH])(?P<n>[1-4])|(?P<nth>{_COUNTED})\s(?P<whole>quarter|half)"
    rf"|(?P<from>{_MONTH})(?:{_TO}(?P<to>{_MONTH}))?)"
    rf"(?:(?:\sof)?[\s/’']{{1,2}}(?P<y2>{_YEAR}|\d\d(?!\w)))?"
    rf"|(?P<y3>{_YEAR})"
)
_ONE = pattern(_PERIOD, re.IGNORECASE)
_NAMED = pattern(rf"(?<![\w,.-])(?:{_PERIOD})(?![\w%]|[,.]\d|-\d)", re.IGNORECASE)
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_LENGTH = {"q": 3, "h": 6}  # months


class Period(NamedTuple):
    """Months `first` to `last` of a year, which is 0 where it is left out."""

    year: int
    first: int
    last: int

    def holds(self, other: Period) -> bool:
        """Whether all of the other is in it; a year that either leaves out is the same."""
        same = self.year == other.year or 0 in (self.year, other.year)
        return same and self.first <= other.first and other.last <= self.last


class NamedPeriod(NamedTuple):
    """A period, and where a text names it: [start, end)."""

    period: Period
    start: int
    end: int


def period_of(head: str) -> Period | None:
    """The period that a column's head is; None where it says anything else.

    >>> period_of("2025 Q4")
    Period(year=2025, first=10, last=12)
    """
    match = _ONE.fullmatch(head.strip(" ."))
    return _period(match) if match else None


def periods_in(question: str) -> list[NamedPeriod]:
    """The periods that a question names, in their order; a day is none."""
    found = [match for match in _NAMED.finditer(question) if _is_of_time(question, match)]
    return [NamedPeriod(_period(match), *match.span()) for match in found]


def _is_of_time(question: str, match: re.Match[str]) -> bool:
    """No "may" of what may be, and no month of a day: "3 May", "May 3"."""
    if not match["from"] or match["y1"]:
        return True
    if re.search(r"\d(?:st|nd|rd|th)?(?: of)? $", question[: match.start()]):
        return False
    if match["y2"]:
        return True
    day = re.match(r" \d{1,2}(?!\d)", question[match.end() :])
    return day is None and match["from"][0].isupper()


def _period(match: re.Match[str]) -> Period:
    written = match["y1"] or match["y2"] or match["y3"] or "0"
    figure = int(re.sub(r"\D", "", written))
    year = figure + 2000 if 0 < figure < 100 else figure
    if match["from"]:
        first = _month(match["from"])
        return Period(year, first, _month(match["to"]) if match["to"] else first)
    length = _LENGTH.get((match["part"] or match["whole"] or "")[:1].lower(), 12)
    if length == 12:
        return Period(year, 1, 12)
    said = (match["n"] or match["nth"]).lower()
    number = 12 // length if said == "last" else _NTH.get(said) or int(said[0])
    return Period(year, length * (number - 1) + 1, length * number)


def _month(name: str) -> int:
    return next(n for n, one in enumerate(MONTHS, 1) if one.startswith(name[:3].lower()))
