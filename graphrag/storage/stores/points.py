"""The embedded collection of a generation: its own, or the former one's but for what has changed.

`points.arrays` says which passage each of the collection's points is, and by which parameters its
BM25 vectors were made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager

import numpy as np
from numpy.typing import NDArray

from graphrag.settings import Store
from graphrag.storage import packing
from graphrag.storage.layout import Layout
from graphrag.storage.manifest import recorded_files
from graphrag.storage.stacked import Vectors, link, too_many
from graphrag.storage.stores.filling import fill
from graphrag.storage.stores.protocol import PassageStore
from graphrag.storage.terms import Terms

Parameters = tuple[float, float]  # k1 and b of BM25


def open_points(layout: Layout, vectors: Vectors, terms: Terms, section: Store) -> PassageStore:
    """The store of a generation, for reading.

    Raises:
        DamagedIndex: the engine cannot load it.
    """
    from graphrag.storage.stores.edge import EdgeStore
    from graphrag.storage.stores.renewed import Passages, RenewedStore

    collection = EdgeStore.open(layout.store)
    if is_whole(layout):
        return collection
    now = packing.load_arrays(layout.points)["now"]
    return RenewedStore(collection, now, Passages(vectors, terms, section))


def is_whole(layout: Layout) -> bool:
    """Whether the collection is of this generation's passages, one by one."""
    points = packing.load_arrays(layout.points)
    now, count = points["now"], int(points["passages"][0])
    return len(now) == count and bool((now == np.arange(count)).all())


def take_over(
    layout: Layout, former: Layout, rows: NDArray[np.int64], parameters: Parameters
) -> bool:
    """Have the former generation's collection, where it is of use still.

    Args:
        rows: (P,) which former passage each is, text for text; -1: none.

    Returns:
        Whether it is: not where too much has changed.
    """
    points = packing.load_arrays(former.points)
    old = points["now"]
    if tuple(points["bm25"].tolist()) != parameters:
        return False
    place = np.full(max(rows.max(initial=-1), old.max(initial=-1)) + 1, -1, np.int32)
    place[rows[rows >= 0]] = np.flatnonzero(rows >= 0)
    now = np.where(old >= 0, place[old], -1).astype(np.int32) if len(place) else old
    there = int((now >= 0).sum())
    if not there or too_many(len(now) - there + len(rows) - there, len(rows)):
        return False
    prefix = f"{former.store.name}/"
    for name in recorded_files(former):
        if name.startswith(prefix):
            target = layout.root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            link(former.root / name, target)
    _record(layout, now, len(rows), parameters)
    return True


@contextmanager
def written(
    layout: Layout, ids: Sequence[str], vectors: Vectors, terms: Terms, parameters: Parameters
) -> Iterator[None]:
    """A collection of this generation's own is written by a process beside, within the block.

    Raises:
        IndexError_: the disk is full.
    """
    from graphrag.storage.stores.edge import EdgeStore

    sparse = terms.sparse_rows(*parameters)
    store = EdgeStore.create(layout.store, vectors.shape[1])
    with ThreadPoolExecutor(1) as pool, closing(store):
        filled = pool.submit(fill, store, ids, vectors, sparse)
        yield
        filled.result()
        store.finish()
    _record(layout, np.arange(len(ids), dtype=np.int32), len(ids), parameters)


def _record(layout: Layout, now: NDArray[np.int32], passages: int, parameters: Parameters) -> None:
    said: dict[str, packing.Array] = {"now": now, "bm25": np.array(parameters, dtype=np.float64)}
    said["passages"] = np.array([passages], dtype=np.int64)
    packing.save_arrays(layout.points, said)
