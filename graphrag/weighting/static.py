"""Edge weights without a question: kind, count and how specific the entities are.

    context    m_context · idf(e)                         idf(e) = log(1 + P / passages naming e)
    relation   m_relation · √(idf(e₁) · idf(e₂))
    alias      m_alias

HippoRAG 2 (arXiv 2502.14802) counts facts; the idf factor keeps hubs such as "American" or "2006"
from carrying the walk, as hub scaling does in GAAMA (arXiv 2603.27910). Dates and numbers have a
multiplier of their own.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphrag.settings import Weighting
from graphrag.storage.graph import ALIAS, CONTEXT, RELATION
from graphrag.storage.view import View

Floats = NDArray[np.float32]


def static_weights(view: View, section: Weighting) -> Floats:
    """(n_edges,) weights of all edges, without counts: sentences or facts are counted after it."""
    graph = view.graph
    idf = view.specificity * np.where(view.is_name, 1.0, section.literal).astype(np.float32)
    weights = np.zeros(len(graph.source), dtype=np.float32)
    rows = graph.kind == CONTEXT
    weights[rows] = section.context * idf[graph.source[rows]]
    rows = graph.kind == RELATION
    ends = idf[graph.source[rows]] * idf[graph.target[rows]]
    weights[rows] = section.relation * np.sqrt(ends)
    rows = graph.kind == ALIAS
    weights[rows] = section.alias
    return weights
