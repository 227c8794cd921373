"""Of the sentence that answers, the part that says it: a clause of it, or it and what follows.

    "The fair was called off in May, because the meadow was under water."

Asked why, the answer is "because the meadow was under water". Every stretch from where a clause
can begin to where one can end is held against the others by a weighted sum of eight signs; the
weights are fitted (`scripts/fit_clause.py`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate, takewhile
from typing import NamedTuple

import numpy as np

from graphrag.embedding.span_head.span_head import HeadReading, ReadRow
from graphrag.language.breaks import breaks, gives_reason, is_condition, is_whole, unjoined
from graphrag.reading.asking.asked import WHY
from graphrag.reading.material.sentences import ReadSentence, leads_on
from graphrag.reading.pages.page_parts import MARK
from graphrag.reading.tables.table_rows import FIELD
from graphrag.retrieval.linking.asked_words import roots

SIGNS = (
    "share of the head's odds in the sentence that lie here, its logarithm",
    "the head's score of an answer that begins here, below the sentence's best",
    "the head's score of an answer that ends here, below the sentence's best",
    "words, their logarithm",
    "share of its words that the question does not have",
    "whole sentence",
    "odds of the last sentence behind",
    "fit of the last sentence behind, less that of the first",
)
WEIGHTS = (0.84, 0.48, -0.34, 0.70, 4.17, -0.73, 0.49, 0.62)
_LEAST = -8.0  # below it odds, fits and shares tell no more
_MOST = 3  # sentences behind
_CUTS = 48  # places where a clause may begin, and may end, that are tried; prose has fewer
_EDGES = " \t\n,;:–—-"


class Clause(NamedTuple):
    """Stretches of a page, (start, end), that say the answer together; what speaks for them."""

    spans: tuple[tuple[int, int], ...]
    signs: tuple[float, ...]  # (8,)


def clause_of(
    question: str, place: ReadSentence, places: Sequence[ReadSentence], heard: HeadReading
) -> tuple[tuple[int, int], ...]:
    """The stretches that say the answer best; the whole sentence where the head has not read it."""
    found = clauses(question, place, places, heard)
    best = max(found, key=lambda one: float(np.dot(WEIGHTS, one.signs)), default=None)
    return best.spans if best else (place.span,)


def clauses(
    question: str, place: ReadSentence, places: Sequence[ReadSentence], heard: HeadReading
) -> list[Clause]:
    """The clauses of a sentence, and it with one to three behind it; none of a table's row, and
    none that the head has not read.
    """
    row = heard.row_of(place.page.rank, *place.span)
    if row is None or len(FIELD.findall(place.text)) > 1:
        return []
    return [*_parts(question, place, row), *_joined(question, place, places)]


def said(place: ReadSentence, spans: Sequence[tuple[int, int]]) -> str:
    """The stretches as an answer: no list mark before, no comma or lone bracket around."""
    texts = (MARK.sub("", place.page.passage.text[slice(*span)], count=1) for span in spans)
    text = " ".join(" ".join(texts).split()).strip(_EDGES)
    if not is_whole(text):
        text = text.strip("()")
    return text if place.span in spans else unjoined(text.rstrip(". "))


def _parts(question: str, place: ReadSentence, row: ReadRow) -> list[Clause]:
    """From wherever a clause begins to wherever one ends; of those alike to the head the first."""
    (start, end), text, asked = place.span, place.text, roots(question)
    why = WHY.search(question) is not None
    own = row.within(start, end)
    odds = np.exp(row.table(own))
    firsts, lasts = row.starts[own], row.ends[own]
    found: dict[tuple[int, int], Clause] = {}
    cuts = breaks(text)
    for a in cuts.starts[:_CUTS]:
        for b in (*cuts.ends[: _CUTS - 1], len(text)):
            held = row.within(start + a, start + b)
            here = (held.start - own.start, held.stop - own.start)
            if here[1] <= here[0] or here in found or not _can_be_said(text, a, b, why):
                continue
            share = odds[slice(*here), slice(*here)].sum() / odds.sum()
            found[here] = Clause(
                ((start + a, start + b),),
                (
                    max(_LEAST, math.log(max(share, 1e-9))),
                    float(firsts[here[0]] - firsts.max()),
                    float(lasts[here[1] - 1] - lasts.max()),
                    *_words(text[a:b], asked),
                    float((a, b) == (0, end - start)),
                    0.0,
                    0.0,
                ),
            )
    return list(found.values())


def _can_be_said(text: str, start: int, end: int, why: bool) -> bool:
    """The whole, or a part that closes what it opens, gives no reason that is not asked for, and is
    no condition of what is left out.
    """
    if (start, end) == (0, len(text)):
        return True
    clause = text[start:end]
    is_rest = end == len(text)
    told = is_whole(clause) and (why or not gives_reason(clause))
    return told and (is_rest or not is_condition(clause))


def _joined(question: str, place: ReadSentence, places: Sequence[ReadSentence]) -> list[Clause]:
    """The sentence with one, two and three behind it, as far as none of them leads on."""
    after = range(place.number + 1, place.number + 1 + _MOST)
    own = {one.number: one for one in places if one.page is place.page and one.number in after}
    behind = takewhile(lambda one: not leads_on(one), (own[n] for n in sorted(own)))
    asked, found = roots(question), []
    for row in accumulate(([one] for one in behind), initial=[place]):
        if len(row) > 1:
            text = " ".join(one.text for one in row)
            odds, fit = (max(_LEAST, x) for x in (row[-1].heard, row[-1].fit - place.fit))
            signs = (0.0, 0.0, 0.0, *_words(text, asked), 1.0, odds, fit)
            found.append(Clause(tuple(one.span for one in row), signs))
    return found


def _words(text: str, asked: frozenset[str]) -> tuple[float, float]:
    """Logarithm of the number of words, and the share of their roots that were not asked."""
    own = roots(text)
    return math.log(1 + len(text.split())), len(own - asked) / max(1, len(own))
