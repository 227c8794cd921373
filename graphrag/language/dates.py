"""Dates as prose and tables write them, whole, in English and a few other languages.

    October 5, 1987 · 5th of June 1921 · 15-May-2020 · 15 May · July 1950 · 1911 · c. 1480
    3. März 1965 · 5 de mayo de 1999
    44 BC · AD 70 · the 1950s · 2019-11-02 · 03/04/2015 · March–June 1944 · 15–17 May 1944

A span is one date, from its first character to its last. Why no library finds them:
docs/decisions/0009-one-date-finder.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphrag.language.other_months import MONTH_NUMBERS, names_of

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTH_NUMBER = {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_TO = r"\s?[–—-]\s?|\sto\s"
_YEAR_OF_DAY = rf"\d{{3,4}}(?:(?!\d)|(?=\d\d?\ {_MONTH}))"  # "1885" in "188524 July", a lost dash
_DAY_IN_FIGURES = r"(?:0?[1-9]|[12]\d|3[01])"
_OTHERS, _SHARED = names_of(english_too=False), names_of(english_too=True)
_BEFORE_GERMAN_MONTH = re.compile(  # "am 3. März", "vom 3. April": no sentence ends there
    rf"(?<![\d.]){_DAY_IN_FIGURES}\.\s(?={_OTHERS})"
    rf"|\b(?:[aA]m|[vV]om|[zZ]um|[bB]is|[dD]e[mnr]|[aA]b|[sS]eit)\s{_DAY_IN_FIGURES}\.\s(?={_SHARED})"
)
_DATE = re.compile(
    rf"""(?:\b|(?<=[a-z]\ \d{{4}})|(?<=\d,\ \d{{4}}))(?:
      (?P<y9>\d{{4}})-(?P<m9>0\d|1[0-2])-(?P<d9>[0-2]\d|3[01])(?![\d-])
    | (?P<a10>\d{{1,2}})(?P<by>[./-])(?P<b10>\d{{1,2}})(?P=by)(?P<y10>\d{{4}})(?![\w/-]|\.\d)
    | (?P<d1>{_DAY})(?:(?:{_TO}){_DAY})?[\s-]?(?:of\s)?
      (?P<m1>{_MONTH})[,-]?\s?(?P<y1>(?<=[\s-]){_YEAR_OF_DAY})
    | (?P<m2>{_MONTH})\s(?P<d2>{_DAY})(?:(?:{_TO}){_DAY})?\s?,?\s{{1,2}}(?P<y2>{_YEAR_OF_DAY})
    | (?P<m3>{_MONTH})(?:(?:{_TO}){_MONTH})?,?\s(?:of\s)?(?P<y3>\d{{4}})(?!\d)
    | (?P<d12>{_DAY_IN_FIGURES})(?:(?:er|º)?\s(?:de\s)?|\.\s)(?P<m12>{_OTHERS})
      ,?\s(?:del?\s)?(?P<y12>\d{{4}})(?!\d)
    | (?P<d13>{_DAY_IN_FIGURES})\.\s(?P<m13>{_SHARED}),?\s(?P<y13>\d{{4}})(?!\d)
    | (?P<d4>{_DAY})(?:(?:{_TO}){_DAY})?\s(?:of\s)?(?P<m4>{_MONTH})(?!\w)
    | (?P<m5>{_MONTH})\s(?P<d5>{_DAY})(?:(?:{_TO}){_DAY})?(?!\w|[.,:]\d)
    | (?:A\.?D\.?\s|(?:c\.|ca\.)\s?|circa\s)(?P<y6>\d{{2,4}})(?!\d)(?:\s(?P<bc6>BCE?\b|B\.C\.))?
    | (?P<y7>\d{{1,4}})\s(?:(?P<bc7>BCE?\b|B\.C\.(?:E\.)?)|(?:AD|CE)\b|A\.D\.)
    | (?:[Tt]he\s)?(?:(?:early|mid|late)[\s-])?(?P<y11>1[0-9]\d0|20\d0)['’]?s\b
    | (?<!\d[.,])(?P<y8>1\d{{3}}|20\d{{2}})(?![\w%]|,\d|\.\d)
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date found at [start, end): month and day are 0 where the text leaves them out.

    The year is negative before Christ and 0 in "15 May", a day without a year. A range counts as
    its beginning, and "03/04/2015", which two countries read in two ways, as its year.
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

    @property
    def tells_day(self) -> bool:
        """Whether year, month and day are told."""
        return self.precision == 3


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[Moment]:
    """All dates in `text[start:end]`, in order; offsets count in `text`."""
    stop = len(text) if end is None else end
    return [_moment(match) for match in _DATE.finditer(text, start, stop)]


def is_within_date(text: str, at: int) -> bool:
    """Whether the space before `at` stands in a day, as in "am 3. März"."""
    return any(m.end() == at for m in _BEFORE_GERMAN_MONTH.finditer(text, max(0, at - 12), at + 12))


def days_in(text: str, start: int = 0, end: int | None = None) -> frozenset[tuple[int, int, int]]:
    """(year, month, day) of the dates in `text[start:end]` that tell all three."""
    return frozenset(date.key for date in find_dates(text, start, end) if date.tells_day)


def _moment(match: re.Match[str]) -> Moment:
    groups = {name[0]: value for name, value in match.groupdict().items() if value and name != "by"}
    year = int(groups.get("y", 0))
    if match["bc6"] or match["bc7"]:
        year = -year
    month, day = _month_number(groups.get("m", "")), _number(groups.get("d", ""))
    if match["y10"]:
        month, day = _in_figures(int(match["a10"]), int(match["b10"]))
    return Moment(year, month, day, match.start(), match.end())


def _month_number(written: str) -> int:
    other = MONTH_NUMBERS.get(written.lower(), 0)
    return _number(written) or other or _MONTH_NUMBER.get(written[:3].lower(), 0)


def _number(written: str) -> int:
    return int(re.sub(r"\D", "", written) or 0)


def _in_figures(first: int, second: int) -> tuple[int, int]:
    """(month, day) of two figures, (0, 0) where either could be the month."""
    if first > 12 >= second > 0 and first <= 31:
        return second, first
    if second > 12 >= first > 0 and second <= 31:
        return first, second
    return (first, second) if first == second and first <= 12 else (0, 0)
