"""Query-aware weights in tiers φ, only around the seeds (CatRAG, arXiv 2602.01965).

    w(u, v) = φ · static(u, v)      for relation edges of the five heaviest seeds u

φ is read off the best sentence that states the edge; CatRAG asks a language model for 0 to 10:

    gap to the question's nearest sentence   ≤ 0.05   ≤ 0.15   ≤ 0.3   more
    φ                                            5       2.5     0.25     0

Of each seed the 15 best edges are judged; the others get the weak 0.25. An edge of two seeds keeps
the higher φ. All other edges keep their static weight.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphrag.storage.graph import RELATION
from graphrag.storage.view import View

Floats = NDArray[np.float32]
GAPS = (0.05, 0.15, 0.3)
PHI = np.array([5.0, 2.5, 0.25, 0.0], dtype=np.float32)
WEAK = 0.25
SEEDS = 5
JUDGED = 15  # edges of each seed


def tiered_weights(view: View, static: Floats, seeds: Floats, similarity: Floats) -> Floats:
    """(n_edges,) weights for one question.

    Args:
        static: (n_edges,) the weights without a question.
        seeds: (E,) the reset mass of each entity.
        similarity: (S,) cosine of the question to each sentence.
    """
    factor: dict[int, float] = {}
    top = float(similarity.max(initial=-1))
    heaviest = np.lexsort((np.arange(len(seeds)), -seeds))[:SEEDS]
    for seed in heaviest[seeds[heaviest] > 0].tolist():
        edges = view.edge[view.indptr[seed] : view.indptr[seed + 1]]
        edges = edges[view.graph.kind[edges] == RELATION]
        fit = np.array([_fit(view, edge, similarity) for edge in edges.tolist()])
        order = np.lexsort((edges, -fit))
        for place, row in enumerate(order.tolist()):
            phi = float(PHI[np.searchsorted(GAPS, top - fit[row])]) if place < JUDGED else WEAK
            edge = int(edges[row])
            factor[edge] = max(phi, factor.get(edge, 0.0))
    weights = static.copy()
    rows = np.array(list(factor), dtype=np.int64)
    weights[rows] *= np.array(list(factor.values()), dtype=np.float32)
    return weights


def _fit(view: View, edge: int, similarity: Floats) -> float:
    """Cosine of the best sentence that states the edge."""
    return float(similarity[view.support.of(edge)].max(initial=-1))
