"""Which weights a walk gets: one scheme, on the kinds of edges that are walked, then the boosts.

query-aware   static · fit of the sentences that state the edge
tiers         static · tier φ, on the relation edges around the seeds (CatRAG)
specific      rarity of the names and counts, without the question
typed         kind and degree, without the question (GAAMA)
static        counts alone, without the question (HippoRAG 2)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.linking.signals import Signals
from graphrag.seeding import FACTS, entity_mass, seeding_facts
from graphrag.storage.graph import KINDS
from graphrag.storage.once import once_an_index
from graphrag.weighting.counted import counted_weights
from graphrag.weighting.key_facts import boost_key_passages
from graphrag.weighting.query_aware import query_aware_weights
from graphrag.weighting.relation_words import boost_relations
from graphrag.weighting.static import static_weights
from graphrag.weighting.tiers import tiered_weights
from graphrag.weighting.typed import typed_weights

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]


def weigh_edges(index: Index, signals: Signals) -> Floats:
    """(n_edges,) symmetric weights for this question."""
    section = index.settings.weighting
    weights = _scheme(index, signals)
    left_out = [code for code, kind in enumerate(KINDS) if kind not in section.edges]
    if left_out:
        weights = np.where(np.isin(index.graph.kind, left_out), np.float32(0), weights)
    if "key-facts" in section.boosts:
        facts = seeding_facts(signals, max(FACTS))
        weights = boost_key_passages(index.view, weights, facts)
    if "relation-words" in section.boosts:
        weights = boost_relations(index, weights, signals)
    return weights


@once_an_index
def _static(index: Index) -> Floats:
    return static_weights(index.view)


def _scheme(index: Index, signals: Signals) -> Floats:
    section, view, static = index.settings.weighting, index.view, _static(index)
    if section.scheme == "query-aware":
        return query_aware_weights(
            view, static, signals.similarity, signals.best, section.temperature
        )
    if section.scheme == "tiers":
        named, facts = entity_mass(index, signals, FACTS[0], index.settings.walk)
        return tiered_weights(view, static * view.graph.weight, named + facts, signals.similarity)
    if section.scheme == "typed":
        return typed_weights(view)
    if section.scheme == "static":
        return counted_weights(view)
    return static * view.graph.weight
