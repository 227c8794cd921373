"""A store filled with passages, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from graphrag.storage.stacked import Vectors
from graphrag.storage.stores.protocol import BATCH, PassageStore, Sparse, SparseRows


def fill(
    store: PassageStore, ids: Sequence[str], vectors: Vectors, sparse: Iterable[Sparse]
) -> None:
    """Add all passages, a batch at a time."""
    left = iter(() if isinstance(sparse, SparseRows) else sparse)
    for start in range(0, len(ids), BATCH):
        rows = slice(start, start + BATCH)
        some = sparse[rows] if isinstance(sparse, SparseRows) else list(islice(left, BATCH))
        store.add(start, ids[rows], vectors[rows], some)
