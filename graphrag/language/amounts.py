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

from graphrag.language.dates import MONTHS, find_dates
from graphrag.language.numbers import LARGE, NUMBER_WORD, value_of
from graphrag.language.words import FUNCTION_WORDS, root

# Of each dimension its units, each in the first one.
_FACTORS = {
    "second": "second 1 sec 1 minute 60 min 60 hour 3600 hr 3600 h 3600 day 86400 night 86400"
    " week 604800 fortnight 1209600 month 2629800 quarter 7889400 year 31557600",
    "metre": "metre 1 meter 1 m 1 centimetre .01 centimeter .01 cm .01 millimetre .001"
    " millimeter .001 mm .001 kilometre 1000 kilometer 1000 km 1000 mile 1609 foot .3048"
    " feet .3048 inch .0254 inche .0254 yard .9144",
    "gram": "gram 1 gramme 1 g 1 kilogram 1000 kilogramme 1000 kilo 1000 kg 1000 mg .001 tonne 1e6"
    " ton 1e6 ounce 28.35 oz 28.35 lb 453.6",
    "litre": "litre 1 liter 1 l 1 millilitre .001 milliliter .001 ml .001 hectolitre 100"
    " gallon 3.785",
    "€": "€ 1 euro 1 eur 1 cent .01", "$": "$ 1 dollar 1 usd 1", "£": "£ 1 pound 1 gbp 1",
    "%": "% 1 percent 1", "°": "° 1 degree 1", "km/h": "km/h 1 kph 1", "mph": "mph 1",
    "mb": "kb .001 mb 1 gb 1000 tb 1e6",
}  # fmt: skip
_UNITS = {
    words[i]: (dimension, float(words[i + 1]))
    for dimension, listed in _FACTORS.items()
    for words in (listed.split(),)
    for i in range(0, len(words), 2)
}
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_DAY = rf"\b(?P<day>{'|'.join(DAYS)}|weekday|weekend)s?\b"
_MONTH = rf"(?<!\d )(?<!\w)(?P<month>(?-i:{'|'.join(map(str.capitalize, MONTHS))}))\b(?! \d| I\b)"
_NUMBER = (
    rf"(?:(?P<sign>[$€£])\s?)?(?<![\w.])(?P<figure>\d[\d,]*(?:\.\d+)?(?!\d)|{NUMBER_WORD})"
    rf"(?![:.]\d)(?:[ -](?P<large>{'|'.join(LARGE)})\b)?"
    r"(?:[ -]?(?P<unit>%|°|€|km/h\b|[^\W\d_]+))?"
)
_CLOCK = (
    r"(?<![\d:.])(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d)(?!\d|[:.]\d)"
    r"(?: ?(?P<half>[ap])\.?m\b\.?)?| ?(?P<half2>[ap])\.?m\b\.?| o'clock\b)"
    r"|\b(?P<noon>noon|midday|midnight)\b"
)
_ONE = (
    r"\b(?:(?P<bare>an?)|the (?:first|whole|entire)|a (?:whole|full)|all)"
    r" (?P<one>second|minute|hour|day|night|week|month|year)\b"
)
_FOUND = re.compile(f"(?:{_CLOCK})|(?:{_DAY})|(?:{_MONTH})|(?:{_ONE})|(?:{_NUMBER})", re.IGNORECASE)
_ABOVE = (
    r"more than|over|above|exceed(?:s|ing|ed)?|in excess of|beyond|after|later than"
    r"|(?:old|long|larg|great|bigg|high|heavi|wid|deep|fast|tall|strong)er than"
)
_BELOW = (
    r"(?:less|fewer|earlier) than|under|below|before"
    r"|(?:young|short|small|low|light|narrow|slow|weak)er than"
)
_CUES = tuple(  # before the amount; an upper bound is (-1), a lower one (1), strict or not
    (re.compile(rf"\b(?:{words})(?: of| is| the| an?| about)*\s*$", re.IGNORECASE), way, strict)
    for words, way, strict in (
        (rf"(?:no|not|never) (?:{_ABOVE})", -1, False),
        (rf"(?:no|not|never) (?:{_BELOW})", 1, False),
        (_ABOVE, 1, True),
        (_BELOW, -1, True),
        (r"at least|minimum|from|starting at|a good", 1, False),
        (r"at (?:the )?most|up to|maximum|max\.?|within|until|till|by|limited to"
         r"|limit", -1, False),
    )
)  # fmt: skip
_TAILS = (
    (re.compile(r"\s*(?:,? ?(?:or|and) (?:more|over|above|older|longer|later|up|upwards)|onwards?"
                r"|at least|minimum|at the earliest)\b", re.IGNORECASE), 1),
    (re.compile(r"\s*(?:,? ?(?:or|and) (?:less|fewer|under|below|younger|shorter|earlier)"
                r"|at (?:the )?(?:most|latest)|maximum)\b", re.IGNORECASE), -1),
)  # fmt: skip
_JOINT = re.compile(r"\s*(?:to|and|until|till|through|[–—-])\s*(?:the )?", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s*(?:the )?$", re.IGNORECASE)
_OF_DAY = {day: (float(at), float(at)) for at, day in enumerate(DAYS)} | {
    "weekday": (0.0, 4.0),
    "weekend": (5.0, 6.0),
}
_LASTING = frozenset(  # words before "a month", or before "May"
    "for after within in than least most over under about exactly lasts last takes take until"
    " from to since till through by before during of and".split()
)
_OWNER = re.compile(r"([^\W\d_]+)(?: (?:of|aged|is|are|was|were|has|have))? ?$")  # "a child of 8"
_AHEAD = re.compile(r" (?:before|prior to|in advance|ahead)\b")
_WORD = re.compile(r"[^\W\d_]+")
COUNT = "count"
_LOOK = 30  # characters before an amount in which its cue stands


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
            way = next((way for tail, way in _TAILS if tail.match(text, one.end)), 0)
        ahead = one.unit == "second" and way < 0 and _AHEAD.match(text, one.end)
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
    before = text[max(0, start - _LOOK) : start]
    for cue, way, strict in _CUES:
        match = cue.search(before)
        if match:
            return start - len(before) + match.start(), way, strict
    return start, 0, False


def _range(text: str, one: Amount, other: Amount) -> Amount | None:
    """Both as one, where they are the ends of a stretch."""
    gap = text[one.end : other.start]
    if _JOINT.fullmatch(gap) is None:
        return None
    if gap.strip().lower() == "and" and not _BETWEEN.search(text[: one.start]):
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
    behind = _WORD.findall(text[one.end : one.end + _LOOK])[:2]
    before = _OWNER.search(text[: one.first])
    words = (word.lower() for word in (*behind, *(before.groups() if before else ())))
    return replace(one, of=frozenset(root(w) for w in words if w not in FUNCTION_WORDS))


def _plain(text: str) -> Iterator[Amount]:
    """Each amount as it stands, without its bounds."""
    dates = find_dates(text)
    for match in _FOUND.finditer(text):
        if any(date.start < match.end() and match.start() < date.end for date in dates):
            continue
        before = "".join(text[: match.start()].rsplit(maxsplit=1)[-1:]).lower()
        told = match["bare"] or (match["month"] or "").lower() == "may"
        if told and before not in _LASTING:
            continue  # "4 euros a day", "a day ticket", "May I"
        low, high, unit, end = _valued(match)
        yield Amount(low, high, unit, match.start(), end, match.start())


def _valued(match: re.Match[str]) -> tuple[float, float, str, int]:
    """Its lowest and highest value, its unit, and where it ends."""
    end = match.end()
    if match["noon"] or match["hour"]:
        at = _clock(match)
        return at, at, "clock", end
    if match["day"]:
        low, high = _OF_DAY[match["day"].lower()]
        return low, high, "day", end
    if match["month"]:
        at = float(MONTHS.index(match["month"].lower()))
        return at, at, "month", end
    if match["one"]:
        value = _UNITS[match["one"].lower()][1]
        return value, value, "second", end
    value, unit = _number(match), (match["unit"] or "").lower()
    if match["sign"]:
        return value, value, match["sign"], match.end("large" if match["large"] else "figure")
    known = _UNITS.get(unit) or _UNITS.get(unit.removesuffix("s"))
    if known:
        return value * known[1], value * known[1], known[0], end
    return value, value, COUNT, match.end("large" if match["large"] else "figure")


def _clock(match: re.Match[str]) -> float:
    """Minutes since midnight."""
    if match["noon"]:
        return 0.0 if match["noon"].lower() == "midnight" else 720.0
    half = (match["half"] or match["half2"] or "").lower()
    hour = int(match["hour"]) % 12 + 12 * (half == "p") if half else int(match["hour"])
    return 60.0 * hour + int(match["minute"] or 0)


def _number(match: re.Match[str]) -> float:
    said = value_of(match["figure"])
    value = float(match["figure"].replace(",", "")) if said is None else said
    return value * LARGE.get((match["large"] or "").lower(), 1.0)
