"""Where the walk starts: entities the question names or the nearest facts name, and passages.

    r(e) = Σ over names of the question that may mean e   score / (meanings · √passages(e))
         + Σ over the nearest sentences naming e           cos(q, s) / √passages(e)
    r(p) ∝ minmax(dense) + minmax(BM25)                    over the 100 best passages

Division by √passages(e) is HippoRAG's node specificity (arXiv 2405.14831), softened. Names in the
question are seeds even where no near fact holds them (symbolic anchors, CatRAG, arXiv 2602.01965).
Three walks differ in how many nearest sentences they trust; each sees what the others miss. A
question that only describes ("the woman who portrayed …") is linked by its nearest sentences alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Seed
from graphrag.linking.signals import Signals
from graphrag.seeding.anchors import word_anchors
from graphrag.seeding.spreading import spread
from graphrag.settings import Walk

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]
FACTS = (2, 5, 0)  # nearest sentences that the first, the second and the third walk trust
MIN_SIMILARITY = 0.4  # cosine of the nearest sentence below which, without a name, none is trusted
PASSAGE_MASS = 0.05  # share of the reset mass on passages; HippoRAG 2 weighs them so too
PASSAGE_SEEDS = 100  # passages that share it; mass on all of them would leave no walk local


@dataclass(frozen=True, slots=True, eq=False)
class Reset:
    """A reset vector (n_nodes,) summing to one, and the entities among its seeds."""

    vector: Floats
    seeds: tuple[Seed, ...]


def place_seeds(index: Index, signals: Signals, n_facts: int, section: Walk) -> Reset:
    """Reset vector of one walk; without a known entity all mass lies on passages."""
    graph = index.graph
    named, facts = entity_mass(index, signals, n_facts, section)
    entities = named + facts
    if "spreading" in section.seeds:
        entities = spread(index, signals, entities)
    passages = passage_reset(signals, graph.n_passages)
    total = float(entities.sum())
    mass = PASSAGE_MASS * ("passages" in section.seeds) if total > 0 else 1.0
    vector = np.concatenate([entities * ((1 - mass) / total if total > 0 else 0), mass * passages])
    return Reset(vector.astype(np.float32), _describe(index, signals, named, entities, vector))


def entity_mass(
    index: Index, signals: Signals, n_facts: int, section: Walk
) -> tuple[Floats, Floats]:
    """(E,) mass of the entities that the question names, and of those that near facts name."""
    nobody = np.zeros(index.graph.n_entities, dtype=np.float32)
    named = _from_mentions(index, signals) if "names" in section.seeds else nobody
    if "words" in section.seeds:
        named = np.maximum(named, word_anchors(index, signals))
    trusted = n_facts if "facts" in section.seeds else 0
    return named, _from_facts(index, signals, trusted, section)


def _from_mentions(index: Index, signals: Signals) -> Floats:
    view = index.view
    reset = np.zeros(index.graph.n_entities, dtype=np.float32)
    for mention in signals.mentions:
        for entity in mention.entities:
            specificity = 1 / np.sqrt(max(view.passages_naming[entity], 1))
            reset[entity] += mention.score * specificity / len(mention.entities)
    return reset


def _from_facts(index: Index, signals: Signals, n_facts: int, section: Walk) -> Floats:
    view = index.view
    reset = np.zeros(index.graph.n_entities, dtype=np.float32)
    facts = [(s, float(signals.similarity[s])) for s in seeding_facts(signals, n_facts)]
    if facts and signals.path_facts and signals.chosen is None:
        # Together they weigh what the nearest facts would.
        share = n_facts / len(signals.path_facts)
        facts = [(sentence, share * score) for sentence, score in signals.path_facts]
    for sentence, similarity in facts:
        named = set(view.named_in.of(sentence).tolist())
        named.add(int(view.about[view.sentence_passage[sentence]]))
        for entity in named - {-1}:
            if "dates" in section.seeds or view.is_name[entity]:
                specificity = 1 / np.sqrt(max(view.passages_naming[entity], 1))
                reset[entity] += max(similarity, 0.0) * specificity
    return reset


def seeding_facts(signals: Signals, n: int) -> Sequence[int]:
    """The `n` nearest sentences; the first `n` of those that a language model kept, if asked."""
    return nearest(signals.similarity, n) if signals.chosen is None else signals.chosen[:n]


def nearest(similarity: Floats, n: int) -> list[int]:
    """Positions of the `n` highest values, best first."""
    n = min(n, len(similarity))
    if n == 0:
        return []
    some = np.argpartition(-similarity, n - 1)[:n]
    order: list[int] = some[np.lexsort((some, -similarity[some]))].tolist()
    return order


def passage_reset(signals: Signals, n_passages: int, limit: int = PASSAGE_SEEDS) -> Floats:
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
    index: Index, signals: Signals, named: Floats, entities: Floats, vector: NDArray[np.float64]
) -> tuple[Seed, ...]:
    sources = {e: m.source for m in signals.mentions for e in m.entities if m.source != "mention"}
    said = {e for m in signals.mentions for e in m.entities}
    rows = np.flatnonzero(entities > 0).tolist()
    rows.sort(key=lambda entity: (-vector[entity], entity))
    seeds = []
    for entity in rows:
        source = "fact"
        if named[entity] > 0:
            source = sources.get(entity, "mention") if entity in said else "anchor"
        seeds.append(Seed(index.entities[entity].name, float(vector[entity]), source))
    return tuple(seeds)
