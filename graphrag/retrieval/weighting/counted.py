"""Static edge weights (HippoRAG 2, arXiv 2502.14802): what was counted, and nothing else.

    relation   number of facts       context   1       alias   0.3

An alias edge stands where HippoRAG 2 joins synonyms.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphrag.retrieval.weighting.static import ALIAS_WEIGHT
from graphrag.storage.graph import CONTEXT, RELATION
from graphrag.storage.view import View

Floats = NDArray[np.float32]


def counted_weights(view: View) -> Floats:
    """(n_edges,) weights of all edges."""
    graph = view.graph
    weights = np.full(len(graph.source), ALIAS_WEIGHT, dtype=np.float32)
    weights[graph.kind == CONTEXT] = 1.0
    rows = graph.kind == RELATION
    weights[rows] = graph.weight[rows]
    return weights
