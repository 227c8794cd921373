"""A passage store as if it held only some of its passages, under their places among those.

The scores of BM25 rest on counts over all that is searched, so the engine's own are those of the
whole index: here they are made of the part's terms, and a text that is left out moves none.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graphrag.settings import Store
from graphrag.storage.stores.bm25_text import query_vector
from graphrag.storage.stores.protocol import Floats, Hits, PassageStore, Sparse
from graphrag.storage.terms import Terms

Ints = NDArray[np.int32]


class PartStore:
    """Implements `PassageStore` for reading, over another one that stays open for others."""

    def __init__(self, whole: PassageStore, positions: Ints, terms: Terms, section: Store) -> None:
        self._whole = whole
        self._positions = positions  # sorted
        self._terms = terms  # of the part
        self._section = section

    def search_dense(self, vector: Floats, k: int, among: Ints | None = None) -> Hits:
        """See `PassageStore.search_dense`."""
        old = self._positions if among is None else self._positions[among]
        positions, scores = self._whole.search_dense(vector, k, old)
        return np.searchsorted(self._positions, positions).astype(np.int32), scores

    def search_bm25(self, question: str, k: int, among: Ints | None = None) -> Hits:
        """See `PassageStore.search_bm25`."""
        numbers = np.array(query_vector(question).indices, dtype=np.uint32)
        scores = self._terms.bm25(numbers, self._section.bm25_k1, self._section.bm25_b)
        if among is not None:
            others = np.ones(len(scores), dtype=bool)
            others[among] = False
            scores[others] = 0
        best = np.argsort(-scores, kind="stable")[:k]
        best = best[scores[best] > 0]
        return best.astype(np.int32), scores[best]

    def count(self) -> int:
        """See `PassageStore.count`."""
        return len(self._positions)

    def add(self, first: int, ids: Sequence[str], dense: Floats, sparse: Sequence[Sparse]) -> None:
        """Nothing can be added to a part.

        Raises:
            TypeError: always.
        """
        raise TypeError("a part of a store is for reading")

    def finish(self) -> None:
        """Nothing is left to do."""

    def close(self) -> None:
        """The whole store is closed with its own index."""
