"""Rows of unequal length in one array, row i at `indptr[i]:indptr[i + 1]`."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def taken(
    indptr: NDArray[np.int64], rows: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rows in another order: their own `indptr`, and where each of their values lies now."""
    lengths = (indptr[1:] - indptr[:-1])[rows]
    new = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    places = np.repeat(indptr[rows] - new[:-1], lengths) + np.arange(new[-1])
    return new, places
