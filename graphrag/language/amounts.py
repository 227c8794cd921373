"""Amounts with the bounds that a text sets: "more than 10 litres", "within 14 days".

at least two labels       low 2, high inf     things counted, `of` says what
within 4 hours            low -inf, high 14400 seconds
between 8:00 and 17:00    low 480, high 1020  minutes of the day
Monday to Friday          low 0, high 4       days of the week
4 euros                   low 4, high 4       `exact`
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graphrag.language.amount_words import (
    AHEAD,
    BETWEEN,
    COUNT,
    CUES,
    EVERY,
    FOUND,
    JOINT,
    LASTING,
    LOOK,
    OF_DAY,
    OFTEN,
    OWNER,
    SEASONS,
    TAILS,
    UNITS,
    WORD,
)
from graphrag.language.dates import MONTHS, find_dates
from graphrag.language.numbers import LARGE, value_of
from graphrag.language.words import FUNCTION_WORDS, root


@dataclass(frozen=True, slots=True)
class Amount:
    """What characters [start, end) of a text write: all from `low` to `high` of a unit.

    `exact`: no word makes it a bound. `first` is where its cue begins, `of` the roots of the words
    beside it where things or years of age are counted.
    """

    low: float
    high: float
    unit: str
    start: int
    end: int
    first: int
    exact: bool = True
    of: frozenset[str] = frozenset()

    def holds(self, other: Amount) -> bool:
        """All of the other lies within."""
        return self.low <= other.low and other.high <= self.high

    def meets(self, other: Amount) -> bool:
        """Some of the other lies within."""
        return self.low <= other.high and other.low <= self.high

    def is_of(self, other: Amount) -> bool:
        """Whether the two can be held against each other."""
        return self.unit == other.unit and (self.unit != COUNT or bool(self.of & other.of))


def amounts_in(text: str) -> list[Amount]:
    """All amounts of a text with their bounds, dates left out."""
    found, joined = list(_plain(text)), []
    while found:
        one = found.pop(0)
        first, way, strict = _cue(text, one.start)
        one = replace(one, first=first)
        both = _range(text, one, found[0]) if found else None
        if both:
            found.pop(0)
            joined.append(both)
            continue
        if way == 0:
            way = next((way for tail, way in TAILS if tail.match(text, one.end)), 0)
        ahead = one.unit == "second" and way < 0 and AHEAD.match(text, one.end)
        joined.append(_bound(one, 1 if ahead else way, strict) if way else one)
    return [_counted(text, one) if one.unit == COUNT else one for one in joined]


def _bound(one: Amount, way: int, strict: bool) -> Amount:
    if way > 0:
        low = math.nextafter(one.low, math.inf) if strict else one.low
        return replace(one, low=low, high=math.inf, exact=False)
    high = math.nextafter(one.high, -math.inf) if strict else one.high
    return replace(one, low=-math.inf, high=high, exact=False)


def _cue(text: str, start: int) -> tuple[int, int, bool]:
    """Where the cue before an amount begins; its way, 0 without one, and whether it is strict."""
    before = text[max(0, start - LOOK) : start]
    for cue, way, strict in CUES:
        match = cue.search(before)
        if match:
            return start - len(before) + match.start(), way, strict
    return start, 0, False


def _range(text: str, one: Amount, other: Amount) -> Amount | None:
    """Both as one, where they are the ends of a stretch."""
    gap = text[one.end : other.start]
    if JOINT.fullmatch(gap) is None:
        return None
    if gap.strip().lower() == "and" and not BETWEEN.search(
        text[max(0, one.start - LOOK) : one.start]
    ):
        return None
    low = one.low
    if one.unit == COUNT and other.unit != COUNT:  # "5 to 8 litres", "5 to 8 pm"
        low = one.low * 60 + 720 * (other.low >= 720) if other.unit == "clock" else one.low
    elif one.unit != other.unit:
        return None
    if low > other.low:
        return None
    return replace(other, low=low, start=one.start, first=one.first, exact=False)


def _counted(text: str, one: Amount) -> Amount:
    """With the words that say what is counted: "at most two visitors", "children under 12"."""
    behind = WORD.findall(text[one.end : one.end + LOOK])[:2]
    before = OWNER.search(text[max(0, one.first - LOOK) : one.first])
    words = (word.lower() for word in (*behind, *(before.groups() if before else ())))
    return replace(one, of=frozenset(root(w) for w in words if w not in FUNCTION_WORDS))


def _plain(text: str) -> Iterator[Amount]:
    """Each amount as it stands, without its bounds."""
    dates = find_dates(text)
    for match in FOUND.finditer(text):
        if any(date.start < match.end() and match.start() < date.end for date in dates):
            continue
        before = "".join(
            text[max(0, match.start() - LOOK) : match.start()].rsplit(maxsplit=1)[-1:]
        ).lower()
        told = match["bare"] or (match["month"] or "").lower() == "may"
        if told and before not in LASTING:
            continue  # "4 euros a day", "a day ticket", "May I"
        low, high, unit, end = _valued(match)
        if unit == "second" and before in ("every", "each"):
            unit = "every"
        yield Amount(low, high, unit, match.start(), end, match.start())


def _valued(match: re.Match[str]) -> tuple[float, float, str, int]:
    """Its lowest and highest value, its unit, and where it ends."""
    end = match.end()
    if match["noon"] or match["hour"]:
        at = _clock(match)
        return at, at, "clock", end
    if match["day"]:
        low, high = OF_DAY[match["day"].lower()]
        return low, high, "day", end
    if match["month"]:
        at = float(MONTHS.index(match["month"].lower()))
        return at, at, "month", end
    if match["season"]:
        at = float(SEASONS.index(match["season"].lower()))
        return at, at, "season", end
    if match["often"]:
        value = OFTEN[match["often"].lower()]
        return value, value, "every", end
    if match["one"]:
        value = UNITS[match["one"].lower()][1] * (0.5 if match["half"] else 1.0)
        return value, value, "every" if EVERY.match(match.group()) else "second", end
    value, unit = _number(match), (match["unit"] or "").lower()
    if match["sign"]:
        return value, value, match["sign"], match.end("large" if match["large"] else "figure")
    known = UNITS.get(unit) or UNITS.get(unit.removesuffix("s"))
    if known:
        return value * known[1], value * known[1], known[0], end
    return value, value, COUNT, match.end("large" if match["large"] else "figure")


def _clock(match: re.Match[str]) -> float:
    """Minutes since midnight."""
    if match["noon"]:
        return 0.0 if match["noon"].lower() == "midnight" else 720.0
    half = (match["pm"] or match["pm2"] or "").lower()
    hour = int(match["hour"]) % 12 + 12 * (half == "p") if half else int(match["hour"])
    return 60.0 * hour + int(match["minute"] or 0)


def _number(match: re.Match[str]) -> float:
    said = value_of(match["figure"])
    value = float(match["figure"].replace(",", "")) if said is None else said
    return value * LARGE.get((match["large"] or "").lower(), 1.0)
