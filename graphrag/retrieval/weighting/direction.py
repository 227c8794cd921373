"""Direction-aware relation edges (CatRAG, arXiv 2602.01965): along a fact otherwise than back.

    w(u → v) = w · (1 + (b − 1) · share of the joins of the edge whose subject is u)

CatRAG walks a directed graph. With b ≠ 1 the two ways along an edge differ, so
the certificate of the push solver, which rests on symmetry, is void: the guard refuses the pair.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.storage.graph import RELATION
from graphrag.storage.once import once_an_index
from graphrag.storage.view import edge_numbers

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]
FACTOR = 2.0  # b


def directed_weights(
    index: Index, weights: Floats, factor: float = FACTOR
) -> tuple[Floats, Floats]:
    """(n_edges,) weights from source to target, and from target to source."""
    ahead = share_ahead(index)
    along = np.where(ahead >= 0, 1 + (factor - 1) * ahead, 1)
    against = np.where(ahead >= 0, 1 + (factor - 1) * (1 - ahead), 1)
    return (weights * along).astype(np.float32), (weights * against).astype(np.float32)


@once_an_index
def share_ahead(index: Index) -> Floats:
    """(n_edges,) share of an edge's joins that run from source to target; -1 for other edges."""
    low = np.minimum(index.join_subject, index.join_object)
    high = np.maximum(index.join_subject, index.join_object)
    edges = edge_numbers(index.graph, low, high, RELATION)
    n_edges = len(index.graph.source)
    total = np.bincount(edges, minlength=n_edges)
    ahead = np.bincount(edges, index.join_subject == low, n_edges)
    return np.where(total > 0, ahead / np.maximum(total, 1), -1).astype(np.float32)
