"""Days of the week as tables write them: "Mon–Thu", "Tue and Sat", "Wednesday", "daily"."""

from __future__ import annotations

import re

from graphrag.language.amount_words import DAYS
from graphrag.language.patterns import pattern

_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)(?:s|rs|nes|urs|ur)?(?:days?)?\.?"
_ONLY = pattern(rf"\W*{_DAY}(?:(?:\W|\bto\b|\band\b|\buntil\b|\bthrough\b)+{_DAY})*\W*", re.I)
_STRETCH = pattern(rf"(?P<first>{_DAY})(?:\s?(?:[–—-]|to|until|through)\s?(?P<last>{_DAY}))?", re.I)
_EVERY = frozenset(("daily", "every day", "all week"))
_PARTS = {"weekday": DAYS[:5], "working day": DAYS[:5], "weekend": DAYS[5:]}
_NAMED = pattern(rf"\b(?P<day>{'|'.join(DAYS)})s?\b|\b(?P<part>{'|'.join(_PARTS)})s?\b", re.I)


def week_days(text: str) -> frozenset[str]:
    """The days that a text is, by their names; none where it says anything else."""
    said = text.strip(" .").casefold()
    if said in _EVERY:
        return frozenset(DAYS)
    if said.removesuffix("s") in _PARTS:
        return frozenset(_PARTS[said.removesuffix("s")])
    if not _ONLY.fullmatch(text):
        return frozenset()
    found = set[str]()
    for match in _STRETCH.finditer(text):
        first = _number(match["first"])
        last = _number(match["last"]) if match["last"] else first
        found.update(DAYS[(first + more) % 7] for more in range((last - first) % 7 + 1))
    return frozenset(found)


def named_days(question: str) -> frozenset[str]:
    """The days that a question names whole; all of them for a weekend or for weekdays."""
    found = set[str]()
    for match in _NAMED.finditer(question):
        found.update([match["day"].lower()] if match["day"] else _PARTS[match["part"].lower()])
    return frozenset(found)


def _number(day: str) -> int:
    return next(n for n, name in enumerate(DAYS) if name.startswith(day[:3].lower()))
