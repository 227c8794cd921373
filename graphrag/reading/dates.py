"""Dates as English prose writes them: "October 5, 1987", "24 August 1886", "July 1950", "1911"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_MONTH_NUMBER = {name[:3]: number for number, name in enumerate(_MONTHS, start=1)}
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"""(?:\b|(?<=[a-z]\ \d{{4}})|(?<=\d,\ \d{{4}}))(?:
      (?P<d1>{_DAY})\ ?(?:of\ )?(?P<m1>{_MONTH}),?\ (?P<y1>\d{{3,4}})(?:(?!\d)|(?=\d\d?\ {_MONTH}))
    | (?P<m2>{_MONTH})\ (?P<d2>{_DAY}),?\ ?\ (?P<y2>\d{{3,4}})(?:(?!\d)|(?=\d\d?\ {_MONTH}))
    | (?P<m3>{_MONTH}),?\ (?P<y3>\d{{4}})(?!\d)
    | (?P<d4>{_DAY})\ (?P<m4>{_MONTH})(?![\w])
    | (?P<m5>{_MONTH})\ (?P<d5>{_DAY})(?![\w])
    | (?:AD\ |c\.\ ?|ca\.\ ?|circa\ )(?P<y6>\d{{2,4}})(?!\d)
    | (?P<y7>\d{{1,4}})\ (?P<bc>BCE?|B\.C\.|AD|CE)\b
    | (?P<y8>1\d{{3}}|20\d{{2}})(?![\d%]|,\d|\.\d)
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date found at [start, end): month and day are 0 where the text leaves them out.

    The year is negative before Christ and 0 in "15 May", a day without a year.
    """

    year: int
    month: int
    day: int
    start: int
    end: int

    @property
    def key(self) -> tuple[int, int, int]:
        """For comparing: an unknown month or day counts as the first."""
        return (self.year, self.month, self.day)

    @property
    def precision(self) -> int:
        """3 for a full date, 2 for month and year (or day and month), 1 for a year."""
        return (self.year != 0) + (self.month > 0) + (self.day > 0)


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[Moment]:
    """All dates in `text[start:end]`, in order; offsets count in `text`."""
    stop = len(text) if end is None else end
    return [_moment(match) for match in _DATE.finditer(text, start, stop)]


def _moment(match: re.Match[str]) -> Moment:
    form = next(digit for digit in "12345678" if _has(match, digit))
    groups = match.groupdict()
    month = groups.get(f"m{form}")
    day = groups.get(f"d{form}")
    year = int(groups.get(f"y{form}") or 0)
    if (groups["bc"] or "").startswith("B"):
        year = -year
    return Moment(
        year=year,
        month=_MONTH_NUMBER[month[:3].lower()] if month else 0,
        day=int(re.sub(r"\D", "", day)) if day else 0,
        start=match.start(),
        end=match.end(),
    )


def _has(match: re.Match[str], form: str) -> bool:
    groups = match.groupdict()
    return any(groups.get(part + form) is not None for part in "ymd")
