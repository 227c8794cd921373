"""Edge weights by kind, hubs scaled down (GAAMA, arXiv 2603.27910).

    w(u, v) = base(kind) · min(1, 50 / max(degree(u), degree(v)))

GAAMA's bases are 0.8 for edges it is sure of and 0.5 for the others; degrees above 50 are hubs.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphrag.storage.graph import ALIAS, CONTEXT, RELATION
from graphrag.storage.view import View

Floats = NDArray[np.float32]
BASE = {RELATION: 0.8, CONTEXT: 0.8, ALIAS: 0.5}
HUB = 50


def typed_weights(view: View) -> Floats:
    """(n_edges,) weights of all edges."""
    graph = view.graph
    degree = np.diff(view.indptr)
    larger = np.maximum(degree[graph.source], degree[graph.target])
    base = np.zeros(len(graph.source), dtype=np.float32)
    for kind, weight in BASE.items():
        base[graph.kind == kind] = weight
    return (base * np.minimum(1, HUB / np.maximum(larger, 1))).astype(np.float32)
