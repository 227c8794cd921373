"""How near every sentence is to the question: exactly, or in a first look and exactly at the top.

similarity(q, s) = q · s                          where there are few sentences
                 ≈ step_s · (axesᵀ q · code_s)    of very many (`storage.rounded`), but for the
                                                  nearest, which are multiplied exactly
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphrag.machine.compiled import kernel
from graphrag.retrieval.linking.highest import among_highest
from graphrag.retrieval.linking.on_demand import OnDemand, products_of
from graphrag.storage.rounded import Rounded
from graphrag.storage.stacked import Vectors

Floats = NDArray[np.float32]
_BLOCK = 512  # vectors that fit into a core's cache
_WHOLE = 32767  # steps to a question's length: sums of whole numbers take less time
EXACT = 4096  # of the nearest


def similarities(
    matrix: Vectors, codes: Rounded | None, one: Floats, other: Floats
) -> tuple[Floats, Floats | OnDemand]:
    """(S,) cosines of one vector with every row; those of another, where very many on demand.

    Args:
        matrix: (S, d) of length one.
        codes: the same, rounded, where there are very many.
    """
    if codes is None:
        found = _products(matrix, (one, other))
        return found[0], found[1]
    near = _looked_at(codes, one)
    rows = among_highest(near, EXACT)
    near[rows] = products_of(matrix, rows, one)
    return near, OnDemand(matrix, other)


def _looked_at(codes: Rounded, vector: Floats) -> Floats:
    """(S,) about what the cosines are."""
    found = np.empty(len(codes.steps), np.float32)
    turned = vector @ codes.axes
    step = max(float(np.linalg.norm(turned)), 1e-12) / _WHOLE  # so that no sum is too large
    whole = np.rint(turned / step).astype(np.int16)
    _first_look(codes.codes, codes.steps * np.float32(step), whole, found)
    if codes.beside is None or codes.place is None:
        return found
    return np.concatenate([found, _looked_at(codes.beside, vector)])[codes.place]


def _products(matrix: Vectors, vectors: tuple[Floats, ...]) -> Floats:
    """(v, S) cosines, a block of rows at a time: the matrix is read from memory once.

    One product with all vectors would take ten times as long: BLAS copies the matrix first.
    """
    found = np.empty((len(vectors), len(matrix)), np.float32)
    for start in range(0, len(matrix), _BLOCK):
        block = matrix[start : start + _BLOCK]
        for row, vector in zip(found, vectors, strict=True):
            np.dot(block, vector, out=row[start : start + _BLOCK])
    return found


@kernel("i1:: f4: i2: f4:")
def _first_look(
    codes: NDArray[np.int8], steps: Floats, vector: NDArray[np.int16], found: Floats
) -> None:
    for row in range(codes.shape[0]):
        total = np.int32(0)
        for place in range(codes.shape[1]):
            product = np.int32(codes[row, place]) * np.int32(vector[place])
            total = np.int32(total + np.int32(product))
        found[row] = np.float32(total) * steps[row]
