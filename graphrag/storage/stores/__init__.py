"""Passage stores: Qdrant in process on disk, in memory, or on a server."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from graphrag import settings
from graphrag.errors import SettingsError
from graphrag.storage.layout import Layout
from graphrag.storage.stores.protocol import BATCH, Floats, Hits, PassageStore, Sparse, SparseRows

__all__ = ["Floats", "Hits", "PassageStore", "Sparse", "check_section", "fill", "open_store"]


def check_section(section: settings.Store) -> None:
    """Refuse BM25 parameters that are none.

    Raises:
        SettingsError: bm25_k1 or bm25_b is out of range.
    """
    if not 0 <= section.bm25_k1 < 100:
        raise SettingsError("store.bm25_k1 is between 0 and 100; 1.2 is usual")
    if not 0 <= section.bm25_b <= 1:
        raise SettingsError("store.bm25_b is between 0 and 1; 0.75 is usual")


def open_store(
    section: settings.Store,
    layout: Layout,
    ids: Sequence[str],
    sparse: Iterable[Sparse],
    vectors: Floats,
    collection: str,
) -> PassageStore:
    """The store that `section.kind` names, filled if it does not hold the passages yet.

    Args:
        section: kind and url.
        layout: the derived files, with the embedded collection.
        ids: passage ids by position.
        sparse: the BM25 vector of each passage.
        vectors: float32 (len(ids), dimension).
        collection: a name that changes with the content, for a server.

    Raises:
        SettingsError: kind is "server" and there is no url.
        DamagedIndex, IndexError_: the store cannot be opened.
    """
    if section.kind == "edge":
        from graphrag.storage.stores.edge import EdgeStore

        return EdgeStore.open(layout.store)

    from graphrag.storage.stores.client import ClientStore

    if section.kind == "memory":
        store = ClientStore.in_memory(vectors.shape[1])
    elif section.url:
        store = ClientStore.on_server(section.url, collection, vectors.shape[1], len(ids))
    else:
        raise SettingsError("store.kind=server needs store.url, such as http://127.0.0.1:6333")
    if store.count() != len(ids):
        fill(store, ids, vectors, sparse)
    store.finish()
    return store


def fill(
    store: PassageStore, ids: Sequence[str], vectors: Floats, sparse: Iterable[Sparse]
) -> None:
    """Add all passages, a batch at a time."""
    left = iter(() if isinstance(sparse, SparseRows) else sparse)
    for start in range(0, len(ids), BATCH):
        rows = slice(start, start + BATCH)
        some = sparse[rows] if isinstance(sparse, SparseRows) else list(islice(left, BATCH))
        store.add(start, ids[rows], vectors[rows], some)
