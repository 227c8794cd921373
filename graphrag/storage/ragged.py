"""Rows of unequal length in one array, row i at `indptr[i]:indptr[i + 1]`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray


def distinct(values: NDArray[Any]) -> NDArray[Any]:
    """The values of a list of numbers, sorted, each once.

    `np.unique` hashes them before it sorts, which takes ten times as long where most are distinct.
    """
    ordered = np.sort(values)
    first = np.ones(len(ordered), dtype=bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def is_in(values: NDArray[Any], some: NDArray[Any] | Sequence[int]) -> NDArray[np.bool_]:
    """Which of the numbers are among `some`.

    `np.isin` takes five times as long where they are few, and loads NumPy's masked arrays.
    """
    known = distinct(np.asarray(some))
    if not len(known):
        return np.zeros(len(values), dtype=bool)
    at = np.minimum(np.searchsorted(known, values), len(known) - 1)
    found: NDArray[np.bool_] = known[at] == values
    return found


def stable_order(keys: NDArray[Any]) -> NDArray[np.intp]:
    """`np.argsort(keys, kind="stable")` of whole numbers from 0 to 2³² − 1: by their lower halves,
    then by the upper ones. NumPy sorts numbers of two bytes by counting, in a fifth of the time.
    """
    order = np.argsort((keys & 0xFFFF).astype(np.uint16), kind="stable")
    upper = keys >> 16
    if upper.any():
        order = order[np.argsort(upper[order].astype(np.uint16), kind="stable")]
    return order


def grouped(keys: NDArray[Any], n_keys: int) -> NDArray[np.int64]:
    """(n_keys + 1,) where the rows of each key begin when all are sorted by their keys."""
    return np.append(0, np.cumsum(np.bincount(keys, minlength=n_keys))).astype(np.int64)


def taken(
    indptr: NDArray[np.int64], rows: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rows in another order: their own `indptr`, and where each of their values lies now."""
    lengths = (indptr[1:] - indptr[:-1])[rows]
    new = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    places = np.repeat(indptr[rows] - new[:-1], lengths) + np.arange(new[-1])
    return new, places


def put_between(
    stay: NDArray[np.bool_], places: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The numbers of a sorted list's rows when some go and others come between them.

    Args:
        stay: (n,) which rows stay.
        places: how many of the n rows come before each new one, which are sorted.

    Returns:
        (n,) the number of each row now, -1 where it goes; the numbers of the new ones; and of all
        rows now which one each was, -1 for a new one.
    """
    numbers = np.append(0, np.cumsum(stay))[places] + np.arange(len(places))
    is_new = np.zeros(int(stay.sum()) + len(places), dtype=bool)
    is_new[numbers] = True
    moved, rows = np.full(len(stay), -1, np.int64), np.full(len(is_new), -1, np.int64)
    moved[stay] = np.flatnonzero(~is_new)
    rows[~is_new] = np.flatnonzero(stay)
    return moved, numbers, rows


@dataclass(frozen=True, slots=True, eq=False)
class Ragged:
    """A table whose rows belong to passages, those of passage p at `indptr[p]:indptr[p + 1]`."""

    indptr: NDArray[np.int64]  # (P + 1,)
    table: NDArray[np.int64]  # (rows, columns)

    @property
    def owner(self) -> NDArray[np.int64]:
        """(rows,) the passage of each row."""
        return np.repeat(np.arange(len(self.indptr) - 1), np.diff(self.indptr))

    def of(self, passage: int) -> NDArray[np.int64]:
        """The rows of one passage."""
        return self.table[self.indptr[passage] : self.indptr[passage + 1]]

    def renewed(
        self, kept: NDArray[np.int64], new: Mapping[int, Sequence[Sequence[int]]]
    ) -> Ragged:
        """The rows of other passages.

        Args:
            kept: for each passage which one of this table's it was, or -1.
            new: the rows of each passage that was none.
        """
        fresh = sorted(new)
        counts = np.array([len(new[passage]) for passage in fresh], dtype=np.int64)
        flat = chain.from_iterable(chain.from_iterable(new[passage] for passage in fresh))
        rows = np.fromiter(flat, np.int64).reshape(-1, self.table.shape[1])
        both = np.concatenate([self.indptr, self.indptr[-1] + np.cumsum(counts)]).astype(np.int64)
        places = kept.copy()
        places[fresh] = len(self.indptr) - 1 + np.arange(len(fresh))
        indptr, spots = taken(both, places)
        return Ragged(indptr, np.concatenate([self.table, rows])[spots])


def no_rows(columns: int) -> Ragged:
    """A table of no passages."""
    return Ragged(np.zeros(1, np.int64), np.empty((0, columns), np.int64))


def pack_ragged(name: str, ragged: Ragged) -> dict[str, NDArray[Any]]:
    """Two arrays, as a derived file keeps them."""
    return {f"{name}_indptr": ragged.indptr, f"{name}_table": ragged.table}


def unpack_ragged(name: str, arrays: Mapping[str, NDArray[Any]]) -> Ragged:
    """The inverse of `pack_ragged`."""
    return Ragged(arrays[f"{name}_indptr"], arrays[f"{name}_table"])
