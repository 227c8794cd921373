"""Vectors in a byte a number, for a first look at very many of them.

    x ≈ step · code,   step = max |x| / 127,   code = round(x / step)      for each row x

The product of a question with all rows reads a quarter of the memory then. It is off by 0.002 at
most (sentences of an encyclopaedia, 384 numbers), so what comes first is multiplied again exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ABOVE = 1 << 16  # rows; fewer are multiplied exactly in no more time than anything else takes
_ROWS = 20_000  # in memory at once

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Rounded:
    """A matrix, rounded."""

    codes: NDArray[np.int8]  # (n, dimension)
    steps: Floats  # (n,)


def rounded(matrix: Floats) -> Rounded:
    """Each row by itself; a row of zeros stays one."""
    steps = (np.abs(matrix).max(axis=1, initial=0) / 127).astype(np.float32)
    codes = np.rint(matrix / np.where(steps > 0, steps, 1)[:, None]).astype(np.int8)
    return Rounded(codes, steps)


def write_rounded(source: Path, codes: Path, steps: Path) -> None:
    """Round a matrix of a file into two files, some rows at a time; none where it has few rows."""
    matrix = np.load(source, mmap_mode="r")
    if len(matrix) <= ABOVE:
        return
    shape = matrix.shape
    target = np.lib.format.open_memmap(codes, mode="w+", dtype=np.int8, shape=shape)
    found = np.empty(len(matrix), np.float32)
    for start in range(0, len(matrix), _ROWS):
        some = rounded(matrix[start : start + _ROWS])
        target[start : start + _ROWS] = some.codes
        found[start : start + _ROWS] = some.steps
    target.flush()
    np.save(steps, found)


def read_rounded(codes: Path, steps: Path) -> Rounded | None:
    """The inverse of `write_rounded`; nothing where there are no such files."""
    if not codes.exists():
        return None
    return Rounded(np.load(codes, mmap_mode="r"), np.load(steps))
