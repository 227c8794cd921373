"""Haystack over our pipeline: a retriever component (`pip install haystack-ai`).

Haystack itself reports how it is used to its makers, whatever runs in it, unless the environment
variable HAYSTACK_TELEMETRY_ENABLED is False before it is imported.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from haystack import Document, component, default_to_dict

from graphrag.datatypes import Retrieval
from graphrag.index import Index
from graphrag.interop.carried import Where, metadata_of, opened
from graphrag.pipeline import retrieve
from graphrag.settings import Settings, describe, update


@component
class HaystackRetriever:
    """Retrieves passages by the graph pipeline, in any Haystack pipeline, sync and async.

    Each document's id is the passage's id, its content the passage's text and its score the
    passage's; `graphrag.interop.carried` says what its `meta` hold.

    Args:
        index: an open index; its settings hold.
        k: how many passages to return.
        where: conditions on where passages come from, as `graphrag.retrieve`.

    >>> from graphrag.interop import HaystackRetriever
    >>> found = HaystackRetriever(index, k=2).run("Who directed The Glass Heron?")["documents"]
    >>> sorted(document.meta["title"] for document in found)
    ['Ilse Marrow', 'The Glass Heron (film)']
    """

    def __init__(self, index: Index, *, k: int = 5, where: Where = None) -> None:
        self._index, self._k, self._where = index, k, where

    @classmethod
    def from_directory(
        cls,
        directory: Path | str,
        *,
        k: int = 5,
        where: Where = None,
        settings: Settings | None = None,
        preset: str | None = None,
    ) -> HaystackRetriever:
        """A retriever over the index in `directory`, searched as settings and preset say.

        Raises:
            IndexError_: the directory holds no index that can be opened.
            SettingsError: there is no such preset, or no language model that it needs.
        """
        return cls(opened(directory, settings, preset), k=k, where=where)

    @component.output_types(documents=list[Document])
    def run(
        self, query: str, top_k: int | None = None, where: list[str] | None = None
    ) -> dict[str, list[Document]]:
        """The passages for a question, best first.

        Args:
            top_k: how many, instead of `k`.
            where: conditions, instead of those given at the start.
        """
        chosen = self._where if where is None else where
        wanted = self._k if top_k is None else top_k
        return {"documents": to_documents(retrieve(self._index, query, wanted, where=chosen))}

    @component.output_types(documents=list[Document])
    async def run_async(
        self, query: str, top_k: int | None = None, where: list[str] | None = None
    ) -> dict[str, list[Document]]:
        """The same, in another thread."""
        found: dict[str, list[Document]] = await asyncio.to_thread(self.run, query, top_k, where)
        return found

    def to_dict(self) -> dict[str, Any]:
        """For a pipeline that is written down: the index's directory and all of its settings.

        Haystack reads it again where this module is trusted: `Pipeline.loads(text,
        allowed_modules=["graphrag.interop.haystack"])`.
        """
        settings = {
            key: list(value) if isinstance(value, tuple) else value
            for key, value, _, _ in describe(self._index.settings)
        }
        where = None if self._where is None else list(_listed(self._where))
        written: dict[str, Any] = default_to_dict(
            self, directory=str(self._index.directory), settings=settings, k=self._k, where=where
        )
        return written

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> HaystackRetriever:
        """The same retriever again; opens the index."""
        given = data["init_parameters"]
        settings = Settings()
        for name, value in given["settings"].items():
            section, _, key = name.partition(".")
            settings = update(settings, {section: {key: value}})
        return cls.from_directory(
            given["directory"], k=given["k"], where=given["where"], settings=settings
        )


def _listed(where: str | Sequence[str]) -> Sequence[str]:
    return (where,) if isinstance(where, str) else where


def to_documents(retrieval: Retrieval) -> list[Document]:
    """The passages of a retrieval as documents, best first."""
    return [
        Document(
            id=passage.id,
            content=passage.text,
            meta=metadata_of(retrieval, rank, passage),
            score=float(passage.score),
        )
        for rank, passage in enumerate(retrieval.passages, 1)
    ]
