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

from graphrag.storage import packing
from graphrag.storage.stacked import Stacked, link, load_matrix, more_of

ABOVE = 1 << 16  # rows; fewer are multiplied exactly in no more time than anything else takes
_ROWS = 20_000  # in memory at once

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Rounded:
    """A matrix, rounded; or the rows of one that lies in two files (`Stacked`), each rounded."""

    codes: NDArray[np.int8]  # (n, dimension)
    steps: Floats  # (n,)
    beside: Rounded | None = None  # of the rows that lie beside
    place: NDArray[np.int32] | None = None  # of each row in both, one below the other


def rounded(matrix: Floats) -> Rounded:
    """Each row by itself; a row of zeros stays one."""
    steps = (np.abs(matrix).max(axis=1, initial=0) / 127).astype(np.float32)
    codes = np.rint(matrix / np.where(steps > 0, steps, 1)[:, None]).astype(np.int8)
    return Rounded(codes, steps)


def write_rounded(source: Path, path: Path, former: Path | None) -> None:
    """Round a matrix of a file into another file, and what lies beside it; none of few rows.

    Args:
        former: where the former generation has that file; it is taken over where the matrix was.
    """
    matrix = load_matrix(source)
    if len(matrix) <= ABOVE:
        return
    base = matrix.base if isinstance(matrix, Stacked) else matrix
    taken = former is not None and former.exists() and _same(former, source)
    if taken and former is not None:
        link(former, path)
    else:
        packing.save_arrays(path, _arrays(base))
    if isinstance(matrix, Stacked):
        packing.save_arrays(more_of(path), _arrays(matrix.more))


def _same(former: Path, source: Path) -> bool:
    """Whether the matrix beside the former codes is the very file."""
    before = former.with_name(source.name)
    return before.exists() and before.samefile(source)


def _arrays(matrix: Floats) -> dict[str, packing.Array]:
    codes, steps = np.empty(matrix.shape, np.int8), np.empty(len(matrix), np.float32)
    for start in range(0, len(matrix), _ROWS):
        some = rounded(matrix[start : start + _ROWS])
        codes[start : start + _ROWS] = some.codes
        steps[start : start + _ROWS] = some.steps
    return {"codes": codes, "steps": steps}


def read_rounded(path: Path, source: Path) -> Rounded | None:
    """The inverse of `write_rounded`; nothing where there is no such file."""
    if not path.exists():
        return None
    arrays = packing.load_arrays(path)
    codes, steps = arrays["codes"], arrays["steps"]
    if not more_of(path).exists():
        return Rounded(codes, steps)
    more = packing.load_arrays(more_of(path))
    place = packing.load_arrays(more_of(source))["place"]
    return Rounded(codes, steps, Rounded(more["codes"], more["steps"]), place)
