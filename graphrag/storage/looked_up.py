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


def pack_looked_up(name: str, strings: Sequence[str]) -> dict[str, Array]:
    """The arrays of distinct strings, in their order."""
    hashes = np.fromiter((zlib.crc32(s.encode()) for s in strings), np.uint32, len(strings))
    size = 1 << max(len(strings), 1).bit_length()
    buckets = hashes & np.uint32(size - 1)
    members = np.argsort(buckets, kind="stable").astype(np.int32)
    counts = np.bincount(buckets, minlength=size)
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    table = {f"{name}_starts": starts, f"{name}_members": members}
    return table | pack_strings(name, strings)


class LookedUp:
    """Distinct strings by number, and the number of each."""

    def __init__(self, name: str, arrays: Mapping[str, Array]) -> None:
        self.strings = unpack_strings(name, arrays)
        self._starts: NDArray[np.int32] = arrays[f"{name}_starts"]
        self._members: NDArray[np.int32] = arrays[f"{name}_members"]
        self._mask = len(self._starts) - 2

    def __len__(self) -> int:
        return len(self.strings)

    def find(self, text: str) -> int:
        """Its number; -1 where it is none of the strings."""
        bucket = zlib.crc32(text.encode("utf-8", "surrogatepass")) & self._mask
        for place in range(int(self._starts[bucket]), int(self._starts[bucket + 1])):
            number = int(self._members[place])
            if self.strings[number] == text:
                return number
        return -1
