"""Cosines that are multiplied when somebody asks for them: few of very many ever are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphrag.machine.compiled import kernel
from graphrag.storage.stacked import Stacked, Vectors

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
NONE = -1.0  # the cosine of a passage without sentences


@dataclass(frozen=True, slots=True, eq=False)
class OnDemand:
    """(S,) cosines of a vector with all sentences."""

    matrix: Vectors
    vector: Floats

    def __getitem__(self, rows: slice) -> Floats:
        some = np.arange(*rows.indices(len(self.matrix)), dtype=np.int64)
        return products_of(self.matrix, some, self.vector)


@dataclass(frozen=True, slots=True, eq=False)
class BestOnDemand:
    """(P,) the highest of them in each passage."""

    cosines: OnDemand
    first_sentence: Ints  # (P + 1,)

    def __getitem__(self, passages: Ints) -> Floats:
        matrix, vector = self.cosines.matrix, self.cosines.vector
        return best_in(
            self.first_sentence, passages, lambda rows: products_of(matrix, rows, vector)
        )


def best_in(
    first_sentence: Ints, passages: Ints, near: Callable[[NDArray[np.int64]], Floats]
) -> Floats:
    """(…, n) the highest value among the sentences of each passage.

    Args:
        near: (…, s) the values of s sentences.
    """
    first = first_sentence[passages].astype(np.int64)
    count = first_sentence[passages + 1] - first
    start = np.concatenate([[0], np.cumsum(count)])
    values = near(np.arange(start[-1]) - np.repeat(start[:-1] - first, count))
    best = np.full((*values.shape[:-1], len(passages)), NONE, np.float32)
    filled = np.flatnonzero(count)
    if len(filled):
        best[..., filled] = np.maximum.reduceat(values, start[filled], axis=-1)
    return best


def products_of(matrix: Vectors, rows: NDArray[np.int64], vector: Floats) -> Floats:
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


@kernel("f4:: i8: f4: f4:", fastmath={"reassoc", "nsz", "contract"})
def _exactly(matrix: Floats, near: NDArray[np.int64], vector: Floats, found: Floats) -> None:
    for n in range(len(near)):
        row = near[n]
        product = np.float32(0)
        for place in range(matrix.shape[1]):
            product += matrix[row, place] * vector[place]
        found[n] = product
