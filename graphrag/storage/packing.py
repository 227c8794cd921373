"""Arrays and lists of strings in .npz files that need no pickle to read."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphrag.errors import DamagedIndex

Array = NDArray[Any]


def pack_strings(name: str, strings: Sequence[str]) -> dict[str, Array]:
    """Two arrays: all the strings in UTF-8, and where each ends."""
    raw = [text.encode() for text in strings]
    ends = np.cumsum([len(item) for item in raw], dtype=np.int64)
    return {f"{name}_bytes": np.frombuffer(b"".join(raw), np.uint8), f"{name}_ends": ends}


def unpack_strings(name: str, arrays: Mapping[str, Array]) -> list[str]:
    """The inverse of `pack_strings`."""
    whole = arrays[f"{name}_bytes"].tobytes()
    ends = arrays[f"{name}_ends"].tolist()
    starts = [0, *ends][: len(ends)]
    return [whole[start:end].decode() for start, end in zip(starts, ends, strict=True)]


def pack_codes(name: str, strings: Sequence[str]) -> dict[str, Array]:
    """For few distinct strings: their sorted vocabulary and a number each."""
    vocabulary = sorted(set(strings))
    numbers = {text: number for number, text in enumerate(vocabulary)}
    codes = np.array([numbers[text] for text in strings], dtype=np.int32)
    return {f"{name}_codes": codes, **pack_strings(f"{name}_words", vocabulary)}


def unpack_codes(name: str, arrays: Mapping[str, Array]) -> list[str]:
    """The inverse of `pack_codes`; equal strings are one object."""
    vocabulary = unpack_strings(f"{name}_words", arrays)
    return [vocabulary[code] for code in arrays[f"{name}_codes"].tolist()]


def columns(rows: Sequence[Any], *names: str) -> dict[str, Array]:
    """int32 arrays of the named integer attributes of `rows`."""
    return {name: np.array([getattr(r, name) for r in rows], dtype=np.int32) for name in names}


def save_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write an .npz; equal arrays give equal bytes."""
    with path.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)


def load_arrays(path: Path) -> dict[str, Array]:
    """Read an .npz into memory.

    Raises:
        DamagedIndex: it is not one, or its checksums differ.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            return {name: file[name] for name in file.files}
    except (ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise DamagedIndex(f"{path} is damaged ({error}); run `graphrag verify`") from error
