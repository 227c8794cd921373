"""Weak anchors: entities called like a plain word of the question (CatRAG, arXiv 2602.01965).

    r(e) = ε / √passages(e)    for every entity e named by a word outside the question's names

CatRAG gives ε = 0.2 to entities that the question names and no near fact holds.
Names of the question are seeds here anyway; this adds its type and relation words ("director",
"capital") where the graph has a vertex of that name, as graphs made by a language model do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.retrieval.linking.asked_words import asked_words
from graphrag.retrieval.linking.signals import Signals

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]
EPSILON = 0.2


def word_anchors(index: Index, signals: Signals, epsilon: float = EPSILON) -> Floats:
    """(E,) the reset mass of the question's plain words."""
    view = index.view
    reset = np.zeros(index.graph.n_entities, dtype=np.float32)
    for word in asked_words(signals.question, signals.mentions):
        owners = view.lexicon.entities_of.get((word,), ())
        for entity in owners:
            specificity = 1 / np.sqrt(max(view.passages_naming[entity], 1))
            reset[entity] = max(reset[entity], epsilon * specificity / len(owners))
    return reset
