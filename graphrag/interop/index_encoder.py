"""The encoder of an index for LlamaIndex, which embeds by classes of its own."""

from __future__ import annotations

import asyncio

from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import PrivateAttr

from graphrag.index import Index


class IndexEncoder(BaseEmbedding):
    """The encoder of an index as LlamaIndex's."""

    _index: Index = PrivateAttr()

    def __init__(self, index: Index) -> None:
        super().__init__(model_name=index.embedder.name)
        self._index = index

    def _get_text_embedding(self, text: str) -> list[float]:
        vector: list[float] = self._index.embedder.encode([text])[0].tolist()
        return vector

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_text_embedding, query)
