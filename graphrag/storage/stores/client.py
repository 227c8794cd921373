"""Qdrant's own client: a collection in this process's memory, or on a server or cluster by URL."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Self

from qdrant_client import QdrantClient, models
from qdrant_client.common.client_exceptions import QdrantException
from qdrant_client.http.exceptions import ApiException

from graphrag.errors import IndexError_
from graphrag.storage.stores.bm25_text import query_vector
from graphrag.storage.stores.protocol import (
    BM25,
    DENSE,
    EXACT_BELOW,
    Floats,
    Hits,
    Ints,
    Sparse,
    as_hits,
)

TIMEOUT_S = 30
IN_MEMORY = ":memory:"


class ClientStore:
    """Implements `PassageStore` through qdrant-client. Use `in_memory` or `on_server`."""

    def __init__(self, client: QdrantClient, collection: str, where: str) -> None:
        self._client = client
        self._collection = collection
        self._where = where
        self._params: models.SearchParams | None = None  # memory is searched exactly anyway

    @classmethod
    def in_memory(cls, dimension: int) -> Self:
        """An empty collection that lives as long as the object."""
        store = cls(QdrantClient(IN_MEMORY), "passages", IN_MEMORY)
        store._create(dimension)
        return store

    @classmethod
    def on_server(cls, url: str, collection: str, dimension: int, expected: int) -> Self:
        """The collection of that name; made anew unless it holds `expected` passages already.

        Raises:
            IndexError_: the server cannot be reached or refuses.
        """
        key = os.environ.get("QDRANT_API_KEY", "").strip() or None
        client = QdrantClient(
            url=url, api_key=key, timeout=TIMEOUT_S, check_compatibility=False, trust_env=False
        )
        store = cls(client, collection, url)
        with store._guard():
            if client.collection_exists(collection):
                if store.count() == expected:
                    return store
                client.delete_collection(collection)
        store._create(dimension)
        return store

    def _create(self, dimension: int) -> None:
        with self._guard():
            self._client.create_collection(
                self._collection,
                vectors_config={
                    DENSE: models.VectorParams(size=dimension, distance=models.Distance.DOT)
                },
                sparse_vectors_config={
                    BM25: models.SparseVectorParams(modifier=models.Modifier.IDF)
                },
            )

    def add(self, first: int, ids: Sequence[str], dense: Floats, sparse: Sequence[Sparse]) -> None:
        """See `PassageStore.add`."""
        points = [
            models.PointStruct(
                id=first + i,
                vector={
                    DENSE: dense[i].tolist(),
                    BM25: models.SparseVector(indices=terms.indices, values=terms.values),
                },
                payload={"id": name},
            )
            for i, (name, terms) in enumerate(zip(ids, sparse, strict=True))
        ]
        with self._guard():
            self._client.upsert(self._collection, points, wait=True)

    def finish(self) -> None:
        """Every batch was acknowledged already; small collections are searched exactly."""
        if self._where != IN_MEMORY:
            self._params = models.SearchParams(exact=self.count() <= EXACT_BELOW)

    def search_dense(self, vector: Floats, k: int, among: Ints | None = None) -> Hits:
        """See `PassageStore.search_dense`."""
        return self._search(vector.tolist(), DENSE, k, among)

    def search_bm25(self, question: str, k: int, among: Ints | None = None) -> Hits:
        """See `PassageStore.search_bm25`."""
        query = query_vector(question)
        if not query.indices:
            return as_hits([])
        sparse = models.SparseVector(indices=query.indices, values=query.values)
        return self._search(sparse, BM25, k, among)

    def _search(
        self, query: list[float] | models.SparseVector, using: str, k: int, among: Ints | None
    ) -> Hits:
        only, params = None, self._params
        if among is not None:
            only = models.Filter(must=[models.HasIdCondition(has_id=among.tolist())])
            params = models.SearchParams(exact=True)
        with self._guard():
            found = self._client.query_points(
                self._collection,
                query=query,
                using=using,
                limit=k,
                with_payload=False,
                query_filter=only,
                search_params=params,
            )
        return as_hits([(int(point.id), point.score) for point in found.points])

    def count(self) -> int:
        """See `PassageStore.count`."""
        with self._guard():
            return self._client.count(self._collection, exact=True).count

    def close(self) -> None:
        """See `PassageStore.close`."""
        self._client.close()

    @contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except (ApiException, QdrantException, OSError) as error:
            raise IndexError_(
                f"the passage store at {self._where} cannot be used ({error}); check store.url "
                "and that the server runs, or set store.kind=edge"
            ) from error
