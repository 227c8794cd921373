"""Vectors in a byte a number along their leading axes, for a first look at very many of them.

    axes      the first eigenvectors of Σ x xᵀ: as many as hold most of the vectors' squared length
    x ≈ step · axes · code,   step = max |axesᵀ x| / 127,   code = round(axesᵀ x / step)

A question is turned the same way, so q · x ≈ step · (axesᵀ q · code). Of 384 numbers of a sentence
128 are left, a byte each: a twelfth of the memory is read. The product is off by 0.017, one
standard deviation (sentences of an encyclopaedia), so what comes first is multiplied again exactly.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graphrag.storage import packing
from graphrag.storage.stacked import Stacked, link, load_matrix, more_of

ABOVE = 1 << 16  # rows; fewer are multiplied exactly in no more time than anything else takes
MOST = 0.75  # of the squared length, that the axes hold
_TOGETHER = 64  # axes; so many bytes are read from memory at once
_SAMPLE = 8192  # rows whose axes stand for those of all
_ROWS = 20_000  # in memory at once

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Rounded:
    """A matrix, rounded; or the rows of one that lies in two files (`Stacked`), each rounded."""

    axes: Floats  # (dimension, a), columns of length one
    codes: NDArray[np.int8]  # (n, a)
    steps: Floats  # (n,)
    beside: Rounded | None = None  # of the rows that lie beside
    place: NDArray[np.int32] | None = None  # of each row in both, one below the other


def leading_axes(matrix: Floats) -> Floats:
    """(dimension, a) the axes along which rows are longest, that hold most of their length."""
    some = np.asarray(matrix[:: max(len(matrix) // _SAMPLE, 1)], np.float64)
    lengths, axes = np.linalg.eigh(some.T @ some)  # ascending
    held = np.cumsum(lengths[::-1])
    enough = int(np.searchsorted(held, MOST * held[-1])) // _TOGETHER + 1
    return np.ascontiguousarray(axes[:, ::-1][:, : enough * _TOGETHER], np.float32)


def rounded(matrix: Floats, axes: Floats) -> Rounded:
    """Each row by itself; a row of zeros stays one."""
    turned = matrix @ axes
    steps = (np.abs(turned).max(axis=1, initial=0) / 127).astype(np.float32)
    codes = np.rint(turned / np.where(steps > 0, steps, 1)[:, None]).astype(np.int8)
    return Rounded(axes, codes, steps)


def write_rounded(source: Path, path: Path, former: Path | None) -> None:
    """Round a matrix of a file into another file, and what lies beside it; none of few rows.

    Args:
        former: where the former generation has that file; it is taken over where the matrix was.
    """
    matrix = load_matrix(source)
    if len(matrix) <= ABOVE:
        return
    base = matrix.base if isinstance(matrix, Stacked) else matrix
    if former is not None and former.exists() and _same(former, source):
        link(former, path)
    else:
        packing.save_arrays(path, _arrays(base, leading_axes(base)))
    if isinstance(matrix, Stacked):
        axes = packing.load_arrays(path)["axes"]
        packing.save_arrays(more_of(path), _arrays(matrix.more, axes))


def _same(former: Path, source: Path) -> bool:
    """Whether the matrix beside the former codes is the very file."""
    before = former.with_name(source.name)
    return before.exists() and before.samefile(source)


def _arrays(matrix: Floats, axes: Floats) -> dict[str, packing.Array]:
    codes = np.empty((len(matrix), axes.shape[1]), np.int8)
    steps = np.empty(len(matrix), np.float32)
    for start in range(0, len(matrix), _ROWS):
        some = rounded(matrix[start : start + _ROWS], axes)
        codes[start : start + _ROWS] = some.codes
        steps[start : start + _ROWS] = some.steps
    return {"axes": axes, "codes": codes, "steps": steps}


def read_rounded(path: Path, source: Path) -> Rounded | None:
    """The inverse of `write_rounded`; nothing where there is no such file."""
    if not path.exists():
        return None
    found = _loaded(path)
    if not more_of(path).exists():
        return found
    place = packing.load_arrays(more_of(source))["place"]
    return replace(found, beside=_loaded(more_of(path)), place=place)


def _loaded(path: Path) -> Rounded:
    arrays = packing.load_arrays(path)
    return Rounded(arrays["axes"], arrays["codes"], arrays["steps"])
