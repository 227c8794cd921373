"""The pool: passages worth ranking, from every walk and both lists.

A graph walk sees the far end of a chain, a list sees what resembles the question; their union
holds what either alone would lose (SAG, arXiv 2606.15971: choose well among 50-100). Where fact
paths are searched, the passages that state them join.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphrag.retrieval.linking.highest import highest
from graphrag.retrieval.linking.signals import Signals
from graphrag.settings import Reranking
from graphrag.storage.ragged import distinct

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """n candidate passages and what each walk thought of all passages."""

    passages: Ints  # (n,) positions, ascending
    walks: tuple[Floats, ...]  # each (P,)


def gather_pool(walks: Sequence[Floats], signals: Signals, section: Reranking, k: int) -> Pool:
    """The first of each walk and list; more of them when more than usual are asked for.

    Args:
        walks: passage scores (P,) of each walk.
        k: number of passages wanted in the end.
    """
    from_walk = max(section.pool_walk, k)
    from_list = max(section.pool_list, k // 3) if section.pool_list else 0
    chosen = [top(walk, from_walk) for walk in walks]
    chosen += [positions[:from_list] for positions, _ in (signals.dense, signals.bm25)]
    if signals.path_passages:
        chosen.append(np.array(signals.path_passages, dtype=np.int32))
    return Pool(distinct(np.concatenate(chosen)).astype(np.int32), tuple(walks))


def top(scores: Floats, k: int) -> Ints:
    """Positions of the `k` highest positive scores, best first, ties by position."""
    some = highest(scores, k)
    return some[scores[some] > 0].astype(np.int32)
