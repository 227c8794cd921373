"""What a question asks of a time: what happened then, which entries there are, the first or last.

What happened on 14 May 2024?           what is told of that day
List all incidents in 2024.             the entries of that year
How many releases were there in May?    their number
What was the last incident?             the latest entry
Summarise the incident in August.       what is told of it
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graphrag.language.dates import Moment, find_dates, month_named
from graphrag.language.spells import Months, find_spells, months_of
from graphrag.retrieval.linking.asked_words import roots

_HAPPENED = re.compile(
    r"^\W*what (?:else )?(?:happened|happens|occurred|took place|went on|was (?:going on|done))\b"
    r"(?! (?:if|when|to)\b)(?P<rest>.*)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^\W*(?:please |can you |could you )*(?:summari[sz]e|describe|outline|recap|explain"
    r"|tell (?:me|us) (?:more )?about|give (?:me|us) (?:an overview|a summary|an account) of"
    r"|what (?:do|does) \w+ know (?:about|of)|what is (?:known|said) about)\b(?P<rest>.*)",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"^\W*(?:list|name|show|which|what) (?:me )?(?:all )?(?:of )?(?:the )?"
    r"(?!was\b|is\b|does\b|has\b)(?P<rest>(?:[\w-]+ ){0,2}?[\w-]*s\b.*)",
    re.IGNORECASE,
)
_COUNT = re.compile(r"^\W*how many (?P<rest>(?:[\w-]+ ){0,2}?[\w-]*s\b.*)", re.IGNORECASE)
_END = re.compile(
    r"^\W*(?P<asks>what|which|when) (?:is|are|was|were) the (?P<end>last|latest|newest|most recent"
    r"|first|earliest|oldest) (?P<rest>.*)",
    re.IGNORECASE,
)
_SHAPES = (("told", _HAPPENED), ("told", _ABOUT), ("count", _COUNT), ("list", _LIST))
_THROUGH = re.compile(r"\b(?:and|to|until|till|through) $", re.IGNORECASE)
_WHEN = re.compile(
    r"^\W*(?:when|(?:on|in) (?:what|which) (?:date|day|month|year)) (?:was|were|did) (?:the )?"
    r"(?P<rest>[^?]+?)(?: (?:happen|occur|take place))?\W*$",
    re.IGNORECASE,
)
_EMPTY = roots(
    """happen occur take place go was were been have had there year month day do done event entry
    thing item date"""
)


@dataclass(frozen=True, slots=True)
class OfTime:
    """What is asked of what is told by days.

    Attributes:
        wants: "told", "list", "count", "last", "first", or "day" of the one entry that is meant.
        words: roots of what else the question says.
        first: the months in which the time asked about may begin; None where it has no beginning.
        last: those in which it may end.
        day: (year, month, day) where it is one day.
        month: from 1 to 12 where only that is told, else 0.
        wants_day: the day is asked for, not the entry.
    """

    wants: str
    words: frozenset[str]
    first: Months | None = None
    last: Months | None = None
    day: tuple[int, int, int] | None = None
    month: int = 0
    wants_day: bool = False

    @property
    def has_time(self) -> bool:
        """Whether the question names a time."""
        return self.first is not None or self.last is not None or self.month > 0

    def holds(self, date: Moment) -> bool:
        """Whether a date is of the time asked about; every date where none is."""
        if self.day is not None:
            return date.key == self.day
        if self.month:
            return date.month == self.month
        told = months_of(date)
        begun = self.first is None or told[0] >= self.first[0]
        return begun and (self.last is None or told[1] <= self.last[1])


def of_time(question: str) -> OfTime | None:
    """What a question asks of what is told by days; None where it asks for nothing of the kind."""
    match = _END.match(question)
    if match is not None:
        late = match["end"].lower() in ("last", "latest", "newest", "most recent")
        asked = _timed("last" if late else "first", match["rest"])
        return replace(asked, wants_day=match["asks"].lower() == "when") if asked.words else None
    match = _WHEN.match(question)
    if match is not None:
        asked = _timed("day", match["rest"])
        return replace(asked, wants_day=True) if len(asked.words) > 1 else None
    for wants, shape in _SHAPES:
        match = shape.match(question)
        if match is not None:
            asked = _timed(wants, match["rest"])
            return asked if asked.has_time else None
    return None


def _timed(wants: str, rest: str) -> OfTime:
    """The time in what follows the opening words, and the other words."""
    spells = [spell for spell in find_spells(rest) if spell.begins or spell.ends]
    if not spells:
        return OfTime(wants, roots(rest) - _EMPTY, month=month_named(rest))
    spell = spells[0]
    words = roots(f"{rest[: spell.start]} {rest[spell.end :]}") - _EMPTY
    day = next((d.key for d in find_dates(rest) if d.tells_day and d.start == spell.start), None)
    month = month_named(rest[: spell.start])
    if month and spell.begins and _THROUGH.search(rest[: spell.start]):  # "from May to August 2024"
        begun = spell.begins[0] - spell.begins[0] % 12 + month - 1
        return OfTime(wants, words, (begun, begun), spell.begins)
    if spell.point:
        return OfTime(wants, words, spell.begins, spell.begins, day)
    return OfTime(wants, words, spell.begins, spell.ends)
