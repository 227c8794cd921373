"""Query-aware edge weights: an edge counts as much as the sentences that state it fit the question.

    w(edge) = static(edge) · Σ_{sentences s stating it} exp((cos(q, s) − max_s cos(q, s)) / T)

CatRAG (arXiv 2602.01965) asks a language model to score the edges around the seeds; here every
edge is scored by the sentences behind it. A passage's title is stated by its best sentence.
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

from graphrag.storage.view import View

Floats = NDArray[np.float32]


def query_aware_weights(
    view: View, static: Floats, similarity: Floats, best: Floats, temperature: float
) -> Floats:
    """(n_edges,) weights for one question.

    Args:
        static: (n_edges,) the weights without a question.
        similarity: (S,) cosine of the question to each sentence.
        best: (P,) the highest of them in each passage.
        temperature: T; small values follow the best sentences only.
    """
    top = float(similarity.max()) if len(similarity) else 0.0
    factor = np.exp((similarity - top) / temperature)
    titled = np.exp((best - top) / temperature)
    return _weigh(view.support.indptr, view.support.values, static, factor, titled)  # type: ignore[no-any-return]


@numba.njit(cache=True, nogil=True)
def _weigh(indptr, sentences, static, factor, titled):  # type: ignore[no-untyped-def]
    weights = np.empty(len(static), np.float32)
    for edge in range(len(static)):
        # An edge that no sentence states (an alias) keeps its static weight.
        total = np.float32(1.0 if indptr[edge] == indptr[edge + 1] else 0.0)
        for row in range(indptr[edge], indptr[edge + 1]):
            s = sentences[row]
            total += factor[s] if s >= 0 else titled[-1 - s]
        weights[edge] = static[edge] * total
    return weights
