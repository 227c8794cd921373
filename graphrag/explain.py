"""The edges that mattered: how much of the walk crossed each.

    flow(u, v) = d · w(u, v) · (ppr(u) / s(u) + ppr(v) / s(v))        s(u) = Σ w of the edges at u

the probability, in a step of the walk, of crossing the edge in either direction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graphrag.datatypes import Retrieval
from graphrag.index.within import within
from graphrag.llm_stages.session import ModelSession
from graphrag.pipeline import check_question, retrieve
from graphrag.retrieval.linking.signals import Signals
from graphrag.retrieval.pagerank import personalized_pagerank
from graphrag.retrieval.straight_line import prepare
from graphrag.storage.graph import KINDS

if TYPE_CHECKING:
    from graphrag.index import Index


@dataclass(frozen=True, slots=True)
class EdgeFlow:
    """An edge by its ends' names; a context edge ends at a passage, named by its title."""

    source: str
    target: str
    kind: str  # relation | context | alias
    flow: float  # share of all flow, in [0, 1]
    sentence: str  # of those stating the edge, the nearest to the question; empty for a name
    passage_id: str


def explain(
    index: Index, question: str, k: int = 5, *, where: str | Sequence[str] | None = None
) -> tuple[Retrieval, tuple[EdgeFlow, ...]]:
    """What `retrieve` finds, and the edges that mattered; a language model is asked only once.

    Args:
        where: as `retrieve`.

    Raises:
        QuestionError: as `retrieve`.
        SettingsError: as `retrieve`.

    >>> from graphrag.explain import explain
    >>> found, edges = explain(index, "Where was the director of The Glass Heron born?")
    >>> edges[0].source, edges[0].kind, edges[0].flow > edges[1].flow
    ('The Glass Heron (film)', 'context', True)
    """
    index = within(index.newest(), where)
    session = ModelSession(index.language_model)
    found = retrieve(index, question, k, session)
    return found, strongest_edges(index, question, session=session)


def strongest_edges(
    index: Index, question: str, count: int = 8, session: ModelSession | None = None
) -> tuple[EdgeFlow, ...]:
    """The edges most of the first walk crossed, strongest first.

    Args:
        session: whose replies of a language model, if one is asked, are used again.

    Raises:
        QuestionError: the question is empty or too long.
    """
    question = check_question(question, count)
    start = prepare(index, question, session or ModelSession(index.language_model))
    signals, reset = start.signals, start.resets[0]
    if not reset.seeds or not len(index.graph.source):
        return ()
    weights = start.weights.all().astype(np.float64)
    section = index.settings.walk
    ppr = personalized_pagerank(
        index.view, weights.astype(np.float32), reset.vector, damping=section.damping,
        solver=section.solver,
    )  # fmt: skip
    a, b = index.graph.source, index.graph.target
    strength = np.bincount(a, weights, index.graph.n_nodes) + np.bincount(
        b, weights, index.graph.n_nodes
    )
    leaving = ppr / np.maximum(strength, np.finfo(np.float64).tiny)
    flow = section.damping * weights * (leaving[a] + leaving[b])
    share = flow / max(float(flow.sum()), np.finfo(np.float64).tiny)
    best = np.argsort(-share, kind="stable")[:count]
    return tuple(_flow(index, signals, edge, float(share[edge])) for edge in best.tolist())


def _flow(index: Index, signals: Signals, edge: int, share: float) -> EdgeFlow:
    graph = index.graph
    sentences = index.view.support.of(edge)
    inside = sentences[sentences >= 0]
    sentence, passage = "", ""
    if len(inside):
        best = int(inside[np.argmax(signals.similarity[inside])])
        sentence = index.sentence(best)
        passage = index.passage_ids[index.sentence_passage[best]]
    elif len(sentences):  # the passage's title states it
        passage = index.passage_ids[-1 - int(sentences[0])]
    return EdgeFlow(
        _name(index, int(graph.source[edge])),
        _name(index, int(graph.target[edge])),
        KINDS[graph.kind[edge]],
        share,
        sentence,
        passage,
    )


def _name(index: Index, node: int) -> str:
    if node < index.graph.n_entities:
        return index.entities[node].name
    return index.titles[node - index.graph.n_entities]
