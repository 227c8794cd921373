"""Conditions that a question puts on figures and times: "taller than 20 m", "before 2020"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import eq, ge, gt, le, lt
from typing import Any

from graphrag.language.dates import Moment, find_dates
from graphrag.language.degrees import COMPARED, DEGREES, MOST, PRICE
from graphrag.language.keys import word_keys
from graphrag.language.numbers import LARGE, NUMBER_WORD, value_of
from graphrag.language.quantities import MONEY_WORDS, money_sign
from graphrag.language.words import root

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
_MEASURED = re.compile(
    rf"\b(?:(?P<than>{'|'.join(COMPARED)})(?: expensive)? than|(?P<word>{'|'.join(_WORDS)}))"
    rf"\s{_FIGURE}",
    re.IGNORECASE,
)
_TIMED = re.compile(
    rf"\b(?P<time>{'|'.join(_TIMES)})\s(?:the (?:year|end of) |the )?$", re.IGNORECASE
)
_AGAINST = re.compile(  # "below their minimum stock"
    r"\b(?:(?P<less>below|under|less than|fewer than|short of)"
    r"|(?P<more>above|over|beyond|more than|exceed(?:s|ed|ing)?))"
    r" (?:their|its)(?: own)? (?P<what>[a-z][\w -]*?)(?=\W*$)",
    re.IGNORECASE,
)
# What was over at a time, or was not yet, and what tells it: when it ends.
_OVER = re.compile(
    r"\b(?:(?P<valid>(?:still|yet) valid|not (?:yet )?expired)"
    r"|expired|overdue|lapsed|out of date|past due|run out)\b",
    re.IGNORECASE,
)
_FREE = re.compile(r"\b(?:free(?: of charge)?|for free|costs? nothing)(?=\W*$)", re.IGNORECASE)
_ENDING = frozenset(map(root, "expire end due valid until".split()))


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure or a time, and how what is asked for stands to it.

    `column` are words by which it names a column itself. `against` are the words that call another
    column with which it is compared. `said` is how the question says what may be no condition: "in
    2021", "free".
    """

    is_held: Callable[[Any, Any], Any]  # an operator
    value: float = 0.0
    unit: str = ""
    time: Moment | None = None
    column: frozenset[str] = frozenset()
    said: str = ""
    against: frozenset[str] = frozenset()


def bounds_in(question: str) -> tuple[tuple[Bound, ...], str]:
    """The conditions that a question puts, and the question without them."""
    found, rest = list[Bound](), question
    for finder in (_of_figures, _of_another, _of_nothing, _of_times):
        for bound, *told in finder(question):
            found.append(bound)
            for said in told:
                rest = rest.replace(said, " ")
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


def _of_another(question: str) -> Iterator[tuple[Bound, str]]:
    match = _AGAINST.search(question)
    if match:
        what = frozenset(map(root, word_keys(match["what"])))
        yield Bound(lt if match["less"] else gt, against=what), match.group()


def _of_nothing(question: str) -> Iterator[tuple[Bound, str]]:
    match = _FREE.search(question)
    if match:
        yield Bound(eq, column=PRICE.column, said=match.group()), match.group()


def _of_times(question: str) -> Iterator[tuple[Bound, str, str]]:
    over = _OVER.search(question)
    for date in find_dates(question):
        timed = _TIMED.search(question[: date.start])
        if timed is None or date.year <= 0:
            continue
        way, said = _TIMES[timed["time"].lower()], question[timed.start() : date.end]
        if over and way in (eq, le, lt):
            way = ge if over["valid"] else lt
            yield Bound(way, time=date, column=_ENDING), said, over.group()
        else:
            yield Bound(way, time=date, said=said if way is eq else ""), said, said
