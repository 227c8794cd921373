"""A LlamaIndex retriever over our pipeline: one node a passage, its evidence in the metadata."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from llama_index.core.callbacks import CallbackManager
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from graphrag.datatypes import Retrieval, ScoredPassage
from graphrag.index import Index, open_index
from graphrag.pipeline import retrieve

# What a language model and an embedder see beside the text; the rest is for people and programs.
SHOWN = "title"


class GraphRAGRetriever(BaseRetriever):
    """Retrieves passages by the graph pipeline, for any LlamaIndex query engine.

    Each node's id is the passage's id and its text the passage's text. Its metadata hold `title`,
    `route`, `rank`, `score_parts` (what the score is made of), `sentences` (text, start, end and
    score of each, offsets within the text) and `evidence_paths` (the paths through this passage,
    each a list of hops with the sentence that states it), `notes` (which stages of a language
    model failed and were left out), and where the passage comes from: `path`, `folder`, `date`,
    `author` and `fields`. Models see the title only.

    Args:
        index: an open index.
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
        where: str | Sequence[str] | None = None,
        callback_manager: CallbackManager | None = None,
    ) -> None:
        super().__init__(callback_manager=callback_manager)
        self._index = index
        self._where = where
        self._k = k

    @classmethod
    def from_directory(
        cls, directory: Path | str, *, k: int = 5, where: str | Sequence[str] | None = None
    ) -> GraphRAGRetriever:
        """A retriever over the index in `directory`.

        Raises:
            IndexError_: the directory holds no index that can be opened.
        """
        return cls(open_index(directory), k=k, where=where)

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = retrieve(self._index, query_bundle.query_str, self._k, where=self._where)
        return to_nodes(found)

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


def to_nodes(retrieval: Retrieval) -> list[NodeWithScore]:
    """The passages of a retrieval as nodes, best first."""
    return [
        NodeWithScore(node=_node(retrieval, rank, passage), score=float(passage.score))
        for rank, passage in enumerate(retrieval.passages, 1)
    ]


def _node(retrieval: Retrieval, rank: int, passage: ScoredPassage) -> TextNode:
    through = [p for p in retrieval.paths if any(hop.passage_id == passage.id for hop in p)]
    metadata: dict[str, Any] = {
        "title": passage.title,
        "route": retrieval.route,
        "rank": rank,
        "score_parts": {name: float(value) for name, value in passage.parts.items()},
        "sentences": [
            {"text": s.text, "start": int(s.start), "end": int(s.end), "score": float(s.score)}
            for s in passage.sentences
        ],
        "evidence_paths": [[asdict(hop) for hop in path] for path in through],
        "notes": list(retrieval.notes),
        **asdict(passage.metadata),
        "fields": dict(passage.metadata.fields),
    }
    hidden = [key for key in metadata if key != SHOWN]
    return TextNode(
        id_=passage.id,
        text=passage.text,
        metadata=metadata,
        excluded_llm_metadata_keys=hidden,
        excluded_embed_metadata_keys=hidden,
    )
