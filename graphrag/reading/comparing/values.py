"""The figures, dates and times of the day that a sentence writes, each with its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graphrag.language.dates import Moment, find_dates
from graphrag.language.numbers import LARGE, NUMBER_WORD, value_of
from graphrag.language.scripts import WORD
from graphrag.reading.pages.page import Page
from graphrag.reading.tables.table_rows import fields

_NUMBER = re.compile(
    r"(?P<sign>[$€£¥]\s?)?(?<![\w.:/-])(?P<figure>\d[\d,]*(?:\.\d+)?"
    rf"|\b(?!(?:one|once|twice|zero)\b){NUMBER_WORD})(?![:\d])(?:\s?(?P<unit>%|°|{WORD}))?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<![\d:-])(\d{1,2}):(\d\d)(?![\d:])")
_ALIKE = {"percent": "%"}
_UNITS = frozenset("% ° percent mm cm km kg mg g ml l kb mb gb tb".split())  # beside the seconds'
_SECONDS = {"s": 1, "sec": 1, "second": 1, "m": 60, "min": 60, "minute": 60, "h": 3600, "hr": 3600,
            "hour": 3600, "d": 86400, "day": 86400, "w": 604800, "week": 604800, "month": 2629800,
            "y": 31557600, "yr": 31557600, "year": 31557600}  # fmt: skip


class Written(NamedTuple):
    """A value as a sentence writes it.

    A moment counts in days, a time of the day in minutes, a stretch of time in seconds.
    """

    value: float
    figure: float  # as written, in whatever unit
    unit: str  # "" where things are counted
    spans: tuple[tuple[int, int], ...]  # with and without its sign and unit, the first the whole


def values_in(page: Page, start: int, end: int, dated: bool) -> Iterator[Written]:
    """Each value of a sentence: its moments where `dated`, otherwise all its figures."""
    dates = find_dates(page.text, start, end)
    for clock in _CLOCK.finditer(page.text, start, end):
        minutes = 60 * int(clock[1]) + int(clock[2])
        yield Written(minutes, minutes, "clock", (clock.span(),))
    if dated:
        for date in dates:
            if date.year:
                moment = 372 * date.year + 31 * date.month + date.day
                yield Written(moment, moment, "day", ((date.start, date.end),))
        return
    past, measures = start, False
    for number in _NUMBER.finditer(page.text, start, end):
        if _is_of_date(number, dates) or number.start() < past:
            continue
        (value, unit), past = _read(number), number.end()
        further = _NUMBER.match(page.text, past + 1, end)  # "1 hour 20 minutes"
        if unit == "second" and further and _read(further)[1] == "second":
            value, past = value + _read(further)[0], further.end()
        ends = (number.end("figure"), number.end(), past)
        starts = {number.start(), number.start("figure")}
        measures = measures or unit != ""
        if value_of(number["figure"]) is not None and not measures:
            continue  # "two offers"
        if number.start() == start and page.text[number.end() : number.end() + 1] == ".":
            continue  # "2. Results"
        spans = ((first, last) for first in sorted(starts) for last in sorted(set(ends)))
        yield Written(value, _figure(number), unit, tuple(spans))


def _read(number: re.Match[str]) -> tuple[float, str]:
    """Its value and its unit."""
    value, unit = _figure(number), (number["unit"] or "").lower()
    if _seconds(unit):
        return value * _seconds(unit), "second"
    sign = (number["sign"] or "").strip()
    named = _ALIKE.get(unit, unit) if unit in _UNITS else ""
    return value * LARGE.get(unit, 1), sign or named


def _figure(number: re.Match[str]) -> float:
    said = value_of(number["figure"])
    return float(number["figure"].replace(",", "")) if said is None else said


def _is_of_date(number: re.Match[str], dates: Sequence[Moment]) -> bool:
    return any(d.start < number.end("figure") and number.start() < d.end for d in dates)


def _seconds(unit: str) -> int:
    return _SECONDS.get(unit) or _SECONDS.get(unit.rstrip("s"), 0)


def unit_of(column: str, value: float) -> tuple[str, float]:
    """The unit that a column's head names, and the value in it: "abv_percent", "minutes"."""
    for word in re.split(r"[\s_()]+", column.lower()):
        if len(word) > 1 and _seconds(word):
            return "second", value * _seconds(word)
        if word in _UNITS:
            return _ALIKE.get(word, word), value
    return "", value


def column_at(sentence: str, at: int) -> str | None:
    """The head of the column in which position `at` of a table's row stands.

    "" outside of rows, and None of the cell without a head that says what the row is about.
    """
    if sum(1 for _ in fields(sentence)) < 2:
        return ""
    head, colon, _ = sentence[sentence.rfind("; ", 0, at) + 1 : at].partition(": ")
    return head.strip(" ;") if colon else None
