"""The path that led to each passage.

A path starts at an entity the question names, follows candidates that name each other's titles, and
ends with what the last passage states that fits what is left of the question (`last_hop`). Each hop
quotes the sentence stating it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import EvidencePath, Hop, ScoredPassage
from graphrag.evidence.last_hop import last_hop, left_of
from graphrag.index.facts import stated
from graphrag.retrieval.linking.signals import Signals
from graphrag.retrieval.reranking.links import NONE, Links
from graphrag.retrieval.reranking.order import Ranking
from graphrag.retrieval.reranking.pool import Pool
from graphrag.storage.ragged import is_in

if TYPE_CHECKING:
    from graphrag.index import Index

Ints = NDArray[np.int64]
_MAX_HOPS = 4


def evidence_paths(
    index: Index,
    ranking: Ranking,
    signals: Signals,
    passages: Sequence[ScoredPassage],
) -> tuple[EvidencePath, ...]:
    """One path a passage, in the passages' order; a passage without a statable path has none.

    Args:
        passages: the first of `ranking`, as returned.
    """
    pool, links, order = ranking.pool, ranking.features.links, ranking.order[: len(passages)]
    named = {entity for mention in signals.mentions for entity in mention.entities}
    view = index.view
    titled = is_in(view.title_entity[pool.passages], list(named))
    titled |= is_in(view.about[pool.passages], list(named))
    paths = []
    for candidate, passage in zip(order.tolist(), passages, strict=True):
        chain = _chain(candidate, order, links, titled)
        hops = [
            hop
            for a, c in pairwise(chain)
            if (hop := _link_hop(index, pool, links, a, c)) is not None
        ]
        position = int(pool.passages[candidate])
        last = last_hop(index, passage, position, signals, left_of(signals, hops))
        if last is not None:
            hops.append(last)
        if hops:
            paths.append(tuple(hops))
    return tuple(paths)


def _chain(candidate: int, order: Ints, links: Links, titled: NDArray[np.bool_]) -> list[int]:
    """Best chain of selected candidates from one the question names to `candidate`.

    Each candidate is reached from the selected one whose sentence about it fits the question best.
    """
    chain = [candidate]
    while len(chain) < _MAX_HOPS and not titled[chain[0]]:
        before = [a for a in order.tolist() if a not in chain]
        if not before:
            break
        score = links.similarity[before, chain[0]]
        bonus = np.where(titled[before] & (score > NONE), 0.2, 0)
        best = int(np.argmax(score + bonus))
        if score[best] <= NONE:
            break
        chain.insert(0, before[best])
    return chain


def _link_hop(index: Index, pool: Pool, links: Links, a: int, c: int) -> Hop | None:
    """The hop from candidate a's title to candidate c's, as a's sentence states it."""
    sentence = int(links.sentence[a, c])
    passage = int(pool.passages[a])
    source, target = (int(index.view.about[pool.passages[x]]) for x in (a, c))
    if sentence < 0 or source < 0 or target < 0:
        return None
    relation = "mentions"
    for fact in _facts_of(index, sentence):
        if index.fact_object[fact] == target:
            relation = stated(index, fact).relation
            break
    return _hop(index, source, relation, target, passage, sentence)


def _facts_of(index: Index, sentence: int) -> list[int]:
    found: list[int] = index.view.facts_in.of(sentence).tolist()
    return found


def _hop(index: Index, source: int, relation: str, target: int, passage: int, sentence: int) -> Hop:
    return Hop(
        index.entities[source].name,
        relation,
        index.entities[target].name,
        index.passage_ids[passage],
        index.sentence(sentence),
    )
