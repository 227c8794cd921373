"""The final order of the pool: learned, or by a fixed rule for comparison.

learned    trees over each candidate's features, then trees that see the others too (joint), leaning
           on the plain lists where the trees doubt although these agree; where doubt is left, the
           first are read (`third_look.py`)
unread     the same without reading
hedged     these trees, leaning on BM25 wherever they doubt
alone      the first of these trees only
min-rank   each candidate's best rank over walks, dense and BM25
rrf        reciprocal ranks over the same lists
additive   first walk and cosine, added
feedback   cosine to the question and the first walk's best, as one vector
ppr        the first walk alone
lists      rrf over dense and BM25 only: what is left where no entity is known
words      BM25 only: what is left where the encoder does not know the question's script

The first five of any order may be chosen anew as a set (`select`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.retrieval.linking.signals import Signals
from graphrag.retrieval.reranking.features import Features, compute_features
from graphrag.retrieval.reranking.feedback import feedback_scores
from graphrag.retrieval.reranking.fusion import additive, min_rank, reciprocal_ranks
from graphrag.retrieval.reranking.hedge import hedged_order
from graphrag.retrieval.reranking.hops import SubQuestion
from graphrag.retrieval.reranking.joint import look_again
from graphrag.retrieval.reranking.lean import leaning_order
from graphrag.retrieval.reranking.marginal import TIE, select_jointly
from graphrag.retrieval.reranking.pool import Pool
from graphrag.retrieval.reranking.trees import load_trees
from graphrag.settings import Reranking

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]
LEARNED = ("learned", "unread", "hedged", "alone")
_RANKS = ("walk0_rank", "walk1_rank", "walk2_rank", "dense_rank", "bm25_rank")


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """The candidates (the pool may have grown), their features, and their order."""

    pool: Pool
    features: Features
    order: NDArray[np.int64]  # candidate numbers, best first
    score: Floats  # (n,) in [0, 1] when learned
    alone: Floats  # (n,) the score before the other candidates were looked at
    hops: tuple[SubQuestion, ...] = ()  # what was asked on
    heard: Mapping[int, float] = field(
        default_factory=dict
    )  # candidates read: log-odds of an answer


def rank_pool(index: Index, pool: Pool, signals: Signals, section: Reranking) -> Ranking:
    """Order the candidates; ties keep the order of the corpus."""
    ranking = _rank(index, pool, signals, section)
    if section.select == "best":
        return ranking
    passages, links = ranking.pool.passages, ranking.features.links
    tie = TIE if section.select == "marginal" else 0.0
    order = select_jointly(index.terms, signals.question, passages, links, ranking.score, tie=tie)
    return replace(ranking, order=order)


def _rank(index: Index, pool: Pool, signals: Signals, section: Reranking) -> Ranking:
    features = compute_features(index, pool, signals)
    if section.ranker == "feedback":
        vectors = np.asarray(index.passage_vectors[pool.passages])
        first = features.column("walk0")
        score = feedback_scores(signals.vector, vectors, first)
        return _ranking(pool, features, score, score)
    if section.ranker not in LEARNED:
        score = _fixed(features, section.ranker)
        return _ranking(pool, features, score, score)
    alone = score_alone(features)
    if section.ranker == "alone":
        return _ranking(pool, features, _share(alone), alone)
    again = look_again(index, pool, signals, alone, score_alone, section.pool_hop)
    joint = load_trees("joint").predict(again.names, again.values)
    ranking = _ranking(again.pool, again.features, _share(joint), again.alone)
    if section.ranker == "hedged":
        words = np.expm1(ranking.features.column("bm25_rank"))
        order = hedged_order(ranking.score, words)
    else:
        order = leaning_order(ranking.score, ranking.features)
    return replace(ranking, order=order, hops=again.hops)


def score_alone(features: Features) -> Floats:
    """(n,) log-odds that a candidate is needed, from its own features."""
    return load_trees("alone").predict(features.names, features.values)


def _fixed(features: Features, ranker: str) -> Floats:
    if ranker == "ppr":
        return np.exp(features.column("walk0"))
    if ranker == "additive":
        return additive(np.exp(features.column("walk0")), features.column("dense"))
    lists = {"lists": _RANKS[-2:], "words": _RANKS[-1:]}.get(ranker, _RANKS)
    ranks = np.expm1(np.stack([features.column(name) for name in lists]))
    return min_rank(ranks) if ranker == "min-rank" else reciprocal_ranks(ranks)


def _ranking(pool: Pool, features: Features, score: Floats, alone: Floats) -> Ranking:
    return Ranking(pool, features, np.argsort(-score, kind="stable"), score, alone)


def _share(log_odds: Floats) -> Floats:
    return (1 / (1 + np.exp(-log_odds))).astype(np.float32)
