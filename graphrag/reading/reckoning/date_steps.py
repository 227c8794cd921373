"""What can be done with a date: counting on from it, the time to another, its day of the week.

A date that is worked out stands in no document; it is written as ISO 8601 has it, 1982-05-22.
Days are counted in the calendar of today, also before it was made.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from graphrag.language.dates import Moment, find_dates

_MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200, "centurie": 1200}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}


def first_date(text: str) -> Moment | None:
    """The most exact date in a text, the first of several as exact."""
    return max(find_dates(text), key=lambda one: one.precision, default=None)


def day_of(text: str) -> date | None:
    """Its date, where day, month and year are told; None before the year 1."""
    found = first_date(text)
    if found is None or not found.tells_day or found.year < 1:
        return None
    try:
        return date(found.year, found.month, found.day)
    except ValueError:  # 31 June
        return None


def year_of(text: str) -> str | None:
    """Its year."""
    found = first_date(text)
    return str(found.year) if found and found.year else None


def part_of(text: str, part: str) -> str | None:
    """Its year, the name of its month, or the number of its day."""
    found = first_date(text)
    if part == "year" or found is None:
        return year_of(text)
    if part == "month":
        return calendar.month_name[found.month] or None
    return str(found.day) if found.day else None


def moved(text: str, count: int, unit: str) -> str | None:
    """The date so many units later, earlier where `count` is negative; of a year alone a year.

    Counting by months keeps the day, or takes the month's last: a month after 31 January is
    28 February.
    """
    day = day_of(text)
    if day is None:
        known, years = year_of(text), count * _MONTHS.get(unit, 0) // 12
        return str(int(known) + years) if known and years else None
    try:
        if unit in _DAYS:
            return (day + timedelta(days=count * _DAYS[unit])).isoformat()
        months = day.year * 12 + day.month - 1 + count * _MONTHS[unit]
        year, month = divmod(months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(day.day, last)).isoformat()
    except (ValueError, OverflowError):  # before the year 1, after 9999
        return None


def weekday(text: str) -> str | None:
    """The name of its day of the week."""
    day = day_of(text)
    return None if day is None else calendar.day_name[day.weekday()]


def apart(left: str, right: str, unit: str) -> str | None:
    """How many whole units lie between two dates; years by the years alone where one has no day."""
    one, other = day_of(left), day_of(right)
    if one is None or other is None:
        years = [year_of(left), year_of(right)]
        if unit != "year" or None in years:
            return None
        return str(abs(int(years[0] or 0) - int(years[1] or 0)))
    first, last = sorted((one, other))
    if unit in _DAYS:
        return str((last - first).days // _DAYS[unit])
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    return str(months // _MONTHS[unit])
