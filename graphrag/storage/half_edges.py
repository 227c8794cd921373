"""The sentence that states each half-edge, laid out as a walk reads them: one after the other.

An edge's sentences lie where its number is, and the edges of a vertex have numbers all over: in a
large graph a walk waits for memory three times for each. Six in seven edges are stated by one
sentence; it stands here, in the place of the half-edge.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
ABOVE = 1 << 18  # edges; all of fewer are weighed in their order before a walk
SEVERAL = -(1 << 31)  # sentences, or none


def stating_alone(edge: Ints, indptr: NDArray[np.int64], sentences: Ints) -> Ints:
    """(2m,) the one sentence that states each half-edge, else SEVERAL; none where edges are few.

    Args:
        edge: (2m,) the edge of each half-edge.
        indptr: (m + 1,) where the sentences of each edge lie.
        sentences: that state the edges; -1 - p stands for the title of passage p.
    """
    if len(indptr) - 1 <= ABOVE:
        return np.empty(0, np.int32)
    alone = np.full(len(indptr) - 1, SEVERAL, np.int32)
    one = np.flatnonzero(np.diff(indptr) == 1)
    alone[one] = sentences[indptr[one]]
    return alone[edge]
