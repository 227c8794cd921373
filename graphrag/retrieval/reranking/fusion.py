"""Several rankings as one: min-rank, reciprocal ranks (SIGIR 2009), additive (arXiv 2603.27910).

min-rank   max over lists of 1 / (1 + rank), ties by the mean rank: sums bury the passage that only
           the graph can see
rrf        Σ over lists of 1 / (61 + rank)  (Cormack, Clarke & Buettcher, SIGIR 2009)
additive   0.1 · PPR / max PPR + 1.0 · cosine / max cosine  (GAAMA, arXiv 2603.27910)

Ranks count from 0.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
RRF_K = 61
PPR_SHARE, COSINE_SHARE = 0.1, 1.0


def min_rank(ranks: Floats) -> Floats:
    """(n,) scores from ranks (lists, n)."""
    return np.asarray(1 / (1 + ranks.min(0)) + 1e-3 / (1 + ranks.mean(0)), dtype=np.float32)


def reciprocal_ranks(ranks: Floats) -> Floats:
    """(n,) scores from ranks (lists, n)."""
    return np.asarray((1 / (RRF_K + ranks)).sum(0), dtype=np.float32)


def additive(ppr: Floats, cosine: Floats) -> Floats:
    """(n,) scores from those of a walk and of the vectors, both (n,)."""
    parts = ((PPR_SHARE, ppr), (COSINE_SHARE, cosine))
    scaled = [share * values / max(float(values.max(initial=0)), 1e-12) for share, values in parts]
    return np.asarray(sum(scaled), dtype=np.float32)
