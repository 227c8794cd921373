"""Exact Personalized PageRank by igraph's PRPACK: the reference the fast solver is tested with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from graphrag.storage.view import View

Floats = NDArray[np.float32]


def solve_exact(
    view: View, weights: Floats, reset: Floats, damping: float, against: Floats | None = None
) -> Floats:
    """All scores. Vertices without weighted edges keep what reaches them (a self-loop each).

    Args:
        against: weights from target to source, where they differ.
    """
    import igraph

    graph, directed = view.graph, against is not None
    back = weights if against is None else against
    pairs = list(zip(graph.source.tolist(), graph.target.tolist(), strict=True))
    strength = np.zeros(graph.n_nodes)
    np.add.at(strength, graph.source, weights)
    np.add.at(strength, graph.target, back)
    values = weights.tolist()
    if directed:
        pairs += [(target, source) for source, target in pairs]
        values += back.tolist()
    alone = np.flatnonzero(strength == 0).tolist()
    built = igraph.Graph(n=graph.n_nodes, edges=pairs + [(v, v) for v in alone], directed=directed)
    scores = built.personalized_pagerank(
        damping=damping,
        reset=reset.tolist(),
        weights=values + [1.0] * len(alone),
        implementation="prpack",
    )
    return np.asarray(scores, dtype=np.float32)
