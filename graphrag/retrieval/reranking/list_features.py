"""Features of each candidate from the ranked lists: walks, dense, BM25, best sentence."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphrag.retrieval.linking.signals import Signals, ranks
from graphrag.retrieval.reranking.pool import Pool
from graphrag.storage.stores import Hits

Floats = NDArray[np.float32]


def list_features(
    pool: Pool, signals: Signals, vectors: Floats, first_sentence: NDArray[np.int32]
) -> dict[str, Floats]:
    """Scores and log ranks; `*_gap` is the distance to the best candidate.

    Args:
        vectors: (n, d) of the candidates.
        first_sentence: (P + 1,) sentence ranges of all passages.
    """
    found: dict[str, Floats] = {}
    for number, walk in enumerate(pool.walks):
        scores = walk[pool.passages]
        found[f"walk{number}"] = np.log(scores / max(float(walk.max()), 1e-12) + 1e-6)
        found[f"walk{number}_rank"] = np.log1p(_rank_among_all(walk, scores))
    n_passages = len(first_sentence) - 1
    similar = {
        "dense": vectors @ signals.vector,
        "best": signals.best[pool.passages],
        "residual_dense": vectors @ signals.residual,
        "residual_best": signals.residual_best[pool.passages],
        "bm25": shares_of(signals.bm25, n_passages)[pool.passages],
    }
    for name, values in similar.items():
        found[name] = values
        found[f"{name}_gap"] = values - values.max(initial=-1)
    found["dense_rank"] = np.log1p(ranks(signals.dense, n_passages)[pool.passages])
    found["bm25_rank"] = np.log1p(ranks(signals.bm25, n_passages)[pool.passages])
    found["best_rank"] = np.log1p(_rank_among_all(signals.best, found["best"]))
    found["best_over_dense"] = found["best"] - found["dense"]
    return found


def _rank_among_all(scores: Floats, chosen: Floats) -> Floats:
    """How many of all scores are higher than each chosen one."""
    higher = scores > chosen.min(initial=np.inf)
    few = 2 * np.count_nonzero(higher) < len(scores)  # most passages of a walk have no score
    some = np.sort(scores[higher] if few else scores)
    return (len(some) - np.searchsorted(some, chosen, side="right")).astype(np.float32)


def shares_of(hits: Hits, n_passages: int) -> Floats:
    """(P,) scores as a share of the best; 0 outside the list."""
    scores = np.zeros(n_passages, dtype=np.float32)
    if len(hits[0]):
        scores[hits[0]] = hits[1] / max(float(hits[1][0]), 1e-6)
    return scores
