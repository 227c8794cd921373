"""Doors to other frameworks; nothing of theirs is imported before its name is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphrag.interop.haystack import HaystackRetriever
    from graphrag.interop.langchain import LangChainRetriever
    from graphrag.interop.llamaindex import GraphRAGQueryEngine, GraphRAGRetriever
    from graphrag.interop.property_graph import GraphRAGPropertyGraph

__all__ = [
    "GraphRAGPropertyGraph",
    "GraphRAGQueryEngine",
    "GraphRAGRetriever",
    "HaystackRetriever",
    "LangChainRetriever",
]
_HOMES = {
    "GraphRAGPropertyGraph": "property_graph",
    "GraphRAGQueryEngine": "llamaindex",
    "GraphRAGRetriever": "llamaindex",
    "HaystackRetriever": "haystack",
    "LangChainRetriever": "langchain",
}


def __getattr__(name: str) -> Any:
    """Import a framework when its class is first used."""
    if name in _HOMES:
        return getattr(import_module(f"graphrag.interop.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
