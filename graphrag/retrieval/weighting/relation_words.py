"""Relation edges whose predicate says what is asked (after CatRAG, arXiv 2602.01965).

    w(u, v) = w(u, v) · m    where a fact joining u and v has a predicate that shares a root with
                             the question's words outside its names ("directed by", "director")

CatRAG anchors a walk to words of the question that name entities; most type and
relation words name no entity but a relation, and so weigh edges here.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.retrieval.linking.asked_words import asked_words, roots
from graphrag.retrieval.linking.signals import Signals
from graphrag.storage.graph import RELATION
from graphrag.storage.once import once_an_index
from graphrag.storage.ragged import distinct
from graphrag.storage.view import edge_numbers

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
MULTIPLIER = 2.0


def boost_relations(
    index: Index, weights: Floats, signals: Signals, multiplier: float = MULTIPLIER
) -> Floats:
    """(n_edges,) weights with those edges multiplied."""
    asked = roots(" ".join(asked_words(signals.question, signals.mentions)))
    by_root = edges_by_root(index)
    edges = [by_root[root] for root in sorted(asked) if root in by_root]
    found = weights.copy()
    if edges:
        rows = distinct(np.concatenate(edges))
        found[rows] *= multiplier
    return found


@once_an_index
def edges_by_root(index: Index) -> dict[str, Ints]:
    """The relation edges of every root of a predicate."""
    low = np.minimum(index.fact_subject, index.fact_object)
    high = np.maximum(index.fact_subject, index.fact_object)
    edges = edge_numbers(index.graph, low, high, RELATION).tolist()
    ends = zip(low.tolist(), high.tolist(), strict=True)
    roots_of = {predicate: roots(predicate) for predicate in set(index.predicates)}
    source, target = index.graph.source.tolist(), index.graph.target.tolist()
    found: defaultdict[str, set[int]] = defaultdict(set)
    for edge, between, predicate in zip(edges, ends, index.predicates, strict=True):
        if edge < len(source) and (source[edge], target[edge]) == between:  # not every fact joins
            for root in roots_of[predicate]:
                found[root].add(edge)
    return {root: np.array(sorted(rows), dtype=np.int32) for root, rows in found.items()}
