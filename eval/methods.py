"""The methods that `eval` runs, by the name used on the command line.

A method receives the question as a string; it never sees a record of the data.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from eval.baselines import hipporag2, lists
from eval.baselines.as_retrieval import with_sentences
from graphrag.datatypes import Answer, Retrieval
from graphrag.index import Index

Retrieve = Callable[[Index, str, int], Retrieval]  # (index, question, k)
Ask = Callable[[Index, str], Answer]


@dataclass(frozen=True, slots=True)
class Method:
    """A name, what it is, the settings it changes, and how it gets ready for an index.

    `prepare(index, scratch)` returns its retrieval; `scratch` is a folder for what it wants to
    keep between runs. `paths` says whether it returns evidence paths.
    """

    name: str
    what: str
    prepare: Callable[[Index, Path], Retrieve]
    ask: Callable[[Retrieve], Ask]
    settings: tuple[str, ...] = ()
    paths: bool = False


def graph_method(name: str, what: str, settings: tuple[str, ...] = ()) -> Method:
    """Our pipeline, called as any user calls it."""
    return Method(
        name, what, lambda index, scratch: _graph, lambda retrieve: _ask_graph, settings, paths=True
    )


def _graph(index: Index, question: str, k: int) -> Retrieval:
    from graphrag.pipeline import retrieve

    return retrieve(index, question, k)


def _ask_graph(index: Index, question: str) -> Answer:
    from graphrag.answering import ask

    return ask(index, question)


def _read_after(retrieve: Retrieve) -> Ask:
    """The default's reader over another method's passages."""

    def ask(index: Index, question: str) -> Answer:
        from graphrag.answering import read_answer
        from graphrag.llm_stages.session import ModelSession

        section = index.settings.reading
        found = with_sentences(index, retrieve(index, question, section.passages))
        return read_answer(question, found, section, ModelSession(index.language_model))

    return ask


def _listed(name: str, what: str, retrieve: Retrieve) -> Method:
    return Method(name, what, lambda index, scratch: retrieve, _read_after)


METHODS: dict[str, Method] = {
    "bm25": _listed("bm25", "BM25 over title and text", lists.bm25),
    "dense": _listed("dense", "cosine of passage and question vectors", lists.dense),
    "hybrid": _listed("hybrid", "BM25 and dense, fused by reciprocal ranks (k = 60)", lists.hybrid),
    "hipporag2": Method(
        "hipporag2",
        "HippoRAG 2 over our triples: static graph, query-to-fact seeds, no LLM filter",
        lambda index, scratch: hipporag2.prepare(index, scratch / "hipporag2-facts.npy"),
        _read_after,
    ),
    "graph": graph_method("graph", "our default"),
}
