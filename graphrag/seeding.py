"""Where the walk starts: entities the question names or the nearest facts name, and passages.

    r(e) = Σ over names of the question that may mean e   score / (meanings · √passages(e))
         + Σ over the nearest sentences naming e           cos(q, s) / √passages(e)
    r(p) ∝ minmax(dense) + minmax(BM25)                    over the best `passage_seeds` passages

Division by √passages(e) is HippoRAG's node specificity (arXiv 2405.14831), softened. Names in the
question are seeds even where no near fact holds them (symbolic anchors, CatRAG, arXiv 2602.01965).
Three walks differ in how many nearest sentences they trust; each sees what the others miss.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Seed
from graphrag.settings import Walk
from graphrag.signals import Signals

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Reset:
    """A reset vector (n_nodes,) summing to one, and the entities among its seeds."""

    vector: Floats
    seeds: tuple[Seed, ...]


def place_seeds(index: Index, signals: Signals, n_facts: int, section: Walk) -> Reset:
    """Reset vector of one walk; without a known entity all mass lies on passages."""
    graph = index.graph
    named = _from_mentions(index, signals if section.anchors else replace(signals, mentions=()))
    facts = _from_facts(index, signals, n_facts)
    entities = named + facts
    passages = passage_reset(signals, graph.n_passages, section.passage_seeds)
    total = float(entities.sum())
    mass = section.passage_mass if total > 0 else 1.0
    vector = np.concatenate([entities * ((1 - mass) / total if total > 0 else 0), mass * passages])
    return Reset(vector.astype(np.float32), _describe(index, signals, named, facts, vector))


def _from_mentions(index: Index, signals: Signals) -> Floats:
    view = index.view
    reset = np.zeros(index.graph.n_entities, dtype=np.float32)
    for mention in signals.mentions:
        for entity in mention.entities:
            specificity = 1 / np.sqrt(max(view.passages_naming[entity], 1))
            reset[entity] += mention.score * specificity / len(mention.entities)
    return reset


def _from_facts(index: Index, signals: Signals, n_facts: int) -> Floats:
    view = index.view
    reset = np.zeros(index.graph.n_entities, dtype=np.float32)
    for sentence in nearest(signals.similarity, n_facts):
        named = set(view.named_in.of(sentence).tolist())
        named.add(int(view.title_entity[view.sentence_passage[sentence]]))
        for entity in named - {-1}:
            specificity = 1 / np.sqrt(max(view.passages_naming[entity], 1))
            reset[entity] += max(float(signals.similarity[sentence]), 0.0) * specificity
    return reset


def nearest(similarity: Floats, n: int) -> list[int]:
    """Positions of the `n` highest values, best first."""
    n = min(n, len(similarity))
    if n == 0:
        return []
    some = np.argpartition(-similarity, n - 1)[:n]
    order: list[int] = some[np.lexsort((some, -similarity[some]))].tolist()
    return order


def passage_reset(signals: Signals, n_passages: int, limit: int) -> Floats:
    """(P,) non-negative, summing to one, on the best passages of both lists together."""
    scores = np.zeros(n_passages, dtype=np.float32)
    for positions, values in (signals.dense, signals.bm25):
        scores[positions] += _minmax(values)
    if not scores.any():
        return np.full(n_passages, 1 / max(n_passages, 1), dtype=np.float32)
    if np.count_nonzero(scores) > limit:
        scores[scores < np.partition(scores, -limit)[-limit]] = 0
    share: Floats = scores / scores.sum()
    return share


def _minmax(values: Floats) -> Floats:
    if not len(values):
        return values
    low, high = float(values.min()), float(values.max())
    return (values - low) / (high - low) if high > low else np.ones_like(values)


def _describe(
    index: Index, signals: Signals, named: Floats, facts: Floats, vector: NDArray[np.float64]
) -> tuple[Seed, ...]:
    fuzzy = {e for m in signals.mentions if m.source == "fuzzy" for e in m.entities}
    rows = np.flatnonzero((named + facts) > 0).tolist()
    rows.sort(key=lambda entity: (-vector[entity], entity))
    seeds = []
    for entity in rows:
        source = ("fuzzy" if entity in fuzzy else "mention") if named[entity] > 0 else "fact"
        seeds.append(Seed(index.entities[entity].name, float(vector[entity]), source))
    return tuple(seeds)
