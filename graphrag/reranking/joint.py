"""Second look: each candidate in the light of the others' first scores.

A chain needs its links: a candidate gains when a strong candidate names it in a sentence that fits
the question, when it completes the words of the question that its partner leaves uncovered, and
loses when a stronger passage has the same title.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphrag.reranking.features import Features
from graphrag.reranking.links import NONE

Floats = NDArray[np.float32]


def joint_features(features: Features, alone: Floats) -> tuple[tuple[str, ...], Floats]:
    """Names and values (n, f + more): all first features and those that need `alone`.

    Args:
        alone: (n,) log-odds of each candidate, scored on its own.
    """
    share = 1 / (1 + np.exp(-alone))
    links, n = features.links, len(alone)
    score, has = links.similarity, links.similarity > NONE
    order = np.argsort(-alone, kind="stable")
    rank = np.empty(n, np.float32)
    rank[order] = np.arange(n)
    fifth = alone[order[min(4, n - 1)]]
    into = np.where(has, share[:, None], 0)
    out = np.where(has, share[None, :], 0)
    heard = np.where(has, share[:, None] * np.exp(score * 3), 0)
    says = np.where(has, share[None, :] * np.exp(score * 3), 0)
    twins = np.where(links.same_title, alone[None, :], -20.0)
    np.fill_diagonal(twins, -20.0)
    extra = {
        "alone": alone,
        "alone_rank": np.log1p(rank),
        "alone_gap": alone - alone.max(initial=-20),
        "alone_over_fifth": alone - fifth,
        "in_share": into.max(0, initial=0),
        "in_share_sum": into.sum(0),
        "out_share": out.max(1, initial=0),
        "out_share_sum": out.sum(1),
        "in_heard": heard.max(0, initial=0),
        "out_says": says.max(1, initial=0),
        "twin": twins.max(1, initial=-20),
        "strong": np.full(n, share.sum()),
        "second": np.full(n, share[order[min(1, n - 1)]]),
    }
    added = np.stack([np.asarray(column, np.float32) for column in extra.values()], axis=1)
    return features.names + tuple(extra), np.concatenate([features.values, added], axis=1)
