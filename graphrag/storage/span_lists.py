"""The sentences of each passage, as arrays: spans are made when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import overload

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Span

Spans = tuple[Span, ...]


class SpanLists(Sequence[Spans]):
    """The spans of passage p are rows `first[p]:first[p + 1]` of the table.

    Args:
        first: (P + 1,)
        table: (S, 2) start and end.
    """

    def __init__(self, first: NDArray[np.int64], table: NDArray[np.int64]) -> None:
        self.first = first
        self.table = table

    def __len__(self) -> int:
        return len(self.first) - 1

    @overload
    def __getitem__(self, place: int) -> Spans: ...
    @overload
    def __getitem__(self, place: slice) -> list[Spans]: ...
    def __getitem__(self, place: int | slice) -> Spans | list[Spans]:
        if isinstance(place, slice):
            return [self[n] for n in range(*place.indices(len(self)))]
        at = range(len(self))[place]
        first, past = self.first[at : at + 2].tolist()
        return tuple(Span(start, end) for start, end in self.table[first:past].tolist())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(self) != len(other):
            return False
        return all(one == two for one, two in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def bounds(self) -> list[list[tuple[int, int]]]:
        """Start and end of each passage's sentences."""
        rows = list(map(tuple, self.table.tolist()))
        return [rows[one:past] for one, past in pairwise(self.first.tolist())]


def span_lists(sentences: Sequence[Spans]) -> SpanLists:
    """The same spans as arrays."""
    if isinstance(sentences, SpanLists):
        return sentences
    counts = np.fromiter(map(len, sentences), np.int64, len(sentences))
    flat = [(span.start, span.end) for spans in sentences for span in spans]
    first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return SpanLists(first, np.array(flat, dtype=np.int64).reshape(-1, 2))
