"""Conditions that a question puts on figures and times: "taller than 20 m", "before 2020"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import eq, ge, gt, le, lt
from typing import Any

from graphrag.language.dates import Moment, find_dates
from graphrag.language.degrees import COMPARED, DEGREES, MOST
from graphrag.language.numbers import LARGE, NUMBER_WORD, value_of
from graphrag.language.patterns import pattern
from graphrag.language.quantities import MONEY_WORDS, money_sign

_WORDS = {
    "over": gt, "above": gt, "exceeding": gt, "under": lt, "below": lt, "at least": ge,
    "no less than": ge, "no fewer than": ge, "at most": le, "no more than": le, "up to": le,
}  # fmt: skip
_TIMES = {
    "before": lt, "prior to": lt, "after": gt, "since": ge, "from": ge, "until": le, "by": le,
    "in": eq, "during": eq, "on": eq, "as of": eq, "at": eq,
}  # fmt: skip
_FIGURE = (
    rf"(?P<sign>[$€£¥])?\s?(?P<figure>\d[\d,]{{0,15}}(?:\.\d{{1,9}})?|{NUMBER_WORD})"
    rf"(?:\s(?P<large>{'|'.join(LARGE)}))?"
    rf"\s?(?P<unit>%|°|(?:[mck]?m|[mk]?g|m?l|[kmgt]b|{MONEY_WORDS})\b)?"
)
_MEASURED = pattern(
    rf"\b(?:(?P<than>{'|'.join(COMPARED)})(?: expensive)? than|(?P<word>{'|'.join(_WORDS)}))"
    rf"\s{_FIGURE}",
    re.IGNORECASE,
)
_TIMED = pattern(rf"\b(?P<time>{'|'.join(_TIMES)})\s(?:the (?:year|end of) |the )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure or a time, and how what is asked for stands to it.

    `column` are words by which it names a column itself. `said` is how the question says what may
    be no condition: "in 2021".
    """

    is_held: Callable[[Any, Any], Any]  # an operator
    value: float = 0.0
    unit: str = ""
    time: Moment | None = None
    column: frozenset[str] = frozenset()
    said: str = ""


def bounds_in(question: str) -> tuple[tuple[Bound, ...], str]:
    """The conditions that a question puts, and the question without them."""
    found, rest = list[Bound](), question
    for bound, told in (*_of_figures(question), *_of_times(question)):
        found.append(bound)
        rest = rest.replace(told, " ")
    return tuple(found), rest


def _of_figures(question: str) -> Iterator[tuple[Bound, str]]:
    for match in _MEASURED.finditer(question):
        if find_dates(match["figure"]) and not match["than"] and not match["sign"]:
            continue
        degree = DEGREES[match["than"].lower()] if match["than"] else None
        way = _WORDS[match["word"].lower()] if degree is None else gt if degree.way == MOST else lt
        said = value_of(match["figure"])
        figure = said if said is not None else float(match["figure"].replace(",", ""))
        value = figure * LARGE.get((match["large"] or "").lower(), 1)
        unit = money_sign(match["sign"] or match["unit"] or "")
        column = degree.column if degree else frozenset[str]()
        yield Bound(way, value, unit, column=column), match.group()


def _of_times(question: str) -> Iterator[tuple[Bound, str]]:
    for date in find_dates(question):
        timed = _TIMED.search(question[: date.start])
        if timed is None or date.year <= 0:
            continue
        way, said = _TIMES[timed["time"].lower()], question[timed.start() : date.end]
        yield Bound(way, time=date, said=said if way is eq else ""), said
