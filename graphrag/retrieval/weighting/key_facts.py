"""Key-fact passages (CatRAG, arXiv 2602.01965): the passages that the nearest facts come from.

    w(e, p) = w(e, p) · (1 + β)    where one of the question's nearest sentences, in p, names e

β = 2.5, as in CatRAG.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from graphrag.storage.graph import CONTEXT
from graphrag.storage.view import View, edge_numbers

Floats = NDArray[np.float32]
BETA = 2.5


def boost_key_passages(
    view: View, weights: Floats, sentences: Iterable[int], beta: float = BETA
) -> Floats:
    """(n_edges,) weights with those edges raised.

    Args:
        sentences: the nearest facts; no sentence twice.
    """
    raised = weights.copy()
    for sentence in sentences:
        passage = int(view.sentence_passage[sentence])
        named = np.union1d(view.named_in.of(sentence), view.about[passage])
        named = named[named >= 0].astype(np.int32)
        edges = edge_numbers(view.graph, named, passage + view.graph.n_entities, CONTEXT)
        raised[edges] = weights[edges] * (1 + beta)
    return raised
