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

from graphrag.errors import DamagedIndex, IndexError_
from graphrag.storage.stores.bm25_text import query_vector
from graphrag.storage.stores.edge_writing import Writing
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

_LEFT_BEHIND: list[engine.EdgeShard] = []  # by processes that this one was forked from


class EdgeStore:
    """Implements `PassageStore` in a directory. Use `create` or `open`."""

    def __init__(self, directory: Path, writing: Writing | None = None) -> None:
        self._directory = directory
        self._writing = writing
        self._shard: engine.EdgeShard | None = None
        self._process = 0  # which loaded it
        self._finished = False
        self._scratch: Path | None = None

    @classmethod
    def create(cls, directory: Path, dimension: int) -> Self:
        """An empty collection in `directory`, which must be empty or missing.

        It is written by a process of its own, and can be searched after `finish`.
        """
        directory.mkdir(parents=True, exist_ok=True)
        return cls(directory, Writing(directory, dimension))

    @classmethod
    def open(cls, directory: Path) -> Self:
        """A collection made by `create`; where the directory is read-only, a private copy of it.

        Raises:
            DamagedIndex: the engine cannot load it.
        """
        store = cls(directory)
        if not os.access(directory, os.W_OK):
            store._scratch = _private_copy(directory)
        try:
            store._load()
        except Exception as error:  # the engine raises nothing more specific
            store.close()
            raise DamagedIndex(
                f"the passage store {directory} cannot be opened ({error})"
            ) from error
        return store

    @property
    def shard(self) -> engine.EdgeShard:
        """The engine's collection.

        Raises:
            IndexError_: it is closed, or not finished yet.
        """
        if self._shard is None and self._finished:
            self._load()
        if self._shard is None:
            raise IndexError_(f"the passage store {self._directory} is not open")
        if self._process != os.getpid():
            self._open_again()
        return self._shard

    def _open_again(self) -> None:
        """Load the collection in a process that was forked: the engine's threads stayed behind.

        What the other process loaded is left as it is; to give it back would wait for its threads.
        """
        assert self._shard is not None
        _LEFT_BEHIND.append(self._shard)
        self._load()

    def _load(self) -> None:
        self._shard = engine.EdgeShard.load(str(self._scratch or self._directory))
        self._process = os.getpid()

    def add(self, first: int, ids: Sequence[str], dense: Floats, sparse: Sequence[Sparse]) -> None:
        """See `PassageStore.add`."""
        if self._writing is None:
            raise IndexError_(f"the passage store {self._directory} is finished")
        self._writing.add(first, ids, dense, sparse)

    def finish(self) -> None:
        """Write to disk; build the approximate index where exact search would be slow.

        Raises:
            IndexError_: the disk is full.
        """
        if self._writing is not None:
            self._writing.finish()
            self._writing = None
            self._finished = True  # loaded by whoever searches it

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
        try:
            found = self.shard.query(request)
        except Exception as error:  # the engine raises nothing more specific
            raise IndexError_(
                f"the passage store {self._directory} cannot be searched ({error})"
            ) from error
        return as_hits([(int(point.id), point.score) for point in found])

    def count(self) -> int:
        """See `PassageStore.count`."""
        return int(self.shard.info().points_count)

    def close(self) -> None:
        """See `PassageStore.close`."""
        if self._writing is not None:
            self._writing.give_up()
        shard, self._writing, self._shard = self._shard, None, None
        self._finished = False
        if shard is not None and self._process != os.getpid():
            _LEFT_BEHIND.append(shard)
            return
        if shard is not None:
            shard.close()
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)


def _private_copy(source: Path) -> Path:
    target = Path(tempfile.mkdtemp(prefix="graphrag-"))
    for path in source.rglob("*"):
        copy = target / path.relative_to(source)
        if path.is_dir():
            copy.mkdir(parents=True, exist_ok=True)
        else:
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    return target
