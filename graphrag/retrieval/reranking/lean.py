"""The learned order, leaning on the plain lists where it doubts although they agree.

    sum(c) = z(log-odds) + W · z(z(cosine) + z(best sentence) + z(BM25)),   z over the candidates
    where  share of the best candidate < DOUBT
    and    dense search and BM25 have AGREEING of their first five passages in common
    or     share of the best candidate < EVEN
    and    half of the candidates have more than PAGE words

Trees that see a familiar kind of text are sure where dense search and BM25 name the same passages.
Where they are not, the text is of a kind that they do not know, and on such kinds the lists are
right more often (docs/decisions/0024-lean-where-the-lists-agree.md). Whole pages are such a kind:
nearly all passages of the fit have fewer words
(docs/decisions/0061-pages-are-unknown-to-the-trees.md).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphrag.retrieval.reranking.features import Features

Floats = NDArray[np.float32]
DOUBT, AGREEING, W = 0.3, 3, 3.0
EVEN, PAGE = 0.5, 200  # as likely as not; words
_LISTS = ("dense", "best", "bm25")
_SURE = 1e-6  # shares nearer to 0 or 1 are taken for this


def leaning_order(share: Floats, features: Features) -> NDArray[np.int64]:
    """Candidate numbers, best first; ties keep the order of the corpus.

    Args:
        share: (n,) the trees' scores in [0, 1].
        features: of the same candidates.
    """
    if not leans(share, features):
        return np.argsort(-share, kind="stable")
    sure = np.clip(share, _SURE, 1 - _SURE)
    lists = sum(_standard(features.column(name)) for name in _LISTS)
    total = _standard(np.log(sure / (1 - sure))) + W * _standard(np.asarray(lists))
    return np.argsort(-total, kind="stable")


def leans(share: Floats, features: Features) -> bool:
    """Whether the best candidate is doubtful: of pages, or although the plain lists agree."""
    if not len(share) or share.max() >= EVEN:
        return False
    if features.column("pool_length")[0] > np.log1p(PAGE):
        return True
    return bool(share.max() < DOUBT and features.column("agree_dense_bm25")[0] >= AGREEING)


def _standard(values: Floats) -> Floats:
    """`values` with mean 0 and deviation 1; zeros where all are equal."""
    spread = values.std()
    return (values - values.mean()) / spread if spread > 0 else np.zeros_like(values)
