"""Personalized PageRank by power iteration (Page et al. 1999), also where directions differ.

    x ← d · Wᵀ x + (1 − d) · r    from x = r, until Σ |change| < 1e-9

Every sweep shrinks the error by d, whatever the weights; it looks at all edges. A vertex without
weighted edges out of it keeps what reaches it (a self-loop).
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
CLOSE = 1e-9


def solve_power(
    indptr: NDArray[np.int64],
    neighbour: NDArray[np.uint32],
    edge: NDArray[np.int32],
    along: Floats,
    against: Floats,
    reset: Floats,
    damping: float,
) -> Floats:
    """All scores; arguments as checked by the guard.

    Args:
        along: (n_edges,) weights from the lower vertex of an edge to the higher one.
        against: (n_edges,) weights back.
    """
    scores: Floats = _iterate(indptr, neighbour, edge, along, against, reset, damping)
    shares: Floats = (scores / scores.sum()).astype(np.float32)
    return shares


@numba.njit(cache=True, nogil=True, fastmath=False)
def _iterate(indptr, neighbour, edge, along, against, reset, damping):  # type: ignore[no-untyped-def]
    n = len(indptr) - 1
    out = np.zeros(n, np.float64)
    for v in range(n):
        for half in range(indptr[v], indptr[v + 1]):
            out[v] += along[edge[half]] if v < neighbour[half] else against[edge[half]]
    r = reset.astype(np.float64)
    x = r.copy()
    change = 1.0
    while change >= CLOSE:
        after = (1.0 - damping) * r
        for v in range(n):
            if x[v] == 0.0:
                continue
            if out[v] == 0.0:
                after[v] += damping * x[v]
                continue
            share = damping * x[v] / out[v]
            for half in range(indptr[v], indptr[v + 1]):
                weight = along[edge[half]] if v < neighbour[half] else against[edge[half]]
                after[neighbour[half]] += share * weight
        change = np.abs(after - x).sum()
        x = after
    return x
