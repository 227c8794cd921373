"""Retrieval metrics with binary relevance: recall@k, all-recall@k, MRR, nDCG@k.

`returned` are ids, best first; a repeated id counts once, at its first place. `gold` are the ids of
the supporting passages, not empty.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from math import log2


def ranks_of_gold(returned: Iterable[str], gold: Collection[str]) -> list[int]:
    """1-based ranks at which gold passages stand, ascending."""
    order = list(dict.fromkeys(returned))
    return [rank for rank, identifier in enumerate(order, start=1) if identifier in gold]


def recall(returned: Sequence[str], gold: Collection[str], k: int) -> float:
    """Share of the gold passages among the first k."""
    return sum(rank <= k for rank in ranks_of_gold(returned, gold)) / len(set(gold))


def all_recall(returned: Sequence[str], gold: Collection[str], k: int) -> float:
    """1 when every gold passage is among the first k, else 0."""
    return float(recall(returned, gold, k) == 1.0)


def reciprocal_rank(returned: Sequence[str], gold: Collection[str]) -> float:
    """1 / rank of the first gold passage; 0 when none is returned."""
    ranks = ranks_of_gold(returned, gold)
    return 1.0 / ranks[0] if ranks else 0.0


def ndcg(returned: Sequence[str], gold: Collection[str], k: int) -> float:
    """Σ 1/log2(1+rank) over gold in the first k, divided by its best value (Järvelin & Kekäläinen).

    The best value has min(k, gold) passages at the top.
    """
    gain = sum(1.0 / log2(1 + rank) for rank in ranks_of_gold(returned, gold) if rank <= k)
    best = sum(1.0 / log2(1 + rank) for rank in range(1, min(k, len(set(gold))) + 1))
    return gain / best
