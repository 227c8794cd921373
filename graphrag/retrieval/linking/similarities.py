"""How near every sentence is to the question: exactly, or in a first look and exactly at the top.

similarity(q, s) = q · s                          where there are few sentences
                 ≈ step_s · (q · code_s)          of very many (`storage.rounded`), but for the
                                                  nearest, which are multiplied exactly
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphrag.machine.compiled import kernel
from graphrag.retrieval.linking.highest import highest
from graphrag.storage.rounded import Rounded
from graphrag.storage.stacked import Stacked, Vectors

Floats = NDArray[np.float32]
_BLOCK = 512  # vectors that fit into a core's cache
EXACT = 2048  # of the nearest


def similarities(matrix: Vectors, codes: Rounded | None, one: Floats, other: Floats) -> Floats:
    """(2, S) cosines of two vectors with every row.

    Args:
        matrix: (S, d) of length one.
        codes: the same, rounded, where there are very many.
    """
    if codes is None:
        return _products(matrix, (one, other))
    found = _looked_at(codes, one, other)
    for row, vector in zip(found, (one, other), strict=True):
        near = np.sort(highest(row, EXACT))
        row[near] = _products_of(matrix, near, vector)
    return found


def _looked_at(codes: Rounded, one: Floats, other: Floats) -> Floats:
    """(2, S) about what the cosines are."""
    found = np.empty((2, len(codes.steps)), np.float32)
    _first_look(codes.codes, codes.steps, one, other, found)
    if codes.beside is None or codes.place is None:
        return found
    both = np.concatenate([found, _looked_at(codes.beside, one, other)], axis=1)
    return np.take(both, codes.place, axis=1)


def _products_of(matrix: Vectors, rows: NDArray[np.int64], vector: Floats) -> Floats:
    """The cosines of some rows, where they lie."""
    found = np.empty(len(rows), np.float32)
    if not isinstance(matrix, Stacked):
        _exactly(matrix, rows, vector, found)
        return found
    places, within = matrix.place[rows].astype(np.int64), len(matrix.base)
    for part, some, first in (
        (matrix.base, places < within, 0),
        (matrix.more, places >= within, within),
    ):
        own = np.empty(int(some.sum()), np.float32)
        _exactly(part, places[some] - first, vector, own)
        found[some] = own
    return found


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


@kernel("f4:: i8: f4: f4:", fastmath={"reassoc", "nsz", "contract"})
def _exactly(matrix: Floats, near: NDArray[np.int64], vector: Floats, found: Floats) -> None:
    for n in range(len(near)):
        row = near[n]
        product = np.float32(0)
        for place in range(matrix.shape[1]):
            product += matrix[row, place] * vector[place]
        found[n] = product


@kernel("i1:: f4: f4: f4: f4::", fastmath={"reassoc", "nsz", "contract"})
def _first_look(
    codes: NDArray[np.int8], steps: Floats, one: Floats, other: Floats, found: Floats
) -> None:
    for row in range(codes.shape[0]):
        first = np.float32(0)
        second = np.float32(0)
        for place in range(codes.shape[1]):
            code = np.float32(codes[row, place])
            first += code * one[place]
            second += code * other[place]
        found[0, row] = first * steps[row]
        found[1, row] = second * steps[row]
