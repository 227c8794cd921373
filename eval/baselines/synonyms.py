"""All pairs of vectors above a cosine, exactly, without a full product of all with all.

Rotated to their principal axes, most of a vector's length lies in its first axes. With x = (x₁, x₂)
cut there, Cauchy and Schwarz bound every cosine by a product of a third of the width:

    x · y = x₁ · y₁ + x₂ · y₂ ≤ (x₁, |x₂|) · (y₁, |y₂|)

Only pairs whose bound reaches the floor, a few in a million, are multiplied out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

PER_VECTOR = 100  # partners kept of each vector: a bound on memory, far above what names reach
_AXES = 128
_BLOCK = 512
_SLACK = 1e-4  # rounding of float32


def pairs_above(vectors: Floats, floor: float) -> tuple[Ints, Ints, Floats]:
    """Pairs i < j of rows with cosine ≥ `floor`, sorted, and the cosine.

    Of each i the `PER_VECTOR` nearest j are kept.

    Args:
        vectors: (n, d) of length one.
    """
    vectors = np.asarray(vectors, dtype=np.float32)
    heads = _heads(vectors)
    ones, others, cosines = [np.empty(0, np.int64)], [np.empty(0, np.int64)], [_NONE]
    for first in range(0, len(vectors), _BLOCK):
        bound = heads[first : first + _BLOCK] @ heads[first:].T
        found = np.flatnonzero(bound.ravel() >= floor - _SLACK)
        one, other = np.divmod(found, bound.shape[1])
        one, other = one[other > one] + first, other[other > one] + first
        cosine = np.einsum("ij,ij->i", vectors[one], vectors[other])
        kept = np.flatnonzero(cosine >= floor)
        kept = kept[_nearest_of_each(one[kept], cosine[kept])]
        ones.append(one[kept])
        others.append(other[kept])
        cosines.append(cosine[kept])
    return np.concatenate(ones), np.concatenate(others), np.concatenate(cosines)


_NONE = np.empty(0, dtype=np.float32)


def _heads(vectors: Floats) -> Floats:
    """(n, axes + 1) coordinates on the first principal axes, and the length of the rest."""
    _, axes = np.linalg.eigh(vectors.T.astype(np.float64) @ vectors)
    turned = vectors @ axes[:, ::-1].astype(np.float32)
    rest = np.linalg.norm(turned[:, _AXES:], axis=1)
    return np.column_stack([turned[:, :_AXES], rest])


def _nearest_of_each(one: Ints, cosine: Floats) -> Ints:
    """Positions, ascending, of the first PER_VECTOR of each value of `one` by cosine."""
    order = np.lexsort((-cosine, one))
    starts = np.searchsorted(one[order], one[order])
    return np.sort(order[np.arange(len(order)) - starts < PER_VECTOR])
