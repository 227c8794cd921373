"""Multi-hop question answering over a knowledge graph of your documents.

    graphrag.build_index("my-documents", "my-index")
    index = graphrag.open_index("my-index")
    graphrag.retrieve(index, "Where was the director of Human Flow born?").passages
    graphrag.ask(index, "Where was the director of Human Flow born?").text

Names load when first used, so that `import graphrag` is quick. `build_index` lives in `indexing`,
which uses this library: type checkers see `Any`, because an import of it here would be a circle.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphrag.answering import ask as ask
    from graphrag.answering import ask_stream as ask_stream
    from graphrag.datatypes import Answer as Answer
    from graphrag.datatypes import Retrieval as Retrieval
    from graphrag.errors import GraphRAGError as GraphRAGError
    from graphrag.index import Index as Index
    from graphrag.index import open_index as open_index
    from graphrag.interop import GraphRAGRetriever as GraphRAGRetriever
    from graphrag.pipeline import retrieve as retrieve
    from graphrag.settings import Settings as Settings
    from graphrag.settings import load_settings as load_settings

_HOMES = {
    "Answer": "graphrag.datatypes",
    "Retrieval": "graphrag.datatypes",
    "GraphRAGError": "graphrag.errors",
    "Index": "graphrag.index",
    "open_index": "graphrag.index",
    "GraphRAGRetriever": "graphrag.interop",
    "ask": "graphrag.answering",
    "ask_stream": "graphrag.answering",
    "build_index": "indexing.build",
    "retrieve": "graphrag.pipeline",
    "Settings": "graphrag.settings",
    "load_settings": "graphrag.settings",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'graphrag' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
