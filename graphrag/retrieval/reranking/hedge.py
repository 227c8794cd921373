"""The learned order, leaning on BM25 as far as the trees doubt it.

    fused(c) = 1 / (1 + place(c)) + W · doubt² / (1 + bm25 rank(c))
    doubt    = 1 − share of the best candidate

What trees learned on some kinds of text holds on others where they are sure. Where they are not,
the question's own words have a say. W is chosen on training questions of kinds that the trees have
not seen; `scripts/fit_ranker.py` prints the order with and without it. Off by default: where BM25
is the worse list it costs (docs/decisions/0010-more-kinds-in-the-fit.md).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
W = 3.0


def hedged_order(share: Floats, bm25_rank: Floats) -> NDArray[np.int64]:
    """Candidate numbers, best first; ties keep the learned order.

    Args:
        share: (n,) the trees' scores in [0, 1].
        bm25_rank: (n,) place in the BM25 list, from 0; the list's length outside it.
    """
    learned = np.argsort(-share, kind="stable")
    doubt = 1 - share.max(initial=0)
    place = np.arange(len(learned), dtype=np.float32)
    fused = 1 / (1 + place) + W * doubt**2 / (1 + bm25_rank[learned])
    return learned[np.argsort(-fused, kind="stable")]
