"""Two things compared by a value of each that the passages state: a date, or a number.

Of all pairs of a value of each side (`side_values`) the one counts that fits best: by what the head
says of each and by whether they stand together. Pairs for the other side cost confidence.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from typing import NamedTuple

from graphrag.embedding.span_head.span_head import SpanHead
from graphrag.language.comparatives import (
    AGED,
    LESS,
    OF_SIZE,
    OF_TIME,
    SPEED,
    TENURE,
    YOUNG,
)
from graphrag.reading.asking.question import QuestionAnalysis, blanked
from graphrag.reading.comparing.side_values import LEADING, STRONG, WEAK, SideValue, values_of
from graphrag.reading.comparing.sides import Side, held
from graphrag.reading.pages.found import Finding, Found
from graphrag.reading.pages.page import Page
from graphrag.retrieval.linking.asked_words import roots


class Pair(NamedTuple):
    """The values of the two sides that fit best."""

    one: SideValue
    other: SideValue
    more: float  # by how much the first has more
    wants_less: bool  # the one that has less is asked for
    trust: float


def measured(
    asked: QuestionAnalysis, both: Sequence[Side], pages: Sequence[Page], head: SpanHead
) -> Finding | None:
    """The side that comes first or has more, with a sentence for each; None without two values."""
    pair = best_pair(asked, both, pages, head)
    if pair is None:
        return None
    chosen = 0 if pair.wants_less == (pair.more < 0) else 1
    steps = (pair.one.found, pair.other.found)
    found = held(asked, both, chosen, pair.trust, steps)
    return found if found.form == "yes-no" else replace(found, text=_as_written(both, found, steps))


def best_pair(
    asked: QuestionAnalysis, both: Sequence[Side], pages: Sequence[Page], head: SpanHead
) -> Pair | None:
    """The two values that differ and fit best; None without two.

    A head that reads what is asked of one side tells how likely each of its values is meant.
    """
    rest = blanked(asked.outside_anchors(), ((side.start, side.end) for side in both))
    by_time, by_size = OF_TIME.search(rest), OF_SIZE.search(rest)
    if len(both) != 2 or not (by_time or by_size):
        return None
    tenure = TENURE.search(asked.text) is not None
    by_length = by_size is not None and "longer" in by_size.group().lower()
    dated = tenure or (by_time is not None and not by_length)
    wants_less = LESS.search(rest) is not None or tenure
    pairs = _pairs(asked, both, pages, head, dated)
    if not pairs and dated:  # no days: ages, or numbers in order
        pairs = _pairs(asked, both, pages, head, dated=False)
        wants_less = wants_less if not AGED.search(rest) else YOUNG.search(rest) is not None
    one, other, best = max(pairs, key=lambda pair: pair[2], default=(None, None, 0.0))
    if one is None or other is None or _more(one, other) == 0:
        return None
    more = _more(one, other)
    if one.unit not in ("second", "clock") and SPEED.search(rest):
        wants_less = not wants_less  # the faster one takes less time and has the higher speed
    weights = [(math.exp(fit - best), _more(a, b) * more > 0) for a, b, fit in pairs]
    agreed = sum(weight for weight, same in weights if same) / sum(weight for weight, _ in weights)
    apart = min(0.0, best - one.score - other.score)
    trust = agreed / (1 + math.exp((WEAK - min(one.score, other.score) - apart) / 2))
    return Pair(one, other, more, wants_less, trust)


def _pairs(
    asked: QuestionAnalysis,
    both: Sequence[Side],
    pages: Sequence[Page],
    head: SpanHead,
    dated: bool,
) -> list[tuple[SideValue, SideValue, float]]:
    """Values of the two sides that can be held against each other, and how well they fit."""
    ones, others = (values_of(asked, both, at, pages, head, dated) for at in (0, 1))
    fits = ((one, other, _fit(one, other)) for one in ones for other in others)
    return [(one, other, fit) for one, other, fit in fits if fit is not None]


def _more(one: SideValue, other: SideValue) -> float:
    """By how much one has more; "takes 68 minutes, the other 81" names the unit once."""
    if one.unit == other.unit:
        return one.value - other.value
    return one.figure - other.figure


def _fit(one: SideValue, other: SideValue) -> float | None:
    """How well two values fit together; None where they cannot be held against each other."""
    same = one.found.page is other.found.page and one.found.sentence == other.found.sentence
    if same and one.found.start == other.found.start:
        return None
    in_column = bool(one.column) and one.column == other.column
    if one.unit != other.unit and not ((same or in_column) and not (one.unit and other.unit)):
        return None
    if (one.column or other.column) and not (same or in_column or one.unit):
        return None
    if not same and "side" in (one.column, other.column):
        return None
    if not same:
        apart = one.found.page is not other.found.page and not in_column
        return one.score + other.score + STRONG * (in_column - apart)
    if one.column:
        return one.score + other.score + STRONG
    # in one sentence each value stands behind its side, or each before it
    for a, b in product(one.names, other.names):
        order = sorted(((a, 0), (b, 1), (one.found.start, 0), (other.found.start, 1)))
        if [side for _, side in order] in ([0, 0, 1, 1], [1, 1, 0, 0]):
            return one.score + other.score + STRONG
    return None


def _as_written(both: Sequence[Side], chosen: Finding, steps: Sequence[Found]) -> str:
    """The side's name, as far as its sentence or the title has it."""
    text = LEADING.sub("", chosen.text)
    found = steps[[side.text for side in both].index(chosen.text)]
    start, end = found.page.sentences[found.sentence]
    said = roots(f"{found.page.lead} {found.page.text[start:end]}")
    words = [word for word in re.finditer(r"\S+", text) if roots(word.group()) <= said]
    return text[words[0].start() : words[-1].end()].strip(" ,") if words else text
