"""Lists of strings that stay as bytes: a string is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

_AT_ONCE = 20_000
_SHORT = 100  # bytes


class Strings(Sequence[str]):
    """Strings in UTF-8, one after the other.

    Args:
        raw: all of their bytes.
        ends: (n,) where each ends.
    """

    def __init__(self, raw: NDArray[np.uint8], ends: NDArray[np.int64]) -> None:
        self._raw = raw.data
        self._ends = ends
        self._places = ends.data  # whose items are Python's numbers

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self[n] for n in range(*place.indices(len(self)))]
        return str(self.encoded(_checked(place, len(self))), "utf-8")

    def encoded(self, place: int) -> bytes | memoryview:
        """The bytes of a string, by its place from 0."""
        start: int = self._places[place - 1] if place else 0
        return self._raw[start : self._places[place]]

    def __iter__(self) -> Iterator[str]:
        for first in range(0, len(self), _AT_ONCE):
            yield from self._some(first, min(first + _AT_ONCE, len(self)))

    def _some(self, first: int, past: int) -> list[str]:
        """Short ones are made at once: their bytes become one text, which is cut."""
        start = int(self._ends[first - 1]) if first else 0
        if int(self._ends[past - 1]) - start > _SHORT * (past - first):
            return self[first:past]
        raw = np.frombuffer(self._raw[start : int(self._ends[past - 1])], np.uint8)
        ends, text = self._ends[first:past] - start, str(raw.data, "utf-8")
        if len(text) != len(raw):  # some letters take several bytes
            begins = np.cumsum((raw & 0xC0) != 0x80)
            ends = np.append(0, begins)[ends]
        cuts = ends.tolist()
        return [text[one:other] for one, other in zip([0, *cuts], cuts, strict=False)]

    def packed(self) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
        """All of the bytes, and where each string ends."""
        return np.frombuffer(self._raw, np.uint8), self._ends

    def counts(self, wanted: bytes) -> NDArray[np.int64]:
        """(n,) how many bytes of each string are one of these."""
        table = np.zeros(256, dtype=bool)
        table[list(wanted)] = True
        hits = np.take(table, np.frombuffer(self._raw, np.uint8))
        kind = np.int32 if len(hits) < 1 << 31 else np.int64  # half as long
        found = np.append(kind(0), np.cumsum(hits, dtype=kind))
        return np.diff(found[self._ends], prepend=kind(0)).astype(np.int64)

    def same(
        self, rows: NDArray[np.int64], other: Strings, theirs: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """(n,) whether each of some rows is the very string of another list's row."""
        starts, at = np.append(0, self._ends), np.append(0, other._ends)
        found: NDArray[np.bool_] = np.diff(starts)[rows] == np.diff(at)[theirs]
        apart = (np.diff(rows) != 1) | (np.diff(theirs) != 1) | ~found[1:] | ~found[:-1]
        bounds = [0, *(np.flatnonzero(apart) + 1).tolist(), len(rows)]
        for first, past in pairwise(bounds if len(rows) else ()):  # they stand together in both
            one, two = int(rows[first]), int(theirs[first])
            ours = self._raw[starts[one] : starts[one + past - first]]
            if found[first] and ours != other._raw[at[two] : at[two + past - first]]:
                found[first:past] = [self[one + n] == other[two + n] for n in range(past - first)]
        return found

    def renewed(self, rows: NDArray[np.int64], new: Sequence[str]) -> Strings:
        """Other rows: ours of these numbers, and for each -1 the next of `new`. Those that stood
        side by side are copied at once, as almost all do.
        """
        fresh = iter([text.encode() for text in new])
        starts, pieces = np.append(0, self._ends), []
        for first, past in pairwise([*_runs(rows), len(rows)]):
            row = int(rows[first])
            inside = slice(int(starts[row]), int(starts[row + past - first]))
            pieces.append(self._raw[inside] if row >= 0 else next(fresh))
        lengths = np.empty(len(rows), np.int64)
        old = rows >= 0
        lengths[old] = np.diff(starts)[rows[old]]
        lengths[~old] = [len(text.encode()) for text in new]
        return Strings(np.frombuffer(b"".join(pieces), np.uint8), np.cumsum(lengths))

    def __eq__(self, other: object) -> bool:
        return _equal(self, other)

    __hash__ = None  # type: ignore[assignment]


def no_strings() -> Strings:
    """An empty list."""
    return Strings(np.empty(0, np.uint8), np.empty(0, np.int64))


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

    def renewed(self, rows: NDArray[np.int64], new: Sequence[str]) -> Codes:
        """Other rows: ours of these numbers, and for each -1 the next of `new`."""
        words = list(self.words)
        number = {word: n for n, word in enumerate(words)} if new else {}
        codes, old = np.empty(len(rows), np.int32), rows >= 0
        codes[old] = self.codes[rows[old]]
        codes[~old] = [number.setdefault(text, len(number)) for text in new]
        return Codes(codes, [*words, *list(number)[len(words) :]])

    def which(self, wanted: Callable[[str], bool]) -> NDArray[np.bool_]:
        """(n,) which strings are wanted; each is asked of once."""
        return np.fromiter(map(wanted, self.words), bool, len(self.words))[self.codes]

    def settled(self) -> Codes:
        """The same, its vocabulary sorted, and nothing in it that nobody says."""
        used = np.flatnonzero(np.bincount(self.codes, minlength=len(self.words))).tolist()
        words = list(self.words)
        used.sort(key=words.__getitem__)
        number = np.zeros(len(words), np.int32)
        number[used] = np.arange(len(used), dtype=np.int32)
        return Codes(number[self.codes], [words[n] for n in used])

    def __eq__(self, other: object) -> bool:
        return _equal(self, other)

    __hash__ = None  # type: ignore[assignment]


def no_codes() -> Codes:
    """An empty list."""
    return Codes(np.empty(0, np.int32), [])


def _runs(rows: NDArray[np.int64]) -> list[int]:
    """Where runs of rows begin that stand side by side; each -1 is one by itself."""
    apart = (rows[1:] != rows[:-1] + 1) | (rows[:-1] < 0)
    first: list[int] = np.flatnonzero(np.append(True, apart)[: len(rows)]).tolist()
    return first


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
