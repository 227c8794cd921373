"""LangChain over our pipeline: a retriever for any chain (`pip install langchain-core`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from graphrag.datatypes import Retrieval
from graphrag.index import Index
from graphrag.interop.carried import Where, metadata_of, opened
from graphrag.pipeline import retrieve
from graphrag.settings import Settings


class LangChainRetriever(BaseRetriever):
    """Retrieves passages by the graph pipeline; `invoke`, `ainvoke` and `batch` as LangChain's own.

    Each document's id is the passage's id and its content the passage's text;
    `graphrag.interop.carried` says what its metadata hold, and `score` is among them.

    Args:
        index: an open index; its settings hold.
        k: how many passages to return.
        where: conditions on where passages come from, as `graphrag.retrieve`.
        more: what every LangChain retriever takes: tags, metadata.

    >>> from graphrag.interop import LangChainRetriever
    >>> found = LangChainRetriever(index, k=2).invoke("Who directed The Glass Heron?")
    >>> sorted(document.metadata["title"] for document in found)
    ['Ilse Marrow', 'The Glass Heron (film)']
    """

    index: Any  # an Index; pydantic cannot look into one
    k: int = 5
    where: Where = None

    def __init__(self, index: Index, *, k: int = 5, where: Where = None, **more: Any) -> None:
        fields: dict[str, Any] = {"index": index, "k": k, "where": where, **more}
        super().__init__(**fields)

    @classmethod
    def from_directory(
        cls,
        directory: Path | str,
        *,
        k: int = 5,
        where: Where = None,
        settings: Settings | None = None,
        preset: str | None = None,
    ) -> LangChainRetriever:
        """A retriever over the index in `directory`, searched as settings and preset say.

        Raises:
            IndexError_: the directory holds no index that can be opened.
            SettingsError: there is no such preset, or no language model that it needs.
        """
        return cls(opened(directory, settings, preset), k=k, where=where)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return to_documents(retrieve(self.index, query, self.k, where=self.where))


def to_documents(retrieval: Retrieval) -> list[Document]:
    """The passages of a retrieval as documents, best first."""
    return [
        Document(
            id=passage.id,
            page_content=passage.text,
            metadata={**metadata_of(retrieval, rank, passage), "score": float(passage.score)},
        )
        for rank, passage in enumerate(retrieval.passages, 1)
    ]
