"""The matrices of a generation: written whole, or beside those of the former one (`stacked`)."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graphrag.storage.caches import gather_vectors, key_list
from graphrag.storage.catalog import Catalog
from graphrag.storage.stacked import (
    Floats,
    Vectors,
    link,
    load_matrix,
    places_in,
    write_beside,
)
from graphrag.storage.texts import Keys

_ROWS = 20_000  # vectors in memory at once


def write_matrix(
    path: Path,
    catalog: Catalog,
    keys: Keys,
    dimension: int,
    rows: NDArray[np.int64],
    former: Path | None,
    *,
    whole: bool = False,
) -> None:
    """One vector a key: that of row `rows[i]` of the former matrix, or what the catalog keeps.

    Args:
        former: that matrix; its file is this one's, too, where few rows are new or gone.
        whole: write a file of its own all the same.
    """
    before = None if former is None else load_matrix(former)
    if former is not None and before is not None and not whole:
        places = places_in(before, rows)
        if places is not None:
            beside = np.flatnonzero(places < 0)
            more = _gathered(catalog, keys[beside], rows[beside], before)
            link(former, path)
            write_beside(path, places, before, more)
            return
    write_vectors(path, catalog, keys, dimension, rows, before)


def _gathered(
    catalog: Catalog, keys: Keys, rows: NDArray[np.int64], before: Vectors
) -> NDArray[np.float32]:
    found = np.empty((len(rows), before.shape[1]), np.float32)
    old = rows >= 0
    found[old] = before[rows[old]]
    fresh = np.empty((int((~old).sum()), before.shape[1]), np.float32)
    gather_vectors(catalog, key_list(keys[~old]), fresh)
    found[~old] = fresh
    return found


def write_vectors(
    path: Path,
    catalog: Catalog,
    keys: Keys,
    dimension: int,
    known: NDArray[np.int64],
    before: Vectors | None,
) -> None:
    """A whole file. Rows that stood side by side and still do are copied at once, as almost all do.

    Args:
        known: of each key its row in the matrix `before`, or -1.
    """
    header = np.lib.format.header_data_from_array_1_0(np.empty((0, dimension), np.float32))
    header["shape"] = (len(keys), dimension)
    with path.open("wb") as file:
        np.lib.format.write_array_header_1_0(file, header)
        for start, past in pairwise([*_starts(known), len(keys)]):
            first = int(known[start])
            if before is not None and first >= 0:
                some = np.ascontiguousarray(before[first : first + past - start])
                file.write(some.data.cast("B"))
                continue
            for at in range(start, past, _ROWS):
                names = key_list(keys[at : min(at + _ROWS, past)])
                found: Floats = np.empty((len(names), dimension), dtype=np.float32)
                gather_vectors(catalog, names, found)
                file.write(found.data)


def _starts(known: NDArray[np.int64]) -> list[int]:
    """Where runs begin: of rows that stood side by side, and of new ones."""
    old = known >= 0
    beside = old[1:] & old[:-1] & (np.diff(known) == 1)
    together = beside | ~(old[1:] | old[:-1])
    first = np.append(True, ~together)[: len(known)]
    return [int(place) for place in np.flatnonzero(first)]
