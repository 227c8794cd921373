"""The final order of the pool: learned, or by one of three fixed rules for comparison.

learned    trees over all features, then trees that also see how the linked candidates did
min-rank   each candidate's best rank over walk, dense and BM25
rrf        Σ 1 / (60 + rank)  (Cormack, Clarke & Buettcher, SIGIR 2009)
ppr        the first walk alone
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphrag.reranking.features import Features
from graphrag.reranking.joint import joint_features
from graphrag.reranking.trees import load_trees
from graphrag.settings import Reranking

Floats = NDArray[np.float32]
_RANKS = ("walk0_rank", "walk1_rank", "walk2_rank", "dense_rank", "bm25_rank")


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """`order` holds candidate numbers, best first; `score` (n,) is per candidate number."""

    order: NDArray[np.int64]
    score: Floats
    alone: Floats  # (n,) the score before the other candidates were looked at


def order_pool(features: Features, section: Reranking) -> Ranking:
    """Order the candidates; ties keep the pool's order."""
    if section.ranker == "learned":
        alone = load_trees("alone").predict(features.names, features.values)
        if not section.joint:
            return _ranking(_share(alone), alone)
        names, values = joint_features(features, alone)
        return _ranking(_share(load_trees("joint").predict(names, values)), alone)
    if section.ranker == "ppr":
        score = np.exp(features.column("walk0"))
    else:
        ranks = np.expm1(np.stack([features.column(name) for name in _RANKS]))
        best = 1 / (1 + ranks.min(0)) + 1e-3 / (1 + ranks.mean(0))
        score = best if section.ranker == "min-rank" else (1 / (61 + ranks)).sum(0)
    score = score.astype(np.float32)
    return _ranking(score, score)


def _ranking(score: Floats, alone: Floats) -> Ranking:
    return Ranking(np.argsort(-score, kind="stable"), score, alone)


def _share(log_odds: Floats) -> Floats:
    return (1 / (1 + np.exp(-log_odds))).astype(np.float32)
