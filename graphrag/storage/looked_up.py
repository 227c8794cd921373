"""Strings that are looked up by what they say, in arrays that can be mapped from a file.

    bucket(s) = crc32(s) mod 2^k        the strings of bucket i are members[starts[i]:starts[i + 1]]

So a look-up reads a handful of bytes however many strings there are, and opening reads none.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from graphrag.storage.packing import Array, pack_strings, unpack_strings
from graphrag.storage.ragged import stable_order


def pack_looked_up(
    name: str, strings: Sequence[str], hashes: NDArray[np.uint32] | None = None
) -> dict[str, Array]:
    """The arrays of distinct strings, in their order.

    Args:
        hashes: of `hashes_of`, where somebody has them.
    """
    packed = pack_strings(name, strings)
    size = 1 << max(len(strings), 1).bit_length()
    if hashes is None:
        hashes = hashes_of(packed[f"{name}_bytes"], packed[f"{name}_ends"])
    buckets = hashes & np.uint32(size - 1)
    members = stable_order(buckets).astype(np.int32)
    counts = np.bincount(buckets, minlength=size)
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    table = {f"{name}_starts": starts, f"{name}_members": members}
    return table | packed


def hashes_of(raw: NDArray[np.uint8], ends: NDArray[np.int64]) -> NDArray[np.uint32]:
    """(n,) `zlib.crc32` of each string: the first bytes of all, then the second ones, and so on.

    Args:
        raw: all of their bytes.
        ends: (n,) where each ends.
    """
    starts = np.concatenate([[0], ends[:-1]]) if len(ends) else ends
    order = np.argsort(starts - ends, kind="stable")  # the longest first
    starts, lengths = starts[order], (ends - starts)[order]
    found = np.full(len(ends), 0xFFFFFFFF, np.uint32)
    for place in range(min(_AT_ONCE, int(lengths[0])) if len(lengths) else 0):
        some = found[: np.searchsorted(-lengths, -place)]  # those that have such a byte
        byte = (some ^ raw[starts[: len(some)] + place]) & 0xFF
        some[:] = _TABLE[byte] ^ (some >> 8)
    found ^= 0xFFFFFFFF
    for place in range(int(np.searchsorted(-lengths, -_AT_ONCE))):  # few are so long
        rest = raw[starts[place] + _AT_ONCE : starts[place] + lengths[place]]
        found[place] = zlib.crc32(rest.tobytes(), int(found[place]))
    hashes = np.empty_like(found)
    hashes[order] = found
    return hashes


def _table() -> NDArray[np.uint32]:
    """What CRC-32 makes of each byte."""
    found = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        found = np.where(found & 1, (found >> 1) ^ 0xEDB88320, found >> 1).astype(np.uint32)
    return found


_TABLE = _table()
_AT_ONCE = 64  # bytes of a string


class LookedUp:
    """Distinct strings by number, and the number of each."""

    def __init__(self, name: str, arrays: Mapping[str, Array]) -> None:
        self.strings = unpack_strings(name, arrays)
        self._starts = arrays[f"{name}_starts"].data  # its items are Python's numbers already
        self._members = arrays[f"{name}_members"].data
        self._mask = len(self._starts) - 2

    def __len__(self) -> int:
        return len(self.strings)

    def find(self, text: str) -> int:
        """Its number; -1 where it is none of the strings."""
        raw = text.encode("utf-8", "surrogatepass")
        bucket = zlib.crc32(raw) & self._mask
        for place in range(self._starts[bucket], self._starts[bucket + 1]):
            number: int = self._members[place]
            if self.strings.encoded(number) == raw:
                return number
        return -1
