"""How the next hops see each candidate; a hop says nothing of the passages on its own path."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphrag.retrieval.reranking.hops import NextHops
from graphrag.retrieval.reranking.pool import Pool

Floats = NDArray[np.float32]
NAMES = (
    *("hop", "hop_gain", "hop_gap", "hop_rank", "hop_first", "hop_first_rank"),
    *("hop_own_gap", "hop_share", "hop_weighed", "hop_weighed_rank", "hop_top"),
)
_PLACES = 5.0  # ranks that a hop loses when it is e times less likely
_EVEN = 1e-5  # hops that ask alike differ by rounding, and differently on each kind of processor


def hop_features(pool: Pool, hops: NextHops, best: Floats) -> dict[str, Floats]:
    """(n,) values by name, zeros without a hop.

    Args:
        pool: the candidates, all among `hops.passages`.
        hops: from `next_hops`.
        best: (n,) how near each candidate is to the question itself.
    """
    if not hops.hops:
        return {name: np.zeros(len(pool.passages), np.float32) for name in NAMES}
    place = np.searchsorted(hops.passages, pool.passages)
    reach = hops.reach[:, place]
    rank = np.stack([np.searchsorted(np.sort(-row), -row[place]) for row in hops.reach])
    share = np.array([[hop.stand.share] for hop in hops.hops])
    origin = hops.hops[0].stand
    first = [number for number, hop in enumerate(hops.hops) if hop.stand is origin]
    nearest = reach.max(0)
    values = (
        nearest,
        nearest - best,
        nearest - nearest.max(),
        np.log1p(rank.min(0)),
        reach[first].max(0),
        np.log1p(rank[first].min(0)),
        (reach - hops.reach.max(1, keepdims=True)).max(0),
        np.where(reach >= nearest - _EVEN, share, 0).max(0),
        (reach * share).max(0),
        np.log1p((rank - _PLACES * np.log(share + 1e-3)).min(0)),
        ((rank == 0) * share).max(0),
    )
    return dict(zip(NAMES, (np.asarray(v, np.float32) for v in values), strict=True))
