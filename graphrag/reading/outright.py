"""Two things compared by a sentence that says outright which has more: "A is heavier than B"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphrag.reading.comparatives import LESS, ORDERED
from graphrag.reading.found import Finding, Found
from graphrag.reading.page import Page
from graphrag.reading.question import QuestionAnalysis
from graphrag.reading.sides import Side, held
from graphrag.retrieval.linking.asked_words import roots

_THAN = re.compile(rf"(?P<by>{ORDERED.pattern})(?: [^\s.;:?!]+){{0,6}}? than\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:no|not|never)\b|n['’]t\b", re.IGNORECASE)
_BARE = roots("more most less least")  # of what, only the words behind them say
_SURE = 0.7  # by hand: such sentences are rare and say it


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence that holds the sides against each other, and which of them it says has more."""

    found: Found
    more: int
    fit: int  # words of the question, beside the sides, by which it compares


def said_outright(
    asked: QuestionAnalysis, both: Sequence[Side], pages: Sequence[Page]
) -> Finding | None:
    """The side that a sentence names, None where none compares the two by what is asked."""
    rest = asked.outside_anchors()
    if len(both) != 2 or not ORDERED.search(rest):
        return None
    said = [found for page in pages for found in _on_page(asked, both, page)]
    best = max(said, key=lambda one: one.fit, default=None)
    if best is None:
        return None
    chosen = 1 - best.more if LESS.search(rest) else best.more
    return held(asked, both, chosen, _SURE, (best.found,))


def _on_page(asked: QuestionAnalysis, both: Sequence[Side], page: Page) -> list[_Said]:
    one, other = (roots(side.text) for side in both)
    rest = roots(asked.text) - one - other
    told = []
    for start, end in page.sentences:
        text = page.text[start:end]
        than = _THAN.search(text)
        if than is None or _DENIED.search(text):
            continue
        before, behind = roots(text[: than.start()]), roots(text[than.end() :])
        shared = len(rest & (roots(than.group()) - _BARE))
        first = one - other <= before and other - one <= behind
        second = other - one <= before and one - other <= behind
        if first == second or not shared:
            continue
        fewer = LESS.search(than["by"]) is not None
        more = int(first == fewer)
        told.append(_Said(Found(page, start, end, 1.0), more, shared))
    return told
