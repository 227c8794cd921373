"""Personalized PageRank by local forward push (Andersen, Chung & Lang, FOCS 2006).

Keeps an estimate p and a residual r with `ppr = p + Σ_v r(v) · ppr_v`. Pushing v moves
`(1 − d) · r(v)` into p(v) and spreads `d · r(v)` over v's neighbours by weight. Work stops when
every residual is small against its vertex's strength s(v) (the sum of its weights):

    r(v) ≤ ε · s(v) / mean strength

On an undirected graph the residual walk preserves that bound, hence the certificate
`p + (1 − d) · r ≤ ppr ≤ p + ε · s / mean strength`. Only vertices near the seeds are touched, and
nothing else costs time: weights are computed when they are read; a strength is summed only as far
as it takes to see that it is large enough; the work arrays are kept for the next walk and cleaned
where they were touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

from graphrag.machine.compiled import kernel
from graphrag.retrieval.weighting.edge_weights import EdgeWeights
from graphrag.storage.half_edges import SEVERAL

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Rows = tuple[NDArray[np.int64], NDArray[np.uint32], Ints, Ints]  # indptr, neighbour, edge, stating
_SIGNATURE = (
    "i8: u4: i4: i4: f4: f4: i8: i4: f4: f4: f8:: u1: i4: f4: i4: i8: f8: i4: i4: f8: i4: f8: f8 f8"
)
_WAITING, _TOUCHED, _SUMMED, _PUSHED = 1, 2, 4, 8  # flags of a vertex


class Work:
    """Arrays over all vertices and half-edges; those of vertices are zero between two questions."""

    def __init__(self, n: int, half_edges: int) -> None:
        # Residual and strength of a vertex lie together: a push reads both of every neighbour.
        self.state = np.zeros((n, 2), np.float64)
        self.estimate = np.zeros(n, np.float64)
        self.flags = np.zeros(n, np.uint8)
        self.summed = np.zeros(n, np.int32)  # half-edges whose weights are in the strength
        self.weights = np.empty(half_edges, np.float32)  # of those
        self.queue = np.empty(n, np.int32)
        self.touched = np.empty(n, np.int32)  # by this walk
        self.scores = np.empty(n, np.float64)  # of those
        self.met = np.empty(n, np.int32)  # by this question: those whose strength was summed
        self.sizes = np.zeros(2, np.int64)  # of `touched` and of `met`

    @property
    def arrays(self) -> tuple[NDArray[np.generic], ...]:
        """What the kernel takes."""
        sums = (self.state, self.flags, self.summed, self.weights, self.met, self.sizes)
        return (*sums, self.estimate, self.queue, self.touched, self.scores)


@contextmanager
def borrowed(spare: list[Work], n: int, half_edges: int) -> Iterator[Work]:
    """A set of work arrays for one question; put back clean."""
    try:
        work = spare.pop()
    except IndexError:
        work = Work(n, half_edges)
    yield work  # what fails on the way is not put back
    met = work.met[: work.sizes[1]]
    work.state[met] = 0
    work.summed[met] = 0
    work.flags[met] = 0
    work.sizes[1] = 0
    spare.append(work)


def solve_push(
    rows: Rows,
    weights: EdgeWeights,
    seeds: Ints,
    mass: Floats,
    damping: float,
    epsilon: float,
    work: Work,
) -> tuple[Ints, Floats]:
    """The vertices that were touched and their scores p + (1 − d) · r, which sum to one.

    Args:
        rows: the graph's half-edges in CSR order, and what states them (`storage.half_edges`).
        weights: as checked by the guard, or made of what was.
        seeds: the vertices of positive reset mass.
        mass: of each of them; sums to one.
        work: for this graph, and for one question: its walks share their weights.
    """
    n, half_edges = len(rows[0]) - 1, len(rows[1])
    mean = weights.mean or float(weights.all().mean(dtype=np.float64)) if half_edges else 0.0
    bound = epsilon / (mean * half_edges / n) if mean > 0 else 0.0
    start = mass.astype(np.float64)
    _push(*rows, weights.halves, *weights.parts, *work.arrays, seeds, start, float(damping), bound)
    touched, scores = work.touched[: work.sizes[0]].copy(), work.scores[: work.sizes[0]]
    work.sizes[0] = 0
    return touched, (scores / scores.sum()).astype(np.float32)


@kernel(_SIGNATURE)
def _push(  # type: ignore[no-untyped-def] # noqa: C901 (no calls: they cost more than the work)
    indptr, neighbour, edge, stating, halves, static, stated, sentences, factor, titled, state,
    flags, summed, read, met, sizes, p, queue, touched, scores, seeds, mass, damping, bound,
):  # fmt: skip
    n = len(indptr) - 1
    kept = 1.0 - damping
    head, size, seeded = 0, 0, 0
    while seeded < len(seeds) or size > 0:
        # First the seeds, each as if it were the only neighbour of a vertex that is pushed.
        if seeded < len(seeds):
            first, past, share = 0, 1, mass[seeded]
        else:
            v = queue[head]
            head = head + 1 if head + 1 < n else 0
            size -= 1
            flags[v] = flags[v] & ~np.uint8(_WAITING) | np.uint8(_PUSHED)
            p[v] += kept * state[v, 0]
            share = damping * state[v, 0] / state[v, 1]
            state[v, 0] = 0.0
            first, past = indptr[v], indptr[v + 1]
        for half in range(first, past):
            if seeded < len(seeds):
                u, moved = np.int64(seeds[seeded]), share
            else:
                u, moved = np.int64(neighbour[half]), share * read[half]
            if moved == 0.0:
                continue
            before = state[u, 0]
            after = before + moved
            state[u, 0] = after
            if before == 0.0 and not flags[u] & _TOUCHED:
                flags[u] |= _TOUCHED
                touched[sizes[0]] = u
                sizes[0] += 1
            if after <= bound * state[u, 1] or flags[u] & _WAITING:
                continue
            # Sum the strength on until it is seen to be large enough, or ends.
            total = state[u, 1]
            spot, end = indptr[u] + summed[u], indptr[u + 1]
            if summed[u] == 0 and not flags[u] & _SUMMED:
                met[sizes[1]] = u
                sizes[1] += 1
            while spot < end and after > bound * total:
                # In a large graph what lies in another order is waited for: it is read at need.
                w = halves[spot] if len(halves) > 0 else static[edge[spot]]
                one = stating[spot] if len(stating) > 0 else SEVERAL
                e = edge[spot] if one == SEVERAL else np.int32(0)
                if len(stated) > 0 and one != SEVERAL:
                    w *= factor[one] if one >= 0 else titled[-1 - one]
                elif len(stated) > 0 and stated[e] < stated[e + 1]:
                    fit = np.float32(0.0)
                    for row in range(stated[e], stated[e + 1]):
                        s = sentences[row]
                        fit += factor[s] if s >= 0 else titled[-1 - s]
                    w *= fit
                read[spot] = w
                total += w
                spot += 1
            state[u, 1] = total
            summed[u] = spot - indptr[u]
            if spot == end:
                flags[u] |= _SUMMED
            # A vertex without weighted edges has a self-loop: all its mass stays where it is.
            if after > bound * total and total > 0:
                tail = head + size
                queue[tail if tail < n else tail - n] = u
                flags[u] |= _WAITING
                size += 1
        if seeded < len(seeds):
            seeded += 1
    for place in range(sizes[0]):
        v = touched[place]
        alone = flags[v] & _SUMMED and state[v, 1] == 0
        scores[place] = state[v, 0] if alone else kept * state[v, 0]
        if flags[v] & _PUSHED:  # most are met only, and have no estimate
            scores[place] += p[v]
            p[v] = 0.0
        state[v, 0] = 0.0
        flags[v] &= np.uint8(_SUMMED)
