"""Which weights a walk gets: one scheme, on the kinds of edges that are walked, then the boosts.

query-aware   static · fit of the sentences that state the edge
tiers         static · tier φ, on the relation edges around the seeds (CatRAG)
specific      rarity of the names and counts, without the question
typed         kind and degree, without the question (GAAMA)
static        counts alone, without the question (HippoRAG 2)
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.retrieval.linking.signals import Signals
from graphrag.retrieval.seeding import FACTS, added, as_array, entity_mass, seeding_facts
from graphrag.retrieval.weighting.counted import counted_weights
from graphrag.retrieval.weighting.edge_weights import NOTHING, EdgeWeights, given
from graphrag.retrieval.weighting.key_facts import boost_key_passages
from graphrag.retrieval.weighting.query_aware import query_aware_weights
from graphrag.retrieval.weighting.relation_words import boost_relations
from graphrag.retrieval.weighting.static import static_weights
from graphrag.retrieval.weighting.tiers import tiered_weights
from graphrag.retrieval.weighting.typed import typed_weights
from graphrag.storage.graph import KINDS
from graphrag.storage.once import once_an_index

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]


def weigh_edges(index: Index, signals: Signals) -> EdgeWeights:
    """Symmetric weights for this question."""
    section = index.settings.weighting
    weights = _scheme(index, signals)
    left_out = [code for code, kind in enumerate(KINDS) if kind not in section.edges]
    if left_out:
        walked = ~np.isin(index.graph.kind, left_out)
        weights = replace(weights, static=weights.static * walked, halves=NOTHING)
    if "key-facts" in section.boosts:
        facts = seeding_facts(signals, max(FACTS))
        weights = given(boost_key_passages(index.view, weights.all(), facts))
    if "relation-words" in section.boosts:
        weights = given(boost_relations(index, weights.all(), signals))
    return weights


@once_an_index
def _static(index: Index) -> Floats:
    return static_weights(index.view)


@once_an_index
def _halves(index: Index) -> Floats:
    """A large graph's edges are weighed as they are met, vertex by vertex."""
    return _static(index)[index.view.edge] if len(index.view.stating) else NOTHING


def _scheme(index: Index, signals: Signals) -> EdgeWeights:
    section, view, static = index.settings.weighting, index.view, _static(index)
    if section.scheme == "query-aware":
        return query_aware_weights(
            view, static, signals.similarity, signals.best, section.temperature, _halves(index)
        )
    if section.scheme == "tiers":
        mass = added(*entity_mass(index, signals, FACTS[0], index.settings.walk))
        seeds = as_array(mass, index.graph.n_entities)
        return given(tiered_weights(view, static * view.graph.weight, seeds, signals.similarity))
    if section.scheme == "typed":
        return given(typed_weights(view))
    if section.scheme == "static":
        return given(counted_weights(view))
    return given(static * view.graph.weight)
