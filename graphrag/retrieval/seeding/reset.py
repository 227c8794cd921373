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
from graphrag.retrieval.linking.highest import highest
from graphrag.retrieval.linking.signals import Signals
from graphrag.retrieval.seeding.anchors import word_anchors
from graphrag.retrieval.seeding.spreading import spread
from graphrag.settings import Walk
from graphrag.storage.ragged import distinct
from graphrag.storage.row_list import value_at

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
FACTS = (2, 5, 0)  # nearest sentences that the first, the second and the third walk trust
MIN_SIMILARITY = 0.4  # cosine of the nearest sentence below which, without a name, none is trusted
PASSAGE_MASS = 0.05  # share of the reset mass on passages; HippoRAG 2 weighs them so too
PASSAGE_SEEDS = 100  # passages that share it; mass on all of them would leave no walk local


Mass = dict[int, float]  # of entities; only those that have some


@dataclass(frozen=True, slots=True, eq=False)
class Reset:
    """Where a walk starts: vertices, each once, and their mass, which sums to one."""

    vertices: Ints
    mass: Floats
    n_nodes: int
    seeds: tuple[Seed, ...]  # the entities among them

    @property
    def vector(self) -> Floats:
        """(n_nodes,) the same for all vertices."""
        whole = np.zeros(self.n_nodes, dtype=np.float32)
        whole[self.vertices] = self.mass
        return whole


def place_seeds(index: Index, signals: Signals, n_facts: int, section: Walk) -> Reset:
    """Reset vector of one walk; without a known entity all mass lies on passages."""
    graph = index.graph
    named, facts = entity_mass(index, signals, n_facts, section)
    entities = added(named, facts)
    if "spreading" in section.seeds:
        reached = spread(index, signals, as_array(entities, graph.n_entities))
        entities = {entity: float(reached[entity]) for entity in np.flatnonzero(reached).tolist()}
    total = sum(entities.values())
    share = PASSAGE_MASS * ("passages" in section.seeds) if total > 0 else 1.0
    passages, shares = passage_reset(signals, graph.n_passages)
    rows = np.array(sorted(entities), dtype=np.int32)
    mass = np.array([entities[row] for row in rows.tolist()]) * ((1 - share) / (total or 1))
    vertices = np.concatenate([rows, (passages + graph.n_entities)[: len(passages) * (share > 0)]])
    whole = np.concatenate([mass, share * shares[: len(shares) * (share > 0)]])
    seeds = _describe(index, signals, named, dict(zip(rows.tolist(), mass.tolist(), strict=True)))
    return Reset(vertices.astype(np.int32), whole.astype(np.float32), graph.n_nodes, seeds)


def entity_mass(index: Index, signals: Signals, n_facts: int, section: Walk) -> tuple[Mass, Mass]:
    """Mass of the entities that the question names, and of those that near facts name."""
    named = _from_mentions(index, signals) if "names" in section.seeds else {}
    if "words" in section.seeds:
        anchors = word_anchors(index, signals)
        for entity in np.flatnonzero(anchors).tolist():
            named[entity] = max(named.get(entity, 0.0), float(anchors[entity]))
    trusted = n_facts if "facts" in section.seeds else 0
    return named, _from_facts(index, signals, trusted, section)


def added(one: Mass, other: Mass) -> Mass:
    """The sum of both."""
    return {entity: one.get(entity, 0.0) + other.get(entity, 0.0) for entity in {**one, **other}}


def as_array(mass: Mass, n_entities: int) -> Floats:
    """(E,) the mass of all entities."""
    whole = np.zeros(n_entities, dtype=np.float32)
    whole[list(mass)] = list(mass.values())
    return whole


def _from_mentions(index: Index, signals: Signals) -> Mass:
    found: Mass = {}
    for mention in signals.mentions:
        for entity in mention.entities:
            weight = mention.score * _rarity(index, entity) / len(mention.entities)
            found[entity] = found.get(entity, 0.0) + weight
    return {entity: mass for entity, mass in found.items() if mass > 0}


def _from_facts(index: Index, signals: Signals, n_facts: int, section: Walk) -> Mass:
    view = index.view
    found: Mass = {}
    facts = [(s, float(signals.similarity[s])) for s in seeding_facts(signals, n_facts)]
    if facts and signals.path_facts and signals.chosen is None:
        # Together they weigh what the nearest facts would.
        share = n_facts / len(signals.path_facts)
        facts = [(sentence, share * score) for sentence, score in signals.path_facts]
    for sentence, similarity in facts:
        named = set(view.named_in.of(sentence).tolist())
        named.add(int(view.about[view.sentence_passage[sentence]]))
        for entity in named - {-1}:
            if similarity > 0 and ("dates" in section.seeds or view.is_name[entity]):
                found[entity] = found.get(entity, 0.0) + similarity * _rarity(index, entity)
    return found


def _rarity(index: Index, entity: int) -> float:
    return 1 / float(np.sqrt(max(int(index.view.passages_naming[entity]), 1)))


def seeding_facts(signals: Signals, n: int) -> Sequence[int]:
    """The `n` nearest sentences; the first `n` of those that a language model kept, if asked."""
    return nearest(signals.similarity, n) if signals.chosen is None else signals.chosen[:n]


def nearest(similarity: Floats, n: int) -> list[int]:
    """Positions of the `n` highest values, best first."""
    found: list[int] = highest(similarity, n).tolist()
    return found


def passage_reset(
    signals: Signals, n_passages: int, limit: int = PASSAGE_SEEDS
) -> tuple[Ints, Floats]:
    """The best passages of both lists together, ascending, and their shares, which sum to one."""
    lists = (signals.dense, signals.bm25)
    passages = distinct(np.concatenate([positions for positions, _ in lists]))
    scores = np.zeros(len(passages), dtype=np.float32)
    for positions, values in lists:
        scores[np.searchsorted(passages, positions)] += _minmax(values)
    if not scores.any():
        passages = np.arange(n_passages)
        scores = np.ones(n_passages, dtype=np.float32)
    elif np.count_nonzero(scores) > limit:
        scores[scores < np.partition(scores, -limit)[-limit]] = 0
    kept = scores > 0
    return passages[kept].astype(np.int32), scores[kept] / max(float(scores.sum()), 1e-12)


def _minmax(values: Floats) -> Floats:
    if not len(values):
        return values
    low, high = float(values.min()), float(values.max())
    return (values - low) / (high - low) if high > low else np.ones_like(values)


def _describe(index: Index, signals: Signals, named: Mass, mass: Mass) -> tuple[Seed, ...]:
    sources = {e: m.source for m in signals.mentions for e in m.entities if m.source != "mention"}
    said = {e for m in signals.mentions for e in m.entities}
    seeds = []
    for entity in sorted(mass, key=lambda entity: (-mass[entity], entity)):
        source = "fact"
        if entity in named:
            source = sources.get(entity, "mention") if entity in said else "anchor"
        name = value_at(index.entities, entity, "name")
        spread = int(index.view.passages_naming[entity]) / max(1, index.graph.n_passages)
        seeds.append(Seed(name, mass[entity], source, spread))
    return tuple(seeds)
