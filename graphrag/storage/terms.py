"""Which of the question's words a passage contains, and how rare they are: BM25 terms as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphrag.language.words import term_count, terms
from graphrag.stores.bm25_text import term_number

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Distinct term numbers of each passage, sorted, how often it says each, and their IDF."""

    indptr: NDArray[np.int64]  # (P + 1,)
    numbers: NDArray[np.uint32]
    counts: NDArray[np.uint16]  # of `numbers`
    lengths: NDArray[np.int32]  # (P,) words that are terms, repeats counted
    known: NDArray[np.uint32]  # sorted distinct numbers
    idf: Floats  # of `known`

    def idf_of(self, numbers: NDArray[np.uint32]) -> Floats:
        """IDF of each number, 0 for numbers that no passage has."""
        if not len(self.known):
            return np.zeros(len(numbers), dtype=np.float32)
        spot = np.minimum(np.searchsorted(self.known, numbers), len(self.known) - 1)
        return np.where(self.known[spot] == numbers, self.idf[spot], 0).astype(np.float32)

    def contained(
        self, passages: NDArray[np.int32], numbers: NDArray[np.uint32]
    ) -> NDArray[np.bool_]:
        """(len(passages), len(numbers)): does the passage contain the term?"""
        found = np.zeros((len(passages), len(numbers)), dtype=bool)
        for row, passage in enumerate(passages):
            own = self.numbers[self.indptr[passage] : self.indptr[passage + 1]]
            if len(own):
                spot = np.minimum(np.searchsorted(own, numbers), len(own) - 1)
                found[row] = own[spot] == numbers
        return found

    def bm25(self, numbers: NDArray[np.uint32], k1: float, b: float) -> Floats:
        """(P,) the score of each passage for the terms; see `graphrag.stores.bm25_text`."""
        scores = np.zeros(len(self.lengths), dtype=np.float32)
        norms = k1 * (1 - b + b * self.lengths / (self.lengths.mean() or 1))
        for number, idf in zip(numbers, self.idf_of(numbers), strict=True):
            spots = np.flatnonzero(self.numbers == number)
            passages = np.searchsorted(self.indptr, spots, side="right") - 1
            counts = self.counts[spots].astype(np.float32)
            scores[passages] += idf * counts * (k1 + 1) / (counts + norms[passages])
        return scores

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Every field by its name, as a derived file keeps them."""
        return {item.name: getattr(self, item.name) for item in fields(self)}


def build_terms(texts: Sequence[str]) -> Terms:
    """Terms of `texts`, one a passage, each as BM25 sees it (title and text)."""
    rows = [np.array([term_number(term) for term in terms(text)], np.uint32) for text in texts]
    distinct = [np.unique(row, return_counts=True) for row in rows]
    lengths = np.array([term_count(text) for text in texts], dtype=np.int32)
    return _terms([numbers for numbers, _ in distinct], [counts for _, counts in distinct], lengths)


def part_of_terms(whole: Terms, passages: NDArray[np.intp]) -> Terms:
    """The terms of some of the passages; how rare a term is counts among them."""
    rows = [slice(whole.indptr[p], whole.indptr[p + 1]) for p in passages.tolist()]
    return _terms(
        [whole.numbers[row] for row in rows],
        [whole.counts[row] for row in rows],
        whole.lengths[passages],
    )


def _terms(
    distinct: list[NDArray[np.uint32]], counts: list[NDArray[Any]], lengths: NDArray[np.int32]
) -> Terms:
    numbers = np.concatenate([*distinct, np.empty(0, np.uint32)])
    times = np.concatenate([*counts, np.empty(0, np.uint16)])
    times = np.minimum(times, np.iinfo(np.uint16).max).astype(np.uint16)
    known, passages = np.unique(numbers, return_counts=True)
    idf = np.log1p((len(distinct) - passages + 0.5) / (passages + 0.5))
    indptr = np.concatenate([[0], np.cumsum([len(row) for row in distinct])]).astype(np.int64)
    return Terms(indptr, numbers, times, lengths, known, idf.astype(np.float32))
