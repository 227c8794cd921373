"""Second look: each candidate in the light of the others.

A chain needs its links: a candidate gains when a strong candidate names it in a sentence that fits
the question, and when it is near to what is left of the question after a strong candidate has been
read (`hops.py`); it loses when a stronger passage has the same title.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.retrieval.linking.signals import Signals
from graphrag.retrieval.reranking.features import Features, compute_features
from graphrag.retrieval.reranking.hop_features import hop_features
from graphrag.retrieval.reranking.hops import SubQuestion, next_hops, widen
from graphrag.retrieval.reranking.links import NONE, Links
from graphrag.retrieval.reranking.neighbours import NOBODY, neighbour_shares, neighbours
from graphrag.retrieval.reranking.pool import Pool
from graphrag.storage.ragged import distinct

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]
_ABSENT = -20.0  # log-odds of a passage that is not there
_OPENED = 5  # candidates whose neighbours in the document are looked at too


@dataclass(frozen=True, slots=True, eq=False)
class SecondLook:
    """The widened pool, its candidates' own features, and the joint ones: (n, len(names))."""

    pool: Pool
    features: Features
    alone: Floats
    names: tuple[str, ...]
    values: Floats
    hops: tuple[SubQuestion, ...]


def look_again(
    index: Index,
    pool: Pool,
    signals: Signals,
    alone: Floats,
    score: Callable[[Features], Floats],
    pool_hop: int,
) -> SecondLook:
    """Follow the next hops from the best candidates, then compare all candidates.

    Args:
        alone: (n,) log-odds of each candidate of `pool` on its own.
        score: computes the same for the widened pool.
        pool_hop: passages that each next hop adds to the pool.
    """
    wide = _with_neighbours(index, pool, alone)
    hops = next_hops(index, pool, signals, alone, within=wide.passages)
    pool = widen(wide, hops, pool_hop)
    features = compute_features(index, pool, signals)
    alone = score(features)
    share = (1 / (1 + np.exp(-alone))).astype(np.float32)
    extra = _standing(alone) | _neighbours(features.links, share, alone)
    extra |= neighbour_shares(index, pool, share)
    extra |= hop_features(pool, hops, features.column("best"))
    values = np.stack([np.asarray(column, np.float32) for column in extra.values()], axis=1)
    return SecondLook(pool, features, alone, tuple(extra), values, hops.hops)


def _with_neighbours(index: Index, pool: Pool, alone: Floats) -> Pool:
    """The pool and what stands next to its most likely candidates."""
    likely = pool.passages[np.argsort(-alone, kind="stable")[:_OPENED]]
    beside = neighbours(index, likely)
    passages = distinct(np.append(pool.passages, beside[beside != NOBODY])).astype(np.int32)
    return replace(pool, passages=passages)


def _standing(alone: Floats) -> dict[str, Floats]:
    """Where a candidate stands among all."""
    n = len(alone)
    order = np.argsort(-alone, kind="stable")
    rank = np.empty(n, np.float32)
    rank[order] = np.arange(n, dtype=np.float32)
    share = 1 / (1 + np.exp(-alone))
    return {
        "alone": alone,
        "alone_rank": np.log1p(rank),
        "alone_gap": alone - alone.max(initial=_ABSENT),
        "alone_over_fifth": alone - alone[order[min(4, n - 1)]],
        "strong": np.full(n, share.sum(), np.float32),
        "second": np.full(n, share[order[min(1, n - 1)]], np.float32),
    }


def _neighbours(links: Links, share: Floats, alone: Floats) -> dict[str, Floats]:
    """How strong the candidates are that name a candidate, and those it names."""
    has = links.similarity > NONE
    fit = np.where(has, np.exp(3 * links.similarity), 0)
    into, out = np.where(has, share[:, None], 0), np.where(has, share[None, :], 0)
    twins = np.where(links.same_title, alone[None, :], _ABSENT)
    np.fill_diagonal(twins, _ABSENT)
    return {
        "in_share": into.max(0, initial=0),
        "in_share_sum": into.sum(0),
        "out_share": out.max(1, initial=0),
        "out_share_sum": out.sum(1),
        "in_heard": (into * fit).max(0, initial=0),
        "out_says": (out * fit).max(1, initial=0),
        "twin": twins.max(1, initial=_ABSENT),
    }
