"""Personalized PageRank by local forward push (Andersen, Chung & Lang, FOCS 2006).

Keeps an estimate p and a residual r with `ppr = p + Σ_v r(v) · ppr_v`. Pushing v moves
`(1 − d) · r(v)` into p(v) and spreads `d · r(v)` over v's neighbours by weight. Work stops when
every residual is small against its vertex's strength s(v) (the sum of its weights):

    r(v) ≤ ε · s(v) / mean strength

On an undirected graph the residual walk preserves that bound, hence the certificate
`p + (1 − d) · r ≤ ppr ≤ p + ε · s / mean strength`. Only vertices near the seeds are touched.
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def solve_push(
    indptr: NDArray[np.int64],
    neighbour: NDArray[np.uint32],
    edge: NDArray[np.int32],
    weights: Floats,
    strength: Floats,
    reset: Floats,
    damping: float,
    epsilon: float,
) -> Floats:
    """Scores p + (1 − d) · r, normalised to sum to one; arguments as checked by the guard."""
    scores: Floats = _push(indptr, neighbour, edge, weights, strength, reset, damping, epsilon)
    shares: Floats = (scores / scores.sum()).astype(np.float32)
    return shares


@numba.njit(cache=True, nogil=True, fastmath=False)
def _push(indptr, neighbour, edge, weights, strength, reset, damping, epsilon):  # type: ignore[no-untyped-def]
    n = len(indptr) - 1
    mean = np.float64(strength.sum()) / n
    bound = np.empty(n, np.float64)
    for v in range(n):
        # A vertex without weighted edges has a self-loop: all its mass stays where it is.
        bound[v] = epsilon * strength[v] / mean if strength[v] > 0 else np.inf
    p = np.zeros(n, np.float64)
    r = reset.astype(np.float64)
    queue = np.empty(n, np.int64)
    waiting = np.zeros(n, np.bool_)
    head, size = 0, 0
    for v in range(n):
        if r[v] > bound[v]:
            queue[size] = v
            waiting[v] = True
            size += 1
    while size > 0:
        v = queue[head]
        head = head + 1 if head + 1 < n else 0
        size -= 1
        waiting[v] = False
        mass = r[v]
        r[v] = 0.0
        p[v] += (1.0 - damping) * mass
        share = damping * mass / strength[v]
        for half in range(indptr[v], indptr[v + 1]):
            u = neighbour[half]
            r[u] += share * weights[edge[half]]
            if r[u] > bound[u] and not waiting[u]:
                tail = head + size
                queue[tail if tail < n else tail - n] = u
                waiting[u] = True
                size += 1
    for v in range(n):
        p[v] += r[v] if strength[v] == 0 else (1.0 - damping) * r[v]
    return p
