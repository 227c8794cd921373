"""One walk with a question's own weights: our push, igraph, and SciPy's power iteration."""

from __future__ import annotations

import igraph
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, diags_array

from benchmarks.table import Table, milliseconds
from graphrag.retrieval.pagerank.guard import EPSILON
from graphrag.retrieval.pagerank.push import Work, borrowed, solve_push
from graphrag.retrieval.weighting.edge_weights import given

DAMPING, SEEDS = 0.5, 6
Pairs = NDArray[np.int64]


def random_graph(n_edges: int) -> tuple[int, Pairs]:
    """Vertices and (edges, 2) pairs whose degrees fall off like a power law; no loops."""
    rng = np.random.default_rng(0)
    n = n_edges // 5
    ends = (n * rng.random((2 * n_edges, 2)) ** [1.0, 3.0]).astype(np.int64)
    ends = np.unique(np.sort(ends[ends[:, 0] != ends[:, 1]], axis=1), axis=0)
    return n, ends[rng.permutation(len(ends))[:n_edges]]


def run(sizes: tuple[int, ...] = (100_000, 1_000_000)) -> Table:
    """Median milliseconds a walk, and how many of igraph's first 20 the others find."""
    rows = []
    for size in sizes:
        rows += _one_size(size)
    heads = ("edges", "solver", "ms a walk", "of igraph's first 20")
    return Table(f"Personalized PageRank, {SEEDS} seeds, damping {DAMPING}", heads, rows)


def _one_size(size: int) -> list[tuple[str, ...]]:
    n, pairs = random_graph(size)
    rng = np.random.default_rng(1)
    weights = rng.uniform(0.1, 1.0, len(pairs)).astype(np.float32)
    reset = np.zeros(n, dtype=np.float32)
    reset[rng.choice(pairs.ravel(), SEEDS, replace=False)] = 1 / SEEDS

    both = np.concatenate([pairs, pairs[:, ::-1]])
    order = np.argsort(both[:, 0], kind="stable")
    indptr = np.searchsorted(both[order, 0], np.arange(n + 1)).astype(np.int64)
    neighbour = both[order, 1].astype(np.uint32)
    edge = np.tile(np.arange(len(pairs), dtype=np.int32), 2)[order]
    graph = igraph.Graph(n=n, edges=list(map(tuple, pairs.tolist())))

    adjacency = (indptr, neighbour, edge, np.empty(0, np.int32))
    work: list[Work] = []

    def push() -> object:
        seeds = np.flatnonzero(reset).astype(np.int32)
        scores = np.zeros(n, dtype=np.float32)
        with borrowed(work, n, len(edge)) as arrays:
            touched, found = solve_push(
                adjacency, given(weights), seeds, reset[seeds], DAMPING, EPSILON, arrays
            )
        scores[touched] = found
        return scores

    def prpack() -> object:
        return graph.personalized_pagerank(
            damping=DAMPING, reset=reset.tolist(), weights=weights.tolist()
        )

    def power() -> object:
        return _power(n, pairs, weights, reset)

    wanted = _first20(prpack())
    rows: list[tuple[str, ...]] = []
    for name, solve in (("ours, push", push), ("igraph, PRPACK", prpack), ("SciPy, power", power)):
        repeats = 3 if size >= 1_000_000 else 10
        found = len(wanted & _first20(solve()))
        rows.append((f"{size:,}", name, f"{milliseconds(solve, repeats):.2f}", f"{found}"))
    return rows


def _power(
    n: int, pairs: Pairs, weights: NDArray[np.float32], reset: NDArray[np.float32]
) -> object:
    """Twenty rounds from new weights: at damping 0.5 what is left is below 1e-6."""
    matrix = coo_array((weights, pairs.T), shape=(n, n)).tocsr()
    matrix = matrix + matrix.T
    strength = matrix.sum(axis=0)
    matrix = matrix @ diags_array(1 / np.maximum(strength, 1e-12), dtype=np.float32)
    scores = reset
    for _ in range(20):
        scores = DAMPING * (matrix @ scores) + (1 - DAMPING) * reset
    return scores


def _first20(scores: object) -> set[int]:
    return set(np.argsort(-np.asarray(scores), kind="stable")[:20].tolist())
