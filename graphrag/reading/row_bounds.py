"""Conditions by figures and times that are put on rows: "taller than 20 m", "before 2020"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import ge, gt, le, lt
from typing import Any

from graphrag.language.dates import Moment, find_dates
from graphrag.language.numbers import LARGE, NUMBER_WORD, value_of
from graphrag.language.words import root
from graphrag.reading.columns import words_naming
from graphrag.reading.table_rows import RowCell

_MORE, _LESS = gt, lt
# Comparatives: which way they go, and the words by which they name a column.
_THAN = {
    "more": (_MORE, ""), "greater": (_MORE, ""), "larger": (_MORE, ""), "bigger": (_MORE, ""),
    "higher": (_MORE, "high tall"), "taller": (_MORE, "tall"), "longer": (_MORE, "long"),
    "heavier": (_MORE, "heavy"), "wider": (_MORE, "wide"), "deeper": (_MORE, "deep"),
    "older": (_MORE, "old"), "faster": (_MORE, "fast"), "less": (_LESS, ""), "fewer": (_LESS, ""),
    "smaller": (_LESS, ""), "lower": (_LESS, "high tall"), "shorter": (_LESS, "long tall"),
    "lighter": (_LESS, "heavy"), "narrower": (_LESS, "wide"), "younger": (_LESS, "old"),
    "slower": (_LESS, "fast"), "cheaper": (_LESS, "price cost"),
}  # fmt: skip
_WORDS = {
    "over": gt, "above": gt, "exceeding": gt, "under": lt, "below": lt, "at least": ge,
    "no less than": ge, "no fewer than": ge, "at most": le, "no more than": le, "up to": le,
}  # fmt: skip
_TIMES = {
    "before": lt, "prior to": lt, "after": gt, "since": ge, "from": ge, "until": le, "by": le
}  # fmt: skip
_FIGURE = (
    rf"(?P<sign>[$€£¥])?\s?(?P<figure>\d[\d,]{{0,15}}(?:\.\d{{1,9}})?|{NUMBER_WORD})"
    rf"(?:\s(?P<large>{'|'.join(LARGE)}))?\s?(?P<unit>%|°|(?:[mck]?m|[mk]?g|m?l|[kmgt]b)\b)?"
)
_MEASURED = re.compile(
    rf"\b(?:(?P<than>{'|'.join(_THAN)})(?: expensive)? than|(?P<word>{'|'.join(_WORDS)}))"
    rf"\s{_FIGURE}",
    re.IGNORECASE,
)
_WRITTEN = re.compile(
    r"(?P<sign>[$€£¥])?\s?(?P<figure>\d[\d,]{0,15}(?:\.\d{1,9})?)\s?(?P<unit>%|°[CF]?|[A-Za-zµ]+)?"
)
_TIMED = re.compile(rf"\b(?P<time>{'|'.join(_TIMES)})\s(?:the (?:year|end of) )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure or a time, and how what is asked for stands to it.

    `column` are words by which the comparative itself names a column.
    """

    is_held: Callable[[Any, Any], Any]  # an operator
    value: float = 0.0
    unit: str = ""
    time: Moment | None = None
    column: frozenset[str] = frozenset()


def bounds_in(question: str) -> tuple[tuple[Bound, ...], str]:
    """The conditions that a question puts, and the question without them."""
    found, rest = list[Bound](), question
    for match in _MEASURED.finditer(question):
        if find_dates(match["figure"]) and not match["than"] and not match["sign"]:
            continue
        way, named = (
            _THAN[match["than"].lower()] if match["than"] else (_WORDS[match["word"].lower()], "")
        )
        column = frozenset(map(root, named.split()))
        said = value_of(match["figure"])
        figure = said if said is not None else float(match["figure"].replace(",", ""))
        value = figure * LARGE.get((match["large"] or "").lower(), 1)
        found.append(Bound(way, value, match["sign"] or match["unit"] or "", column=column))
        rest = rest.replace(match.group(), " ")
    for date in find_dates(question):
        timed = _TIMED.search(question[: date.start])
        if timed and date.year > 0:
            found.append(Bound(_TIMES[timed["time"].lower()], time=date))
            rest = rest.replace(question[timed.start() : date.end], " ")
    return tuple(found), rest


def held_by(bound: Bound, row: Sequence[RowCell], words: frozenset[str]) -> RowCell | None:
    """The cell by which a row holds a condition; None where it does not, or does not tell.

    Args:
        bound: the condition.
        row: the row's cells.
        words: roots of the question's words, by which it may name the column.
    """
    named = [cell for cell in row if words_naming(cell.column, words | bound.column)]
    told = [cell for cell in named or row if _compared(bound, cell) is not None]
    if len(told) != 1 and not named:
        return None
    return told[0] if told and _compared(bound, told[0]) else None


def _compared(bound: Bound, cell: RowCell) -> bool | None:
    """Whether a cell's figure or date holds the condition; None where it has none like it."""
    if bound.time is not None:
        dates = [date for date in find_dates(cell.text) if date.year > 0]
        if len(dates) != 1:
            return None
        exact = min(bound.time.precision, dates[0].precision)
        return bool(bound.is_held(dates[0].key[:exact], bound.time.key[:exact]))
    value, unit = figure_of(cell)
    if value is None or (bound.unit and unit and unit.lower() != bound.unit.lower()):
        return None
    return bool(bound.is_held(value, bound.value))


def figure_of(cell: RowCell) -> tuple[float | None, str]:
    """The one figure of a cell and its unit; None of several, or of a date with its day."""
    figures = list(_WRITTEN.finditer(cell.text))
    if len(figures) != 1:
        return None, ""
    sign, figure, unit = figures[0].group("sign", "figure", "unit")
    return float(figure.replace(",", "")), sign or unit or ""
