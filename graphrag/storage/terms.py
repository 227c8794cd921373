"""Which of the question's words a passage contains, how often, and how rare they are: BM25.

    score(q, p) = Σ over terms t of q:  idf(t) · tf·(k1 + 1) / (tf + k1·(1 − b + b·len/avglen))
    idf(t)      = ln(1 + (N − n + 0.5) / (n + 0.5))

A passage's sparse vector holds the fraction; the store multiplies in the IDF (Robertson and
Zaragoza, 2009).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphrag.language.words import term_count, terms
from graphrag.storage.ragged import taken
from graphrag.storage.stores.bm25_text import term_number
from graphrag.storage.stores.protocol import Sparse, SparseRows

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Distinct term numbers of each passage, sorted, and the IDF of each number."""

    indptr: NDArray[np.int64]  # (P + 1,)
    numbers: NDArray[np.uint32]
    counts: NDArray[np.uint32]  # how often the passage has each
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
        """(P,) the score of each passage for the terms."""
        scores = np.zeros(len(self.lengths), dtype=np.float32)
        norms = k1 * (1 - b + b * self.lengths / (self.lengths.mean() or 1))
        for number, idf in zip(numbers, self.idf_of(numbers), strict=True):
            spots = np.flatnonzero(self.numbers == number)
            passages = np.searchsorted(self.indptr, spots, side="right") - 1
            counts = self.counts[spots].astype(np.float32)
            scores[passages] += idf * counts * (k1 + 1) / (counts + norms[passages])
        return scores

    def bm25_of(
        self, passages: NDArray[np.int32], numbers: NDArray[np.uint32], k1: float, b: float
    ) -> Floats:
        """(len(passages),) the same of some passages; `numbers` are sorted."""
        if not len(numbers):
            return np.zeros(len(passages), np.float32)
        indptr, places = taken(self.indptr, passages.astype(np.int64))
        own = self.numbers[places]
        spot = np.minimum(np.searchsorted(numbers, own), len(numbers) - 1)
        hit = numbers[spot] == own
        row = np.repeat(np.arange(len(passages)), np.diff(indptr))[hit]
        counts = self.counts[places[hit]].astype(np.float64)
        norms = k1 * (1 - b + b * self.lengths[passages] / (self.lengths.mean() or 1))
        parts = self.idf_of(numbers)[spot[hit]] * counts * (k1 + 1) / (counts + norms[row])
        return np.bincount(row, parts, minlength=len(passages)).astype(np.float32)

    def sparse(self, k1: float, b: float) -> Iterator[Sparse]:
        """The BM25 vector of each passage, made when the first one is asked for."""
        yield from self.sparse_rows(k1, b)

    def sparse_rows(self, k1: float, b: float) -> SparseRows:
        """The same as arrays."""
        average = float(self.lengths.sum() / max(len(self.lengths), 1)) or 1.0
        norms = np.repeat(k1 * (1 - b + b * self.lengths / average), np.diff(self.indptr))
        values = self.counts * (k1 + 1) / (self.counts + norms)
        return SparseRows(self.indptr, self.numbers, values)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Every field by its name, as a derived file keeps them."""
        return {item.name: getattr(self, item.name) for item in fields(self)}


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """Terms that are known already: passage p has those of passage `rows[p]` of `of`, or -1."""

    of: Terms
    rows: NDArray[np.int64]


def build_terms(texts: Sequence[str], known: Known | None = None) -> Terms:
    """Terms of `texts`, one a passage, each as BM25 sees it (title and text)."""
    new = range(len(texts)) if known is None else np.flatnonzero(known.rows < 0).tolist()
    counted = [Counter(map(term_number, terms(texts[passage]))) for passage in new]
    rows = [np.array(sorted(found), np.uint32) for found in counted]
    counts = [np.array([found[n] for n in sorted(found)], np.uint32) for found in counted]
    lengths = np.array([term_count(texts[passage]) for passage in new], dtype=np.int32)
    indptr = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    found = (indptr, _joined(rows), _joined(counts), lengths)
    return _terms(*found if known is None else _beside(known, *found))


def part_of_terms(whole: Terms, passages: NDArray[np.intp]) -> Terms:
    """The terms of some of the passages; how rare a term is counts among them."""
    return _terms(*_taken(whole, passages.astype(np.int64)))


_Rows = tuple[NDArray[np.int64], NDArray[np.uint32], NDArray[np.uint32], NDArray[np.int32]]


def _taken(whole: Terms, passages: NDArray[np.int64]) -> _Rows:
    indptr, places = taken(whole.indptr, passages)
    return indptr, whole.numbers[places], whole.counts[places], whole.lengths[passages]


def _beside(known: Known, *new: Any) -> _Rows:
    """The known terms and the new ones, in the order of the passages."""
    indptr, numbers, counts, lengths = new
    old = known.of
    both = Terms(
        np.concatenate([old.indptr, old.indptr[-1] + indptr[1:]]),
        np.concatenate([old.numbers, numbers]),
        np.concatenate([old.counts, counts]),
        np.concatenate([old.lengths, lengths]),
        old.known,
        old.idf,
    )
    rows = known.rows.copy()
    rows[rows < 0] = len(old.lengths) + np.arange(len(lengths))
    return _taken(both, rows)


def _joined(rows: list[NDArray[np.uint32]]) -> NDArray[np.uint32]:
    return np.concatenate([*rows, np.empty(0, np.uint32)])


def _terms(
    indptr: NDArray[np.int64],
    numbers: NDArray[np.uint32],
    counts: NDArray[np.uint32],
    lengths: NDArray[np.int32],
) -> Terms:
    known, passages = np.unique(numbers, return_counts=True)
    idf = np.log1p((len(lengths) - passages + 0.5) / (passages + 0.5)).astype(np.float32)
    return Terms(indptr, numbers, counts, lengths, known, idf)
