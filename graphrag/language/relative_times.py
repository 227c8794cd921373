"""Times that are told from the day on which something is said: "yesterday", "last May".

A mail of 8 May 2023 that says "yesterday" tells of 7 May 2023. What is not told to the day stays as
wide as it was: "last week" is the week before 8 May 2023, "two years ago" 2021.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from graphrag.language.dates import MONTHS
from graphrag.language.numbers import NUMBER_WORD, value_of
from graphrag.language.patterns import pattern

_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # the first month
_DAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_PART = r"(?:\ (?:early\ |late\ )?(?:morning|afternoon|evening|night))?"
_WHICH = r"(?P<which>last|this\ past|this\ coming|this|next|coming|past)"
_TIME = pattern(
    rf"""\b(?:
      (?P<before>the\ day\ before\ yesterday) | (?P<after>the\ day\ after\ tomorrow)
    | (?P<back>yesterday{_PART}|last\ night) | (?P<on>tomorrow{_PART})
    | (?P<now>(?:earlier\ |later\ )?today|tonight|this\ (?:morning|afternoon|evening))
    | (?P<count>an?|\d{{1,4}}|{NUMBER_WORD}|(?:a\ )?(?:few|couple\ (?:of\ )?)|several|some)\s?
      (?P<unit>day|week|weekend|fortnight|month|year|decade)s?\ ago
    | (?:the\ )?{_WHICH}\ (?:(?P<week>week(?:end)?)|(?P<month>month)|(?P<year>year)
        |(?P<season>spring|summer|autumn|fall|winter)|(?P<named>{"|".join(MONTHS)})
        |(?P<day>{_DAY})\b{_PART})
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


def relative_time(text: str) -> re.Match[str] | None:
    """The first time in a text that is told from the day on which it is said."""
    return _TIME.search(text)


def told_from(match: re.Match[str], said: date) -> str:
    """The time that `relative_time` found, as it is when it is said on a day; "" of one that no
    calendar has.

    >>> from datetime import date
    >>> told_from(relative_time("We met last Friday."), date(2023, 7, 27))
    'Friday, 21 July 2023'
    """
    try:
        return _told(match, said)
    except (ValueError, OverflowError):  # before the year 1, after 9999
        return ""


def _told(match: re.Match[str], said: date) -> str:
    for group, days in (("before", -2), ("back", -1), ("now", 0), ("on", 1), ("after", 2)):
        if match[group]:
            return written(said + timedelta(days=days))
    if match["count"]:
        return _ago(match["count"].lower().strip(), match["unit"].lower(), said)
    which = match["which"].lower().removeprefix("this ")
    way = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(which, 0)
    if match["week"]:
        where = {-1: "before", 0: "of", 1: "after"}[way]
        return f"the {match['week'].lower()} {where} {written(said)}"
    if match["day"]:
        return _weekday(match["day"].lower(), way, said)
    if match["month"]:
        return _month(said.year * 12 + said.month - 1 + way)
    if match["year"]:
        return str(said.year + way)
    name = (match["season"] or match["named"]).lower()
    first = _SEASONS[name] if match["season"] else MONTHS.index(name) + 1
    last = first + 2 if match["season"] else first
    year = said.year
    if way < 0 and said.month <= last:
        year -= 1
    elif way > 0 and said.month >= first:
        year += 1
    return f"{name if match['season'] else name.capitalize()} {year}"


def written(day: date) -> str:
    """As prose writes a date: 7 May 2023."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def _month(count: int) -> str:
    """A month by the number of months since the year 0."""
    return f"{MONTHS[count % 12].capitalize()} {_year(count // 12)}"


def _year(number: int) -> int:
    if number < 1:
        raise ValueError(number)
    return number


def _ago(count: str, unit: str, said: date) -> str:
    number = 1 if count in ("a", "an") else int(count) if count.isdigit() else value_of(count)
    if number is None or unit in ("week", "weekend", "fortnight"):
        return f"{count} {unit}{'' if number == 1 else 's'} before {written(said)}"
    whole = int(number)
    if unit == "day":
        return written(said - timedelta(days=whole))
    months = whole * {"month": 1, "year": 12, "decade": 120}[unit]
    if unit == "month" or months == 12:
        return _month(said.year * 12 + said.month - 1 - months)
    return str(_year(said.year - months // 12))


def _weekday(name: str, way: int, said: date) -> str:
    """The day of that name before or after; of this week without either."""
    number = next(n for n, day in enumerate(_DAYS) if day.startswith(name[:3]))
    apart = (number - said.weekday()) % 7
    days = {-1: (apart or 7) - 7 if apart else -7, 1: apart or 7}.get(way, number - said.weekday())
    day = said + timedelta(days=days)
    return f"{_DAYS[number].capitalize()}, {written(day)}"
