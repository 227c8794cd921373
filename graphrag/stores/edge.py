"""Qdrant Edge: the engine in this process, its collection in a directory of ours.

Opened without a write-ahead log: a finished collection is never written again, and it is the log
alone that allows one open handle a directory. So any number of processes can search one index.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import qdrant_edge as engine

from graphrag.errors import DamagedIndex
from graphrag.stores.bm25_text import query_vector
from graphrag.stores.protocol import BM25, DENSE, EXACT_BELOW, Floats, Hits, Ints, Sparse, as_hits

_HOLE = 1 << 16


class EdgeStore:
    """Implements `PassageStore` in a directory. Use `create` or `open`."""

    def __init__(self, shard: engine.EdgeShard, scratch: Path | None = None) -> None:
        self._shard = shard
        self._scratch = scratch

    @classmethod
    def create(cls, directory: Path, dimension: int) -> Self:
        """An empty collection in `directory`, which must be empty or missing."""
        directory.mkdir(parents=True, exist_ok=True)
        config = engine.EdgeConfig(
            vectors={DENSE: engine.EdgeVectorParams(dimension, engine.Distance.Dot)},
            sparse_vectors={BM25: engine.EdgeSparseVectorParams(modifier=engine.Modifier.Idf)},
            wal_enabled=False,
        )
        return cls(engine.EdgeShard.create(str(directory), config))

    @classmethod
    def open(cls, directory: Path) -> Self:
        """A collection made by `create`; where the directory is read-only, a private copy of it.

        Raises:
            DamagedIndex: the engine cannot load it.
        """
        scratch = None
        if not os.access(directory, os.W_OK):
            scratch = Path(tempfile.mkdtemp(prefix="graphrag-"))
            _copy_sparse(directory, scratch)
        try:
            return cls(engine.EdgeShard.load(str(scratch or directory)), scratch)
        except Exception as error:  # the engine raises nothing more specific
            if scratch:
                shutil.rmtree(scratch, ignore_errors=True)
            raise DamagedIndex(
                f"the passage store {directory} cannot be opened ({error})"
            ) from error

    def add(self, first: int, ids: Sequence[str], dense: Floats, sparse: Sequence[Sparse]) -> None:
        """See `PassageStore.add`."""
        points = [
            engine.Point(
                first + i,
                {
                    DENSE: dense[i].tolist(),
                    BM25: engine.SparseVector(terms.indices, terms.values),
                },
                {"id": name},
            )
            for i, (name, terms) in enumerate(zip(ids, sparse, strict=True))
        ]
        self._shard.update(engine.UpdateOperation.upsert_points(points))

    def finish(self) -> None:
        """Write to disk; build the approximate index where exact search would be slow."""
        if self.count() > EXACT_BELOW:
            self._shard.optimize()
        self._shard.flush()

    def search_dense(self, vector: Floats, k: int, among: Ints | None = None) -> Hits:
        """See `PassageStore.search_dense`."""
        return self._search(vector.tolist(), DENSE, k, among)

    def search_bm25(self, question: str, k: int, among: Ints | None = None) -> Hits:
        """See `PassageStore.search_bm25`."""
        query = query_vector(question)
        if not query.indices:
            return as_hits([])
        return self._search(engine.SparseVector(query.indices, query.values), BM25, k, among)

    def _search(
        self, query: list[float] | engine.SparseVector, using: str, k: int, among: Ints | None
    ) -> Hits:
        only = None
        if among is not None:
            only = engine.Filter(must=[engine.HasIdCondition(set(among.tolist()))])
        request = engine.QueryRequest(
            limit=k,
            query=engine.Query.Nearest(query, using=using),
            with_payload=False,
            filter=only,
            params=engine.SearchParams(exact=only is not None or self.count() <= EXACT_BELOW),
        )
        return as_hits([(int(point.id), point.score) for point in self._shard.query(request)])

    def count(self) -> int:
        """See `PassageStore.count`."""
        return int(self._shard.info().points_count)

    def close(self) -> None:
        """See `PassageStore.close`."""
        self._shard.close()
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)


def _copy_sparse(source: Path, target: Path) -> None:
    """Copy a tree, leaving holes where the source holds zeros (its files are mostly holes)."""
    for path in source.rglob("*"):
        copy = target / path.relative_to(source)
        if path.is_dir():
            copy.mkdir(parents=True, exist_ok=True)
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        with path.open("rb") as read, copy.open("wb") as write:
            while block := read.read(_HOLE):
                if block.count(0) == len(block):
                    write.seek(len(block), os.SEEK_CUR)
                else:
                    write.write(block)
            write.truncate()
