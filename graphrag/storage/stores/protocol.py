"""What every passage store offers: dense and BM25 search over passage positions.

Implementations: `edge.EdgeStore` (Qdrant in process, on disk), `client.ClientStore` (Qdrant's
client: in memory, or a server by URL), `part.PartStore` (some of the passages of another).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, overload

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Hits = tuple[NDArray[np.int32], Floats]  # positions and scores, best first, ties by position

DENSE = "dense"
BM25 = "bm25"
BATCH = 256  # passages sent at once; a server refuses requests above 32 MB
NEAR = 1e-6  # of a score, or of 1
EXACT_BELOW = 50_000  # up to this many passages the dense search looks at all of them


@dataclass(frozen=True, slots=True)
class Sparse:
    """A sparse vector: distinct term numbers and their weights."""

    indices: list[int]
    values: list[float]


@dataclass(frozen=True, slots=True, eq=False)
class SparseRows(Sequence[Sparse]):
    """Sparse vectors as arrays, vector i at `indptr[i]:indptr[i + 1]`."""

    indptr: NDArray[np.int64]
    numbers: NDArray[np.uint32]
    weights: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.indptr) - 1

    @overload
    def __getitem__(self, place: int) -> Sparse: ...
    @overload
    def __getitem__(self, place: slice) -> SparseRows: ...
    def __getitem__(self, place: int | slice) -> Sparse | SparseRows:
        if isinstance(place, slice):
            first, past, _ = place.indices(len(self))
            return SparseRows(self.indptr[first : past + 1], self.numbers, self.weights)
        own = slice(*self.indptr[range(len(self))[place] :][:2].tolist())
        return Sparse(self.numbers[own].tolist(), self.weights[own].tolist())


def sparse_rows(vectors: Sequence[Sparse]) -> SparseRows:
    """The same vectors as arrays."""
    if isinstance(vectors, SparseRows):
        return vectors
    counts = [len(vector.indices) for vector in vectors]
    numbers = np.array([n for vector in vectors for n in vector.indices], dtype=np.uint32)
    weights = np.array([w for vector in vectors for w in vector.values], dtype=np.float64)
    return SparseRows(np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), numbers, weights)


class PassageStore(Protocol):
    """Passages by position 0..n-1, each with a dense vector of length one and a BM25 vector."""

    def add(self, first: int, ids: Sequence[str], dense: Floats, sparse: Sequence[Sparse]) -> None:
        """Store a batch: passages `first`, `first + 1`, ...; `dense` is (len(ids), dimension)."""

    def finish(self) -> None:
        """Make what was added durable and fast to search."""

    def search_dense(self, vector: Floats, k: int, among: Ints | None = None) -> Hits:
        """The `k` passages of the highest dot product with `vector` (dimension,).

        Args:
            among: positions of the only passages that count; default: all.
        """

    def search_bm25(self, question: str, k: int, among: Ints | None = None) -> Hits:
        """At most `k` passages sharing a term with `question`, by BM25; see `search_dense`."""

    def count(self) -> int:
        """Number of passages stored."""

    def close(self) -> None:
        """Release files and connections; the store cannot be used after it."""


def as_hits(found: Sequence[tuple[int, float]]) -> Hits:
    """Arrays of (position, score) pairs, best first, ties by position.

    Equal sums differ in their last digit where an engine adds in another order, which may be
    another in the next build: scores `NEAR` each other are a tie.
    """
    pairs = sorted(found, key=lambda pair: (-pair[1], pair[0]))
    positions = np.array([position for position, _ in pairs], dtype=np.int32)
    scores = np.array([score for _, score in pairs], dtype=np.float32)
    drops = -np.diff(scores, prepend=scores[:1])
    order = np.lexsort((positions, np.cumsum(drops > NEAR * np.maximum(scores, 1))))
    return positions[order], scores[order]
