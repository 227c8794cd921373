"""The passages before and after a passage in its document, and what they say of it.

A turn of a talk or a piece of a section is often understood only with its neighbours: the question
is put in one turn and answered in the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.retrieval.linking.signals import Signals
from graphrag.retrieval.reranking.list_features import shares_of
from graphrag.retrieval.reranking.pool import Pool

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
NOBODY = -1


def neighbours(index: Index, passages: Ints) -> Ints:
    """(n, 2) positions of the passage before and the one after each; -1 where there is none."""
    return np.stack([index.passage_before[passages], index.passage_after[passages]], axis=1)


def neighbour_features(
    index: Index, pool: Pool, signals: Signals, vectors: Floats
) -> dict[str, Floats]:
    """How well the neighbours fit the question; -1 or 0 without any.

    Args:
        vectors: (n, d) of the candidates.
    """
    beside = neighbours(index, pool.passages)
    there = beside != NOBODY
    at = np.where(there, beside, 0)
    around = np.asarray(index.passage_vectors[at.ravel()]).reshape(*at.shape, -1)
    around = np.where(there[:, :, None], around, 0)
    whole = vectors + around.sum(1) / 2
    whole /= np.maximum(np.linalg.norm(whole, axis=1, keepdims=True), 1e-6)
    walk = pool.walks[0] / max(float(pool.walks[0].max(initial=0)), 1e-12)
    words = shares_of(signals.bm25, index.graph.n_passages)
    return {
        "beside": there.sum(1).astype(np.float32),
        "before_best": np.where(there, signals.best[at], -1)[:, 0],
        "after_best": np.where(there, signals.best[at], -1)[:, 1],
        "beside_dense": np.where(there, around @ signals.vector, -1).max(1),
        "beside_bm25": np.where(there, words[at], 0).max(1),
        "beside_walk": np.log(np.where(there, walk[at], 0).max(1) + 1e-6),
        "context_dense": whole @ signals.vector,
    }


def neighbour_shares(index: Index, pool: Pool, share: Floats) -> dict[str, Floats]:
    """How strong the neighbours are among the candidates.

    Args:
        share: (n,) of each candidate, in [0, 1].
    """
    slot = np.full(index.graph.n_passages + 1, -1, dtype=np.int32)  # the last: nobody
    slot[pool.passages] = np.arange(len(pool.passages), dtype=np.int32)
    where = slot[neighbours(index, pool.passages)]
    found = np.where(where >= 0, share[where], 0)
    return {"before_share": found[:, 0], "after_share": found[:, 1], "beside_share": found.sum(1)}
