"""A passage store as if it held only some of its passages, under their places among those."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graphrag.stores.protocol import Floats, Hits, PassageStore, Sparse

Ints = NDArray[np.int32]


class PartStore:
    """Implements `PassageStore` for reading, over another one that stays open for others."""

    def __init__(self, whole: PassageStore, positions: Ints) -> None:
        self._whole = whole
        self._positions = positions  # sorted

    def search_dense(self, vector: Floats, k: int, among: Ints | None = None) -> Hits:
        """See `PassageStore.search_dense`."""
        return self._placed(self._whole.search_dense(vector, k, self._old(among)))

    def search_bm25(self, question: str, k: int, among: Ints | None = None) -> Hits:
        """See `PassageStore.search_bm25`."""
        return self._placed(self._whole.search_bm25(question, k, self._old(among)))

    def _old(self, among: Ints | None) -> Ints:
        return self._positions if among is None else self._positions[among]

    def _placed(self, hits: Hits) -> Hits:
        return np.searchsorted(self._positions, hits[0]).astype(np.int32), hits[1]

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
