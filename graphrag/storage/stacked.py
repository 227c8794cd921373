"""A matrix of a generation that is another one's, but for some rows.

The former matrix stays the file it is, under another name; beside it lie the rows that it lacks,
and where each row is to be found. So a change writes its own vectors, and a place for each of the
others. What the former one has and this one has not stays in the file, until so many rows are new
or gone that the whole is written anew (`too_many`).
"""

from __future__ import annotations

import mmap
import os
import shutil
from bisect import bisect_left
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphrag.errors import DamagedIndex
from graphrag.storage import packing

Floats = NDArray[np.float32]
AT_LEAST = 64  # rows that may be new or gone however small the matrix is
ONE_IN = 16  # of more rows
_MAP_ABOVE = 1 << 20  # bytes; smaller files are read at once (an empty one cannot be mapped)


@dataclass(frozen=True, slots=True, eq=False)
class Stacked:
    """Row i is row `place[i]` of `base` and `more`, one below the other."""

    base: Floats  # (b, d)
    more: Floats  # (m, d)
    place: NDArray[np.int32]  # (n,)
    breaks: list[int] = field(init=False)  # the rows after which another one follows in `base`

    def __post_init__(self) -> None:
        beside = (np.diff(self.place) == 1) & (self.place[1:] < len(self.base))
        object.__setattr__(self, "breaks", np.flatnonzero(~beside).tolist())

    def __len__(self) -> int:
        return len(self.place)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows, and numbers a row."""
        return len(self.place), int(self.base.shape[1])

    @property
    def dtype(self) -> np.dtype[np.float32]:
        """What a number is."""
        return self.base.dtype

    def __getitem__(self, rows: Any) -> Floats:
        """One row, or some; a copy, but for a slice that stands together in `base`."""
        if isinstance(rows, slice) and rows.step is None:
            start, stop, _ = rows.indices(len(self.place))
            first = int(self.place[start]) if start < stop else len(self.base)
            whole = bisect_left(self.breaks, start) == bisect_left(self.breaks, stop - 1)
            if whole and first < len(self.base):
                return self.base[first : first + stop - start]
        return self._at(self.place[rows])

    def _at(self, places: NDArray[np.int32]) -> Floats:
        within = len(self.base)
        if places.ndim == 0:
            return self.base[places] if places < within else self.more[places - within]
        old = places < within
        if old.all():
            return self.base[places]
        found = self.base[np.where(old, places, 0)]
        found[~old] = self.more[places[~old] - within]
        return found

    def __matmul__(self, other: Floats) -> Floats:
        """The product of each row with a vector, or with the columns of a matrix."""
        return np.concatenate([self.base @ other, self.more @ other])[self.place]

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        """All of it as one matrix."""
        return self._at(self.place).astype(dtype or np.float32, copy=False)


Vectors = Floats | Stacked


def too_many(changed: int, rows: int) -> bool:
    """Whether so many of them are new or gone that all are to be written anew."""
    return changed > max(AT_LEAST, rows // ONE_IN)


def more_of(path: Path) -> Path:
    """What lies beside a matrix that has not all of the rows."""
    return path.with_suffix(".more")


def load_matrix(path: Path, *, scattered: bool = False) -> Vectors:
    """The matrix of a file, mapped, and of what lies beside it.

    Args:
        scattered: of very many rows a few are read, here and there; the system then reads no more
            of the disk than these, where it would read 32 pages around each.

    Raises:
        DamagedIndex: a file is damaged.
    """
    try:
        large = path.stat().st_size > _MAP_ABOVE
        found = np.load(path, mmap_mode="r" if large else None, allow_pickle=False)
    except ValueError as error:
        raise DamagedIndex(f"{path} is damaged ({error}); run `graphrag verify`") from error
    if large and scattered and hasattr(mmap, "MADV_RANDOM"):  # Windows has no such word
        found._mmap.madvise(mmap.MADV_RANDOM)
    base = np.asarray(found)  # plain: memmap, a class of its own, takes three times as long to cut
    if not more_of(path).exists():
        return base
    beside = packing.load_arrays(more_of(path))
    return Stacked(base, beside["vectors"], beside["place"])


def places_in(former: Vectors, rows: NDArray[np.int64]) -> NDArray[np.int32] | None:
    """Where the rows are in the former matrix's first file; -1: they are to be put beside it.

    Args:
        rows: which former row each is; -1: none.

    Returns:
        Nothing where so many are new or gone that all are to be written anew, or none is there:
        then another encoder made them.
    """
    base = former.base if isinstance(former, Stacked) else former
    places = rows.copy()
    if isinstance(former, Stacked):
        places[rows >= 0] = former.place[rows[rows >= 0]]
    places[places >= len(base)] = -1
    there = int((places >= 0).sum())
    changed = len(base) - there + len(rows) - there
    return None if not there or too_many(changed, len(rows)) else places.astype(np.int32)


def write_beside(path: Path, places: NDArray[np.int32], former: Vectors, more: Floats) -> None:
    """What `load_matrix` needs beside the former matrix's first file; nothing where that is all.

    Args:
        places: of `places_in`.
        more: the rows that it has not, in their order.
    """
    base = len(former.base if isinstance(former, Stacked) else former)
    if len(places) == base and (places == np.arange(base)).all():
        return
    whole = places.copy()
    whole[places < 0] = base + np.arange(len(more), dtype=np.int32)
    packing.save_arrays(more_of(path), {"place": whole, "vectors": more})


def link(source: Path, target: Path) -> None:
    """Have the file under another name, too; a copy where that cannot be."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
