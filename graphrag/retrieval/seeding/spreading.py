"""Activation that spreads entity → sentence → entity before the walk (LinearRAG, arXiv 2510.10114).

    a₀(e) = seeds of the walk, the strongest 1
    a(e') = max(a(e'), a(e) · cos(q, s))    e, e' named in s; s among the sentences nearest to q
                                            that name e; as long as the product reaches the floor
    r(e)  = a₀(e) of a seed, a(e) / √passages(e) of what was reached

An entity two sentences away is a seed then, if both sentences fit the question. LinearRAG walks
over entities and passages from there, as we do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.retrieval.linking.signals import Signals
from graphrag.storage.ragged import distinct

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]
STEPS = 3
SENTENCES = 3  # followed from each entity
FLOOR = 0.3  # weaker activations are dropped


def spread(index: Index, signals: Signals, start: Floats, floor: float = FLOOR) -> Floats:
    """(E,) reset mass: that of `start`, scaled to at most one, and of what it reaches.

    Args:
        start: (E,) non-negative.
        floor: weaker activations neither count nor spread.
    """
    top = float(start.max(initial=0))
    if top <= 0:
        return start
    active = (start / top).astype(np.float32)
    seeds = active > 0
    frontier = np.flatnonzero(seeds).tolist()
    for _ in range(STEPS):
        reached: dict[int, float] = {}
        for entity in frontier:
            for other, value in _neighbours(index, signals, entity, float(active[entity])):
                if value >= floor and value > max(float(active[other]), reached.get(other, 0.0)):
                    reached[other] = value
        for entity, value in reached.items():
            active[entity] = value
        frontier = sorted(reached)
    rarity = 1 / np.sqrt(np.maximum(index.view.passages_naming, 1))
    return np.where(seeds, active, active * rarity).astype(np.float32)


def _neighbours(
    index: Index, signals: Signals, entity: int, strength: float
) -> list[tuple[int, float]]:
    """What shares one of the entity's best sentences, with the activation that arrives there."""
    view = index.view
    spots = view.spots.of(entity)
    sentences = view.occ_sentence[spots]
    own = [  # a passage's title is said by all of its sentences
        np.arange(*view.first_sentence[p : p + 2], dtype=np.int32)
        for p in view.occ_passage[spots][sentences < 0].tolist()
    ]
    known = distinct(np.concatenate([sentences[sentences >= 0], *own]))
    best = known[np.lexsort((known, -signals.similarity[known]))[:SENTENCES]]
    found = []
    for sentence in best.tolist():
        value = strength * max(float(signals.similarity[sentence]), 0.0)
        title = int(view.about[view.sentence_passage[sentence]])
        for other in {*view.named_in.of(sentence).tolist(), title} - {entity, -1}:
            if view.is_name[other]:
                found.append((other, value))
    return found
