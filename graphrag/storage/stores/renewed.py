"""A passage store whose collection is another generation's, but for some passages.

The engine's collection stays as it was written. Each of its points is a passage of this generation
or none any more; passages that are no point are searched one by one, from their vectors and terms.
Cosines are what they were. BM25 rests on counts over all passages, so what the collection finds by
its own counts is scored again by those of this generation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphrag.settings import Store
from graphrag.storage.stacked import Vectors
from graphrag.storage.stores.bm25_text import query_vector
from graphrag.storage.stores.protocol import Floats, Hits, PassageStore, Sparse
from graphrag.storage.terms import Terms

Ints = NDArray[np.int32]
_FEW = 64  # points more than are wanted: some are no passages, and some change places


@dataclass(frozen=True, slots=True, eq=False)
class Passages:
    """What is known of each passage of this generation."""

    vectors: Vectors
    terms: Terms
    section: Store  # the parameters of BM25


class RenewedStore:
    """Implements `PassageStore` for reading.

    Args:
        collection: the engine's.
        now: (points,) which passage each point is; -1: none.
    """

    def __init__(self, collection: PassageStore, now: Ints, passages: Passages) -> None:
        self._collection = collection
        self._now = now
        self._passages = passages
        self._point = np.full(len(passages.terms.lengths), -1, np.int32)
        self._point[now[now >= 0]] = np.flatnonzero(now >= 0)
        self._fresh = np.flatnonzero(self._point < 0).astype(np.int32)

    def search_dense(self, vector: Floats, k: int, among: Ints | None = None) -> Hits:
        """See `PassageStore.search_dense`."""
        old, scores = self._found(
            lambda most, some: self._collection.search_dense(vector, most, some), k, among
        )
        fresh = self._fresh_among(among)
        cosines = self._passages.vectors[fresh] @ vector
        return _best(np.append(old, fresh), np.append(scores, cosines), k)

    def search_bm25(self, question: str, k: int, among: Ints | None = None) -> Hits:
        """See `PassageStore.search_bm25`."""
        numbers = np.array(query_vector(question).indices, dtype=np.uint32)
        old, _ = self._found(
            lambda most, some: self._collection.search_bm25(question, most, some), k + _FEW, among
        )
        known, section = self._passages.terms, self._passages.section
        both = np.append(old, self._fresh_among(among))
        scores = known.bm25_of(both, numbers, section.bm25_k1, section.bm25_b)
        return _best(both[scores > 0], scores[scores > 0], k)

    def _found(
        self, search: Callable[[int, Ints | None], Hits], k: int, among: Ints | None
    ) -> tuple[Ints, Floats]:
        """Passages that are points, `k` of them where there are so many."""
        if among is not None:
            points = self._point[among]
            found, scores = search(k, points[points >= 0])
            return self._now[found], scores
        for most in (k + _FEW, len(self._now)):
            found, scores = search(most, None)
            there = self._now[found] >= 0
            if there.sum() >= k or len(found) < most:
                break
        return self._now[found[there]], scores[there]

    def _fresh_among(self, among: Ints | None) -> Ints:
        return self._fresh if among is None else np.intersect1d(self._fresh, among)

    def count(self) -> int:
        """See `PassageStore.count`."""
        return len(self._point)

    def add(self, first: int, ids: Sequence[str], dense: Floats, sparse: Sequence[Sparse]) -> None:
        """Nothing can be added to a generation.

        Raises:
            TypeError: always.
        """
        raise TypeError("the store of a generation is for reading")

    def finish(self) -> None:
        """Nothing is left to do."""

    def close(self) -> None:
        """See `PassageStore.close`."""
        self._collection.close()


def _best(passages: Ints, scores: Floats, k: int) -> Hits:
    order = np.lexsort([passages, -scores])[:k]
    return passages[order].astype(np.int32), scores[order].astype(np.float32)
