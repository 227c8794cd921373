"""Query-aware edge weights: an edge counts as much as the sentences that state it fit the question.

    w(edge) = static(edge) · Σ_{sentences s stating it} exp((cos(q, s) − max_s cos(q, s)) / T)

CatRAG (arXiv 2602.01965) asks a language model to score the edges around the seeds; here every
edge is scored by the sentences behind it, when a walk first reads it. A passage's title is stated
by its best sentence.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphrag.retrieval.weighting.edge_weights import NOTHING, EdgeWeights
from graphrag.storage.view import View

Floats = NDArray[np.float32]


def query_aware_weights(
    view: View,
    static: Floats,
    similarity: Floats,
    best: Floats,
    temperature: float,
    halves: Floats = NOTHING,
) -> EdgeWeights:
    """The weights of one question.

    Args:
        static: (n_edges,) the weights without a question.
        similarity: (S,) cosine of the question to each sentence.
        best: (P,) the highest of them in each passage.
        temperature: T; small values follow the best sentences only.
        halves: `static` as half-edges lie, where there are many.
    """
    top = float(similarity.max()) if len(similarity) else 0.0
    factor, titled = (_fit(cosines, top, temperature) for cosines in (similarity, best))
    return EdgeWeights(static, view.support.indptr, view.support.values, factor, titled, halves)


def _fit(cosines: Floats, top: float, temperature: float) -> Floats:
    fit = cosines - top  # in one array: of very many, the making of another takes as long
    fit /= temperature
    np.exp(fit, out=fit)
    return fit
