"""Whether the amounts of a question lie within those that a sentence sets.

"after 6 hours"     within 4 hours           out
"10 items"          at most 12 items         in
"for 30 days"       may be kept for 21 days  out
"for a week"        is kept for 14 days      open
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from graphrag.language.amounts import Amount
from graphrag.language.numbers import NUMBER_WORD

_MANY = 40  # amounts of a text that are looked at
_Ways = tuple[bool, bool]  # it permits so much; it lasts so long
IN, OUT, OPEN = "in", "out", "open"
_PERMITS = re.compile(r"\b(?:may|can|could|allowed|permitted)\b", re.IGNORECASE)
_LASTS = re.compile(  # what lasts two weeks lasts one
    rf"\bfor (?:an?|\d+|{NUMBER_WORD}) (?:second|minute|hour|day|week|month|year)", re.IGNORECASE
)
_ONCE = frozenset(("day", "month", "season", "clock"))  # a list of them holds each


def fit_of(asked: Sequence[Amount], told: Sequence[Amount], said: str) -> str:
    """IN, OUT or OPEN; "" where no amount of both can be compared.

    Args:
        asked: the amounts of the question.
        told: those of the sentence.
        said: both texts.
    """
    ways = (_PERMITS.search(said) is not None, _LASTS.search(said) is not None)
    fits = [_fit(one, asked[:_MANY], told[:_MANY], ways) for one in asked[:_MANY]]
    return next((fit for fit in (OUT, OPEN, IN) if fit in fits), "")


def _fit(one: Amount, asked: Sequence[Amount], told: Sequence[Amount], ways: _Ways) -> str:
    """Of one amount; of several that are told of its kind those that go with the others asked."""
    same = [other for other in told if other.is_of(one)]
    if len(same) > 1:
        same = [other for other in same if _goes_with(other, one, asked, told)] or same
    fits = {_compared(one, other, *ways) for other in same}
    if one.unit in _ONCE and IN in fits:
        return IN
    return fits.pop() if len(fits) == 1 else OPEN if fits else ""


def _goes_with(own: Amount, one: Amount, asked: Sequence[Amount], told: Sequence[Amount]) -> bool:
    """The amount of another kind that stands next to it holds what is asked of that kind."""
    for further in asked:
        others = [other for other in told if other.is_of(further) and not other.is_of(one)]
        near = min(others, key=lambda other: _apart(own, other), default=None)
        if near is not None and not near.holds(further):
            return False
    return True


def _apart(one: Amount, other: Amount) -> int:
    return max(other.first - one.end, one.first - other.end)


def _compared(asked: Amount, told: Amount, permits: bool, lasts: bool) -> str:
    if asked.unit == "second" and asked.high == math.inf and told.high < math.inf:
        asked = replace(asked, high=asked.low)  # "after 20 days"
    if told.exact and not asked.exact:
        return IN if asked.holds(told) else OUT
    if asked.unit == "second" and not permits and not asked.exact and not told.exact:
        return IN if asked.holds(told) else OPEN if told.meets(asked) else OUT
    if told.holds(asked):
        return IN
    if not told.exact or told.unit in _ONCE:
        return OPEN if told.meets(asked) else OUT
    below = asked.low < told.low
    if below and permits:
        return IN
    return OPEN if below and lasts and told.unit == "second" else OUT
