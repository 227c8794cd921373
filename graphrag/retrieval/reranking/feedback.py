"""Embedding feedback: question and best candidates as one query vector (E2Rank, arXiv 2510.22733).

    v = q + mean of the vectors of the n best candidates        score(p) = cos(v, p)

E2Rank encodes question and candidates as one text with a model trained for it; with stored vectors
their mean stands for that (Rocchio's pseudo-relevance feedback).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FIRST = 20  # n


def feedback_scores(question: Floats, vectors: Floats, first: Floats, n: int = FIRST) -> Floats:
    """(candidates,) cosine of each candidate to the question as the best candidates see it.

    Args:
        question: (d,) of length one.
        vectors: (candidates, d) of length one.
        first: (candidates,) the scores that say which candidates are the best.
        n: how many of them join the question; 0: none.
    """
    best = np.argsort(-first, kind="stable")[:n]
    query = question + vectors[best].mean(0) if len(best) else question
    return np.asarray(vectors @ (query / np.linalg.norm(query)), dtype=np.float32)
