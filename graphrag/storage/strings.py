"""Lists of strings that stay as bytes: a string is made when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray


class Strings(Sequence[str]):
    """Strings in UTF-8, one after the other.

    Args:
        raw: all of their bytes.
        ends: (n,) where each ends.
    """

    def __init__(self, raw: NDArray[np.uint8], ends: NDArray[np.int64]) -> None:
        self._raw = raw.data
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self[n] for n in range(*place.indices(len(self)))]
        at = _checked(place, len(self))
        start = int(self._ends[at - 1]) if at else 0
        return str(self._raw[start : int(self._ends[at])], "utf-8")

    def __iter__(self) -> Iterator[str]:
        start = 0
        for end in self._ends.tolist():
            yield str(self._raw[start:end], "utf-8")
            start = end

    def __eq__(self, other: object) -> bool:
        return _equal(self, other)

    __hash__ = None  # type: ignore[assignment]


class Codes(Sequence[str]):
    """Strings of a small vocabulary, a number each; equal ones are one object."""

    def __init__(self, codes: NDArray[np.int32], words: Sequence[str]) -> None:
        self.codes = codes
        self.words = words

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self.words[code] for code in self.codes[place].tolist()]
        return self.words[int(self.codes[place])]

    def __iter__(self) -> Iterator[str]:
        return map(list(self.words).__getitem__, self.codes.tolist())

    def __eq__(self, other: object) -> bool:
        return _equal(self, other)

    __hash__ = None  # type: ignore[assignment]


def _checked(place: Any, length: int) -> int:
    at = int(place)
    at = at + length if at < 0 else at
    if not 0 <= at < length:
        raise IndexError(place)
    return at


def _equal(one: Sequence[str], other: object) -> bool:
    if not isinstance(other, Sequence) or len(one) != len(other):
        return False
    return all(a == b for a, b in zip(one, other, strict=True))
