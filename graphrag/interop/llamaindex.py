"""LlamaIndex over our pipeline: a retriever, and a query engine that answers with our reader."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import Response
from llama_index.core.callbacks import CallbackManager, CBEventType, EventPayload
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from graphrag.answering import ask
from graphrag.datatypes import Answer, Retrieval, ScoredPassage
from graphrag.evidence.answer_evidence import evidence_of
from graphrag.index import Index
from graphrag.interop.carried import Where, metadata_of, opened
from graphrag.pipeline import retrieve
from graphrag.settings import Settings

# What a language model and an embedder see beside the text; the rest is for people and programs.
SHOWN = "title"
SILENCE = "The documents do not say it clearly."


class GraphRAGRetriever(BaseRetriever):
    """Retrieves passages by the graph pipeline, for any LlamaIndex query engine.

    Each node's id is the passage's id and its text the passage's text; `graphrag.interop.carried`
    says what its metadata hold, evidence paths and sentences with offsets among them. Models see
    the title only.

    Args:
        index: an open index; its settings hold.
        k: how many passages to return.
        where: conditions on where passages come from, as `graphrag.retrieve`.
        callback_manager: LlamaIndex's tracing hooks.

    >>> nodes = graphrag.GraphRAGRetriever(index, k=2).retrieve("Who directed The Glass Heron?")
    >>> sorted(node.metadata["title"] for node in nodes)
    ['Ilse Marrow', 'The Glass Heron (film)']
    """

    def __init__(
        self,
        index: Index,
        *,
        k: int = 5,
        where: Where = None,
        callback_manager: CallbackManager | None = None,
    ) -> None:
        super().__init__(callback_manager=callback_manager)
        self._index = index
        self._where = where
        self._k = k

    @classmethod
    def from_directory(
        cls,
        directory: Path | str,
        *,
        k: int = 5,
        where: Where = None,
        settings: Settings | None = None,
        preset: str | None = None,
    ) -> GraphRAGRetriever:
        """A retriever over the index in `directory`, searched as settings and preset say.

        Raises:
            IndexError_: the directory holds no index that can be opened.
            SettingsError: there is no such preset, or no language model that it needs.
        """
        return cls(opened(directory, settings, preset), k=k, where=where)

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = retrieve(self._index, query_bundle.query_str, self._k, where=self._where)
        return to_nodes(found)

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


class GraphRAGQueryEngine(BaseQueryEngine):
    """Answers as `graphrag.ask` does: read off the passages, or by a model where settings name one.

    The response's text is the answer, or a sentence that says that there is none; its source nodes
    are the passages that were read; its metadata say how sure the answer is (`abstained`,
    `confidence`; `guess` where it abstains), who read it (`reader`, `notes`), and what it rests on:
    `citations` with offsets, and `evidence`, the branches hop by hop.

    >>> from graphrag.interop import GraphRAGQueryEngine
    >>> response = GraphRAGQueryEngine(index).query("Who directed The Glass Heron?")
    >>> str(response), response.metadata["abstained"]
    ('Ilse Marrow', False)
    """

    def __init__(
        self,
        index: Index,
        *,
        where: Where = None,
        callback_manager: CallbackManager | None = None,
    ) -> None:
        super().__init__(callback_manager)
        self._index, self._where = index, where

    @classmethod
    def from_directory(
        cls,
        directory: Path | str,
        *,
        where: Where = None,
        settings: Settings | None = None,
        preset: str | None = None,
    ) -> GraphRAGQueryEngine:
        """An engine over the index in `directory`; as the retriever's."""
        return cls(opened(directory, settings, preset), where=where)

    def _get_prompt_modules(self) -> dict[str, Any]:
        return {}

    def _query(self, query_bundle: QueryBundle) -> Response:
        given: dict[str, Any] = {EventPayload.QUERY_STR: query_bundle.query_str}
        with self.callback_manager.event(CBEventType.QUERY, payload=given) as event:
            answer = ask(self._index, query_bundle.query_str, where=self._where)
            response = self._response(answer)
            event.on_end(payload={EventPayload.RESPONSE: response})
        return response

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return await asyncio.to_thread(self._query, query_bundle)

    def _response(self, answer: Answer) -> Response:
        branches = evidence_of(self._index, answer).branches
        metadata = {
            "abstained": answer.abstained,
            "guess": answer.text if answer.abstained else "",
            "confidence": float(answer.confidence),
            "reader": answer.reader,
            "notes": [note for note in (answer.note, *answer.notes) if note],
            "citations": [asdict(cited) for cited in answer.citations],
            "evidence": [[asdict(hop) for hop in branch] for branch in branches],
        }
        said = SILENCE if answer.abstained else answer.text
        return Response(said, to_nodes(answer.retrieval), metadata)


def to_nodes(retrieval: Retrieval) -> list[NodeWithScore]:
    """The passages of a retrieval as nodes, best first."""
    return [
        NodeWithScore(node=_node(retrieval, rank, passage), score=float(passage.score))
        for rank, passage in enumerate(retrieval.passages, 1)
    ]


def _node(retrieval: Retrieval, rank: int, passage: ScoredPassage) -> TextNode:
    metadata = metadata_of(retrieval, rank, passage)
    hidden = [key for key in metadata if key != SHOWN]
    return TextNode(
        id_=passage.id,
        text=passage.text,
        metadata=metadata,
        excluded_llm_metadata_keys=hidden,
        excluded_embed_metadata_keys=hidden,
    )
