"""Edge scoring (CatRAG, arXiv 2602.01965): which edges around the seeds lead on to the answer.

    ŵ(u, v) = φ(score) · w(u, v)      for relation edges of the five heaviest seeds u

    score   0–3   4    5     6    7   8    9   10      not among the 15 nearest neighbours
    φ       0     .2   .25   .3   2   2.5  3   5       .25

One call a seed scores the neighbours whose linking fact is nearest to the question, from 0 to 10.
An edge between two seeds keeps the higher φ. A neighbour that the reply leaves out keeps w.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.llm.prompts import fill, one_line
from graphrag.llm_stages.descriptions import summary_of, written_summaries
from graphrag.llm_stages.fact_selection import fact_line
from graphrag.llm_stages.schemas import one_of, record, several, whole
from graphrag.llm_stages.session import Ask, ModelSession
from graphrag.retrieval.linking.signals import Signals
from graphrag.settings import Asking
from graphrag.storage.graph import RELATION

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]
STAGE = "edges"
PHI = (0.0, 0.0, 0.0, 0.0, 0.2, 0.25, 0.3, 2.0, 2.5, 3.0, 5.0)
WEAK = 0.25
SEEDS = 5  # whose edges are scored, a call each
NEIGHBOURS = 15  # of a seed that are scored


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A seed, the relation edges to be scored (nearest first), and its other relation edges."""

    seed: int
    edges: tuple[int, ...]
    others: tuple[int, ...]


def score_edges(
    index: Index,
    signals: Signals,
    reset: Floats,
    weights: Floats,
    session: ModelSession,
    section: Asking,
) -> Floats:
    """(n_edges,) `weights` with the seeds' relation edges rescaled; `weights` when the model fails.

    Args:
        reset: (n_nodes,) of the first walk; its heaviest entities are the seeds.
        weights: (n_edges,) for this question.
    """
    around = [
        found
        for seed in heaviest(reset[: index.graph.n_entities], SEEDS)
        if (found := neighbourhood(index, signals, seed, NEIGHBOURS)).edges
    ]
    if not around:
        return weights
    written = None
    if "summaries" in section.stages:
        ends = [_far_end(index, found, edge) for found in around for edge in found.edges]
        written = written_summaries(index, ends, session)
    calls = [_ask(index, signals, found, written or {}) for found in around]
    replies = session.ask_all(STAGE, calls)
    if replies is None:
        return weights
    factor: dict[int, float] = {}
    for found, reply in zip(around, replies, strict=True):
        phi = dict.fromkeys(found.others, WEAK) | _phi(found, reply)
        for edge, value in phi.items():
            factor[edge] = max(value, factor.get(edge, 0.0))
    scaled = weights.copy()
    for edge, value in factor.items():
        scaled[edge] *= value
    return scaled


def heaviest(mass: Floats, count: int) -> list[int]:
    """Positions of the `count` largest positive values, largest first."""
    order = np.lexsort((np.arange(len(mass)), -mass))[: max(count, 0)]
    return [position for position in order.tolist() if mass[position] > 0]


def neighbourhood(index: Index, signals: Signals, seed: int, count: int) -> Neighbourhood:
    """The seed's relation edges by the nearest sentence that states each."""
    view = index.view
    edges = view.edge[view.indptr[seed] : view.indptr[seed + 1]]
    edges = edges[view.graph.kind[edges] == RELATION]
    fit = {
        edge: float(signals.similarity[_stating(index, signals, edge)]) for edge in edges.tolist()
    }
    order = sorted(fit, key=lambda edge: (-fit[edge], edge))
    return Neighbourhood(seed, tuple(order[:count]), tuple(order[count:]))


def _stating(index: Index, signals: Signals, edge: int) -> int:
    """The sentence nearest to the question among those that state the edge."""
    sentences = index.view.support.of(edge)
    return int(sentences[np.argmax(signals.similarity[sentences])])


def _far_end(index: Index, found: Neighbourhood, edge: int) -> int:
    ends = {int(index.graph.source[edge]), int(index.graph.target[edge])}
    return min(ends - {found.seed}, default=found.seed)


def _ask(index: Index, signals: Signals, found: Neighbourhood, written: Mapping[int, str]) -> Ask:
    numbers = [f"N{number}" for number in range(1, len(found.edges) + 1)]
    lines = []
    for number, edge in zip(numbers, found.edges, strict=True):
        other = _far_end(index, found, edge)
        fact = fact_line(index, _stating(index, signals, edge))
        summary = written.get(other) or summary_of(index, signals, other)
        lines.append(one_line(f"{number} {index.entities[other].name}. Fact {fact}. {summary}"))
    prompt = fill(
        "edges",
        question=signals.question,
        seed=one_line(index.entities[found.seed].name),
        neighbours="\n".join(lines),
    )
    score = record(neighbour=one_of(numbers), score=whole(0, 10))
    return Ask(prompt, record(scores=several(score)))


def _phi(found: Neighbourhood, reply: dict[str, list[dict[str, str | int]]]) -> dict[int, float]:
    """Factor of each scored edge; the first score of a neighbour counts."""
    phi: dict[int, float] = dict.fromkeys(found.edges, 1.0)
    scored = set()
    for row in reply["scores"]:
        edge = found.edges[int(str(row["neighbour"])[1:]) - 1]
        if edge not in scored:
            scored.add(edge)
            phi[edge] = PHI[int(row["score"])]
    return phi
