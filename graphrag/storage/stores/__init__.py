"""Passage stores: Qdrant in process on disk, in memory, or on a server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphrag import settings
from graphrag.errors import SettingsError
from graphrag.storage.layout import Layout
from graphrag.storage.stacked import Vectors
from graphrag.storage.stores.filling import fill
from graphrag.storage.stores.protocol import Floats, Hits, PassageStore, Sparse

if TYPE_CHECKING:
    from graphrag.storage.terms import Terms

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
    terms: Terms,
    vectors: Vectors,
    collection: str,
) -> PassageStore:
    """The store that `section.kind` names, filled if it does not hold the passages yet.

    Args:
        section: kind and url.
        layout: the derived files, with the embedded collection.
        ids: passage ids by position.
        terms: the BM25 terms of every passage.
        vectors: float32 (len(ids), dimension).
        collection: a name that changes with the content, for a server.

    Raises:
        SettingsError: kind is "server" and there is no url.
        DamagedIndex, IndexError_: the store cannot be opened.
    """
    if section.kind == "edge":
        from graphrag.storage.stores.points import open_points

        return open_points(layout, vectors, terms, section)

    from graphrag.storage.stores.client import ClientStore

    if section.kind == "memory":
        store = ClientStore.in_memory(vectors.shape[1])
    elif section.url:
        store = ClientStore.on_server(section.url, collection, vectors.shape[1], len(ids))
    else:
        raise SettingsError("store.kind=server needs store.url, such as http://127.0.0.1:6333")
    if store.count() != len(ids):
        fill(store, ids, vectors, terms.sparse(section.bm25_k1, section.bm25_b))
    store.finish()
    return store
