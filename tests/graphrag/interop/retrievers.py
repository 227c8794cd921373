"""Each framework's retriever as one thing: opened, asked, and its documents in one form."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

# Haystack tells its makers how it is used, unless it is told not to before it is imported.
os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"


@dataclass(frozen=True)
class Found:
    """A retrieved document, whatever framework it is of."""

    id: str
    text: str
    score: float
    metadata: dict[str, Any]


@dataclass(frozen=True)
class Framework:
    """How a framework's retriever is opened and asked."""

    core: str  # the module without which it is skipped
    name: str  # of our class in `graphrag.interop`
    ask: Callable[[Any, str], list[Found]]
    ask_async: Callable[[Any, str], Any]


def nodes(found: list[Any]) -> list[Found]:
    return [Found(n.node_id, n.text, n.score, n.metadata) for n in found]


def documents(found: list[Any]) -> list[Found]:
    return [
        Found(d.id, d.page_content, d.metadata["score"],
              {key: value for key, value in d.metadata.items() if key != "score"})
        for d in found
    ]  # fmt: skip


def stored(found: dict[str, list[Any]]) -> list[Found]:
    return [Found(d.id, d.content, d.score, d.meta) for d in found["documents"]]


async def converted(convert: Callable[[Any], list[Found]], coming: Any) -> list[Found]:
    return convert(await coming)


FRAMEWORKS = {
    "llamaindex": Framework(
        "llama_index.core",
        "GraphRAGRetriever",
        lambda retriever, question: nodes(retriever.retrieve(question)),
        lambda retriever, question: converted(nodes, retriever.aretrieve(question)),
    ),
    "langchain": Framework(
        "langchain_core",
        "LangChainRetriever",
        lambda retriever, question: documents(retriever.invoke(question)),
        lambda retriever, question: converted(documents, retriever.ainvoke(question)),
    ),
    "haystack": Framework(
        "haystack",
        "HaystackRetriever",
        lambda retriever, question: stored(retriever.run(question)),
        lambda retriever, question: converted(stored, retriever.run_async(question)),
    ),
}


def opening(framework: Framework) -> Any:
    """Our class for it; the test is skipped where its core is not installed."""
    import graphrag.interop

    pytest.importorskip(framework.core)
    return getattr(graphrag.interop, framework.name)


def three_at_once(framework: Framework, retriever: Any, question: str) -> list[list[Found]]:
    """The same question thrice in one event loop."""

    async def ask() -> list[list[Found]]:
        return await asyncio.gather(*(framework.ask_async(retriever, question) for _ in range(3)))

    return asyncio.run(ask())
