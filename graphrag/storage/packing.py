"""Arrays and lists of strings in files that are mapped rather than read.

A file is the eight letters GRAPHRAG, the length of what follows as eight bytes, a JSON object that
gives each array's type, shape and place, and the arrays, each at a multiple of 64 bytes. Opening
one touches its head only: a page of an array is read from the disk when it is first used.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphrag.errors import DamagedIndex
from graphrag.storage.row_list import RowList
from graphrag.storage.strings import Codes, Strings

Array = NDArray[Any]
Whole = mmap.mmap | memoryview | bytes
_MAGIC = b"GRAPHRAG"
_ALIGNED = 64  # bytes: a cache line, and whatever a vector unit wants


def pack_strings(name: str, strings: Sequence[str]) -> dict[str, Array]:
    """Two arrays: all the strings in UTF-8, and where each ends."""
    if isinstance(strings, Strings):
        whole, ends = strings.packed()
        return {f"{name}_bytes": whole, f"{name}_ends": ends}
    lengths = np.fromiter(map(len, strings), np.int64, len(strings))
    joined = "".join(strings)
    if joined.isascii():
        raw = joined.encode()
    else:  # some letters take several bytes
        each = [text.encode() for text in strings]
        raw, lengths = b"".join(each), np.fromiter(map(len, each), np.int64, len(each))
    ends = np.cumsum(lengths, dtype=np.int64)
    return {f"{name}_bytes": np.frombuffer(raw, np.uint8), f"{name}_ends": ends}


def unpack_strings(name: str, arrays: Mapping[str, Array]) -> Strings:
    """The inverse of `pack_strings`; a string is made when it is asked for."""
    return Strings(arrays[f"{name}_bytes"], arrays[f"{name}_ends"])


def pack_codes(name: str, strings: Sequence[str]) -> dict[str, Array]:
    """For few distinct strings: their sorted vocabulary and a number each."""
    if isinstance(strings, Codes):
        settled = strings.settled()
        return {f"{name}_codes": settled.codes, **pack_strings(f"{name}_words", settled.words)}
    vocabulary = sorted(set(strings))
    numbers = {text: number for number, text in enumerate(vocabulary)}
    codes = np.fromiter(map(numbers.__getitem__, strings), np.int32, len(strings))
    return {f"{name}_codes": codes, **pack_strings(f"{name}_words", vocabulary)}


def unpack_codes(name: str, arrays: Mapping[str, Array]) -> Codes:
    """The inverse of `pack_codes`."""
    return Codes(arrays[f"{name}_codes"], unpack_strings(f"{name}_words", arrays))


def columns(rows: Sequence[Any], *names: str) -> dict[str, Array]:
    """int32 arrays of the named integer attributes of `rows`, two of them at least."""
    if isinstance(rows, RowList):
        return {name: rows.column(name).astype(np.int32) for name in names}
    values = chain.from_iterable(map(attrgetter(*names), rows))
    table = np.fromiter(values, np.int32, len(rows) * len(names)).reshape(-1, len(names))
    return {name: np.ascontiguousarray(table[:, place]) for place, name in enumerate(names)}


def save_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write the arrays; equal ones give equal bytes."""
    with path.open("wb") as file:
        file.writelines(_pieces(arrays))


def dump_arrays(arrays: Mapping[str, Array]) -> bytes:
    """What `save_arrays` writes."""
    return b"".join(_pieces(arrays))


def _pieces(arrays: Mapping[str, Array]) -> Iterator[bytes | memoryview]:
    entries: dict[str, tuple[str, tuple[int, ...], int]] = {}
    end = 0
    for name, array in arrays.items():
        entries[name] = (array.dtype.str, array.shape, end)
        end = _aligned(end + array.nbytes)
    head = json.dumps(entries).encode()
    head += b" " * (_aligned(len(head) + 16) - len(head) - 16)
    yield _MAGIC + len(head).to_bytes(8, "little") + head
    for array in arrays.values():
        yield np.ascontiguousarray(array).data.cast("B") if array.size else b""
        yield bytes(_aligned(array.nbytes) - array.nbytes)


def load_arrays(path: Path) -> dict[str, Array]:
    """The arrays of a file, mapped, for reading only.

    Raises:
        DamagedIndex: it is no such file.
    """
    try:
        with path.open("rb") as file:
            return parse_arrays(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (ValueError, TypeError, AttributeError) as error:
        raise DamagedIndex(f"{path} is damaged ({error}); run `graphrag verify`") from error


def parse_arrays(whole: Whole) -> dict[str, Array]:
    """The inverse of `dump_arrays`; nothing is copied.

    Raises:
        ValueError, TypeError, AttributeError: it is something else.
    """
    length = int.from_bytes(whole[8:16], "little")
    if whole[:8] != _MAGIC or length > len(whole):
        raise ValueError("it begins otherwise")
    entries = json.loads(bytes(whole[16 : 16 + length]))
    return {name: _array(whole, 16 + length, *entry) for name, entry in entries.items()}


def _array(whole: Whole, first: int, kind: str, shape: list[int], at: int) -> Array:
    count = int(np.prod(shape, dtype=np.int64))
    found = np.frombuffer(whole, np.dtype(kind), count, first + at)
    return found.reshape(shape)


def _aligned(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
