"""Questions and passages as the span head takes them in: rows of tokens that fit its window.

A row is [CLS] question [SEP] what stands before, passage [SEP]. A long passage makes several rows
that overlap, so that an answer at a cut stands whole in one of them. At most two of them are read
for an answer: those with the most of the question's tokens, each of which counts the more the fewer
of the passage's rows have it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from math import log

import numpy as np
from numpy.typing import NDArray

from graphrag.embedding.runtime import Tokenise

CLS, SEP = 101, 102
QUESTION = 48  # tokens of a question, and of what stands before a passage
BEFORE = 120
WINDOW = 320  # tokens of a row
OVERLAP = 48
ROWS = 4  # of one passage; what lies behind is not read
READ = 2  # of these
_LEAST = 0.5  # of what the first of these has of the question's tokens, or the second is not read
CHARACTERS = 8 * WINDOW * ROWS  # bounds the work of tokenising a text that will be cut anyway

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class HeadText:
    """A passage's text, and what the head reads before it: title and headings."""

    text: str
    before: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class HeadRow:
    """One run of the head: (1, tokens) ids, and where the passage's own tokens stand.

    Token `first + i` covers the characters `places[i]` of the passage's text.
    """

    passage: int
    ids: Ids
    kinds: Ids
    first: int
    places: NDArray[np.int64]  # (tokens of the passage, 2)

    @property
    def own(self) -> list[int]:
        """The passage's tokens."""
        found: list[int] = self.ids[0, self.first : self.first + len(self.places)].tolist()
        return found


def rows(
    tokenise: Tokenise,
    question: str,
    texts: list[HeadText],
    window: int = WINDOW,
    most: int = READ,
) -> Iterator[HeadRow]:
    """The rows of at most `window` tokens that are read of every passage, at most so many of each,
    in order; an empty one has none.
    """
    asked = _encoded(tokenise, question)[0][:QUESTION]
    for number, text in enumerate(texts):
        some = list(_cut(tokenise, asked, number, text, window))
        yield from _fittest(some, frozenset(asked), most) if len(some) > most else some


def _fittest(some: list[HeadRow], asked: frozenset[int], most: int) -> list[HeadRow]:
    """At most so many rows of one passage, in order: those that fit the question best."""
    has = [sorted(asked.intersection(row.own)) for row in some]
    rows_with = Counter(chain.from_iterable(has))
    fits = [sum(log((len(some) + 1) / (rows_with[one] + 0.5)) for one in own) for own in has]
    best = sorted(range(len(some)), key=lambda at: -fits[at])[:most]
    return [some[at] for at in sorted(best) if fits[at] >= _LEAST * fits[best[0]]]


def _cut(
    tokenise: Tokenise, asked: list[int], number: int, text: HeadText, window: int
) -> Iterator[HeadRow]:
    """A passage's rows."""
    lead = _encoded(tokenise, text.before)[0][-BEFORE:]
    ids, places = _encoded(tokenise, text.text)
    room = window - len(asked) - len(lead) - 3
    for at in range(0, max(1, len(ids) - OVERLAP), room - OVERLAP)[:ROWS]:
        own = ids[at : at + room]
        if own:
            yield _row(number, asked, lead, own, places[at : at + room])


def _encoded(tokenise: Tokenise, text: str) -> tuple[list[int], list[tuple[int, int]]]:
    clean = text[:CHARACTERS].encode("utf-8", "replace").decode()  # a lone surrogate: one "?"
    return tokenise(clean)


def _row(
    number: int, asked: list[int], lead: list[int], own: list[int], places: list[tuple[int, int]]
) -> HeadRow:
    ids = np.array([[CLS, *asked, SEP, *lead, *own, SEP]], dtype=np.int64)
    kinds = np.zeros_like(ids)
    kinds[0, len(asked) + 2 : -1] = 1
    return HeadRow(number, ids, kinds, len(asked) + 2 + len(lead), np.array(places, dtype=np.int64))
