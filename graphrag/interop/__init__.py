"""Doors to other frameworks; nothing of theirs is imported before its name is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphrag.interop.llamaindex import GraphRAGRetriever

__all__ = ["GraphRAGRetriever"]


def __getattr__(name: str) -> Any:
    """Import LlamaIndex when its retriever is first used."""
    if name == "GraphRAGRetriever":
        from graphrag.interop.llamaindex import GraphRAGRetriever

        return GraphRAGRetriever
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
