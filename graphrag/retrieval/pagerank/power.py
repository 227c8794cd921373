"""Personalized PageRank by power iteration (Page et al. 1999), also where directions differ.

    x ← d · Wᵀ x + (1 − d) · r    from x = r, until Σ |change| < 1e-9

Every sweep shrinks the error by d, whatever the weights; it looks at all edges. A vertex without
weighted edges out of it keeps what reaches it (a self-loop).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphrag.machine.compiled import kernel

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
    start = reset.astype(np.float64)
    scores, after, out = start.copy(), np.empty_like(start), np.zeros_like(start)
    _iterate(indptr, neighbour, edge, along, against, start, out, after, scores, float(damping))
    shares: Floats = (scores / scores.sum()).astype(np.float32)
    return shares


@kernel("i8: u4: i4: f4: f4: f8: f8: f8: f8: f8")
def _iterate(  # type: ignore[no-untyped-def]
    indptr, neighbour, edge, along, against, r, out, after, x, damping
):
    n = len(indptr) - 1
    for v in range(n):
        for half in range(indptr[v], indptr[v + 1]):
            out[v] += along[edge[half]] if v < neighbour[half] else against[edge[half]]
    change = 1.0
    while change >= CLOSE:
        for v in range(n):
            after[v] = (1.0 - damping) * r[v]
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
        change = 0.0
        for v in range(n):
            change += abs(after[v] - x[v])
            x[v] = after[v]
