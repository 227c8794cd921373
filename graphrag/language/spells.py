"""Spells: the stretches of time that a text tells, by the words between and before its dates.

    from July 1995 to March 2000 · 1998–1999 · 2010–11 · between 1941 and 1944 · since 2018 ·
    until 12 May 1923 · 1969 until his death in 1974 · 2004–present · in 1970

Times count in months, January of year 0 being 0. A year alone leaves open in which of its months
something began.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphrag.language.dates import Moment, find_dates
from graphrag.language.patterns import pattern

Months = tuple[int, int]  # (earliest, latest): what a date leaves open

_BETWEEN = pattern(
    r"\s*(?:[–—-]{1,2}|\bto\b|\buntil\b|\btill\b|\bthrough\b|\band\b)\s*(?:on |in |the )?",
    re.IGNORECASE,
)
_UNTIL_SAID = pattern(  # "until his death in 1974", "to the end of March 1950"
    r",? (?:until|till|to|through) (?:(?!and\b)[\w’']+ ){1,4}?(?:in |on |of )?", re.IGNORECASE
)
_SHORT_YEAR = pattern(r"[–—/-](\d\d)(?!\d|-\d)")
_STILL = pattern(
    r"\s*(?:[–—-]|to|until|till)\s*(?:the )?(?:present|now|today|date)\b", re.IGNORECASE
)
_BEGINS = pattern(
    r"\b(?:from|since|starting|beginning|effective)(?: on| in| from)? $", re.IGNORECASE
)
_ENDS = pattern(
    r"\b(?:until|till|through|up to|to|before)(?: about| around| the end of)? $", re.IGNORECASE
)
_PAIRED = pattern(r"\bbetween $", re.IGNORECASE)
_BEFORE = 24  # characters looked at before a date


@dataclass(frozen=True, slots=True)
class Spell:
    """What characters [start, end) tell: when something begins, and when it ends.

    None where that is not told. `point`: one date by itself, at which something happened.
    """

    start: int
    end: int
    begins: Months | None
    ends: Months | None
    point: bool = False


def months_of(date: Moment) -> Months:
    """The months that a date may mean: of a year all twelve."""
    first = date.year * 12
    return (first + date.month - 1,) * 2 if date.month else (first, first + 11)


def find_spells(text: str, dates: Sequence[Moment] | None = None) -> list[Spell]:
    """All spells of `text` in order; of its `dates`, where they are known already."""
    found = find_dates(text) if dates is None else dates
    return list(_spells(text, [date for date in found if date.year > 0]))


def _spells(text: str, dates: Sequence[Moment]) -> Iterator[Spell]:
    at = 0
    while at < len(dates):
        date = dates[at]
        before = text[max(0, date.start - _BEFORE) : date.start]
        following = dates[at + 1] if at + 1 < len(dates) else None
        if following and _are_one(text, before, date, following):
            yield Spell(date.start, following.end, months_of(date), months_of(following))
            at += 2
            continue
        at += 1
        yield _single(text, before, date)


def _are_one(text: str, before: str, date: Moment, following: Moment) -> bool:
    """Whether two dates are the ends of one spell."""
    gap = text[date.end : following.start]
    if months_of(following)[1] < months_of(date)[0]:
        return False
    if gap.strip().lower() == "and":
        return _PAIRED.search(before) is not None
    return (_BETWEEN.fullmatch(gap) or _UNTIL_SAID.fullmatch(gap)) is not None


def _single(text: str, before: str, date: Moment) -> Spell:
    own = months_of(date)
    short = _SHORT_YEAR.match(text, date.end) if date.month == 0 else None
    if short:
        year = date.year - date.year % 100 + int(short[1])
        if date.year < year:
            return Spell(date.start, short.end(), own, (year * 12, year * 12 + 11))
    if _STILL.match(text, date.end):
        return Spell(date.start, date.end, own, None)
    if _BEGINS.search(before):
        return Spell(date.start, date.end, own, None)
    if _ENDS.search(before):
        return Spell(date.start, date.end, None, own)
    return Spell(date.start, date.end, own, None, point=True)
