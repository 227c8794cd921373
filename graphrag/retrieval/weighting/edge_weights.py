"""The edge weights of a question, computed for an edge when a walk first reads it.

    w(edge) = static(edge) · Σ_{sentences s stating it} exp((cos(q, s) − max_s cos(q, s)) / T)

A passage's title is stated by its best sentence; an edge that no sentence states keeps its static
weight. A walk reads some thousand edges of a graph of millions; the others are never weighed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graphrag.machine.compiled import kernel

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
NOTHING: Floats = np.empty(0, np.float32)
_SAMPLE = 1024  # edges whose mean weight stands for that of all


@dataclass(frozen=True, eq=False)
class EdgeWeights:
    """Weights of m edges; those that are `given` have no sentences."""

    static: Floats  # (m,) the weights without a question
    indptr: NDArray[np.int64]  # (m + 1,) where each edge's sentences lie; empty: the static ones
    sentences: Ints  # that state the edges; -1 - p stands for the title of passage p
    factor: Floats  # (S,) how well each sentence fits the question, the best one 1
    titled: Floats  # (P,) the highest of them in each passage
    halves: Floats  # (2m,) `static` as half-edges lie; none where edges are few

    def of(self, edges: Ints) -> Floats:
        """(len(edges),) weights of some edges."""
        found = np.empty(len(edges), np.float32)
        _of(edges, *self.parts, found)
        return found

    def all(self) -> Floats:
        """(m,) weights of all edges."""
        return self.of(np.arange(len(self.static), dtype=np.int32))

    @cached_property
    def mean(self) -> float:
        """The mean weight, of all edges or of as many that lie evenly among them."""
        step = max(len(self.static) // _SAMPLE, 1)
        some = self.of(np.arange(0, len(self.static), step, dtype=np.int32))
        return float(some.mean(dtype=np.float64)) if len(some) else 0.0

    @property
    def parts(self) -> tuple[object, ...]:
        """What the kernels take."""
        return self.static, self.indptr, self.sentences, self.factor, self.titled


def given(weights: Floats) -> EdgeWeights:
    """Weights that are known already."""
    indptr, sentences = np.empty(0, np.int64), np.empty(0, np.int32)
    return EdgeWeights(weights, indptr, sentences, NOTHING, NOTHING, NOTHING)


@kernel("i4: f4: i8: i4: f4: f4: f4:")
def _of(edges, static, indptr, sentences, factor, titled, found):  # type: ignore[no-untyped-def]
    for place in range(len(edges)):
        edge = edges[place]
        found[place] = static[edge]
        if len(indptr) > 0 and indptr[edge] < indptr[edge + 1]:
            fit = np.float32(0.0)
            for row in range(indptr[edge], indptr[edge + 1]):
                s = sentences[row]
                fit += factor[s] if s >= 0 else titled[-1 - s]
            found[place] *= fit
