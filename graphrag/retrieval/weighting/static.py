"""Edge weights without a question: kind, count and how specific the entities are.

    context    idf(e)                         idf(e) = log(1 + P / passages naming e)
    relation   0.5 · √(idf(e₁) · idf(e₂))
    alias      0.3

HippoRAG 2 (arXiv 2502.14802) counts facts; the idf factor keeps hubs such as "American" or "2006"
from carrying the walk, as hub scaling does in GAAMA (arXiv 2603.27910). The idf of dates and
numbers is multiplied by 0.2.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphrag.storage.graph import ALIAS, CONTEXT, RELATION
from graphrag.storage.view import View

Floats = NDArray[np.float32]
RELATION_WEIGHT = 0.5  # 0.3 did as well on the training questions (docs/ideas.md)
ALIAS_WEIGHT = 0.3
LITERAL = 0.2  # a date joins what happened then, not what belongs together


def static_weights(view: View) -> Floats:
    """(n_edges,) weights of all edges, without counts: sentences or facts are counted after it."""
    graph = view.graph
    idf = view.specificity * np.where(view.is_name, 1.0, LITERAL).astype(np.float32)
    weights = np.zeros(len(graph.source), dtype=np.float32)
    rows = graph.kind == CONTEXT
    weights[rows] = idf[graph.source[rows]]
    rows = graph.kind == RELATION
    ends = idf[graph.source[rows]] * idf[graph.target[rows]]
    weights[rows] = RELATION_WEIGHT * np.sqrt(ends)
    rows = graph.kind == ALIAS
    weights[rows] = ALIAS_WEIGHT
    return weights
