"""What kind of question and text this is, and how far the lists agree: alike for all candidates.

An order learned on some kinds of text has to know on which of its inputs it can lean. Where dense
search, BM25 and the walk name the same passages, any of them will do; where they do not, it matters
whether passages are long or short, share their titles, and are linked by names at all.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphrag.retrieval.linking.signals import Signals
from graphrag.retrieval.reranking.pool import Pool, top

Floats = NDArray[np.float32]
_FIRST = 5  # places of two lists that are compared


def doubt_features(pool: Pool, signals: Signals, found: dict[str, Floats]) -> dict[str, Floats]:
    """Constants of the pool as (n,) columns, and each candidate's best and mean place.

    Args:
        found: the features of the lists and of names.
    """
    n = len(pool.passages)
    lists = {
        "dense": signals.dense[0][:_FIRST],
        "bm25": signals.bm25[0][:_FIRST],
        "walk": top(pool.walks[0], _FIRST),
    }
    pairs = (("dense", "bm25"), ("dense", "walk"), ("bm25", "walk"))
    of_pool: dict[str, float] = {
        f"agree_{a}_{b}": len(set(lists[a].tolist()) & set(lists[b].tolist())) for a, b in pairs
    }
    of_pool |= {
        "dense_top": float(found["dense"].max(initial=0)),
        "best_top": float(found["best"].max(initial=0)),
        "dense_drop": _drop(found["dense"]),
        "best_drop": _drop(found["best"]),
        "bm25_drop": _drop(found["bm25"]),
        "pool_length": _median(found["length"]) if n else 0.0,
        "pool_titles": float((found["same_title"] > 1).mean()) if n else 0.0,
        "pool_beside": float((found["beside"] > 0).mean()) if n else 0.0,
    }
    ranks = np.stack([found[name] for name in ("dense_rank", "bm25_rank", "walk0_rank")])
    return {name: np.full(n, value, np.float32) for name, value in of_pool.items()} | {
        "rank_min": ranks.min(0),
        "rank_mean": ranks.mean(0),
    }


def _median(values: Floats) -> float:
    """NumPy's own, which loads its masked arrays when it is first asked."""
    middle = np.sort(values)[(len(values) - 1) // 2 : len(values) // 2 + 1]
    return float(middle.mean())


def _drop(values: Floats) -> float:
    """From the best to the fifth."""
    best = -np.sort(-values)[:_FIRST]
    return float(best[0] - best[-1]) if len(best) else 0.0
