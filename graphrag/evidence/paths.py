"""The path that led to each passage.

A path starts at an entity the question names, follows candidates that name each other's titles, and
ends with the fact of the last passage that answers best. Every hop quotes the sentence stating it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import EvidencePath, Hop, ScoredPassage
from graphrag.language.words import terms
from graphrag.linking.signals import Signals
from graphrag.reranking.links import NONE, Links
from graphrag.reranking.order import Ranking
from graphrag.reranking.pool import Pool

if TYPE_CHECKING:
    from graphrag.index import Index

Ints = NDArray[np.int64]
_MAX_HOPS = 4


def evidence_paths(
    index: Index,
    ranking: Ranking,
    signals: Signals,
    passages: Sequence[ScoredPassage],
    leaves: Mapping[str, Hop] = MappingProxyType({}),
) -> tuple[EvidencePath, ...]:
    """One path a passage, in the passages' order; a passage without a statable path has none.

    Args:
        passages: the first of `ranking`, as returned.
        leaves: by passage id, the last hop where a passage states what the question asks for;
            elsewhere the fact that fits the question best ends the path.
    """
    pool, links, order = ranking.pool, ranking.features.links, ranking.order[: len(passages)]
    named = {entity for mention in signals.mentions for entity in mention.entities}
    titled = np.isin(index.view.title_entity[pool.passages], list(named))
    paths = []
    for candidate, passage in zip(order.tolist(), passages, strict=True):
        chain = _chain(candidate, order, links, titled)
        hops = [
            hop
            for a, c in pairwise(chain)
            if (hop := _link_hop(index, pool, links, a, c)) is not None
        ]
        leaf = leaves.get(passage.id) or _fact_hop(index, int(pool.passages[candidate]), signals)
        if leaf is not None:
            hops.append(leaf)
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
    source, target = (int(index.view.title_entity[pool.passages[x]]) for x in (a, c))
    if sentence < 0 or source < 0 or target < 0:
        return None
    relation = "mentions"
    for fact in _facts_of(index, sentence):
        if index.fact_object[fact] == target:
            relation = index.predicates[fact]
            break
    return _hop(index, source, relation, target, passage, sentence)


def _fact_hop(index: Index, passage: int, signals: Signals) -> Hop | None:
    """The fact of the passage that fits what the question asks for."""
    first, past = index.first_sentence[passage : passage + 2].tolist()
    wanted = set(terms(signals.question))
    literal = signals.question.casefold().split()[0] in ("when",) or "date" in wanted
    best: tuple[float, int] | None = None
    for sentence in range(first, past):
        base = float(signals.residual_similarity[sentence] + signals.similarity[sentence])
        for fact in _facts_of(index, sentence):
            predicate = set(terms(index.predicates[fact]))
            kind = index.entities[index.fact_object[fact]].kind
            score = base + 0.3 * len(predicate & wanted) + 0.3 * (literal == (kind == "date"))
            if best is None or score > best[0]:
                best = (score, fact)
    if best is None:
        return None
    fact = best[1]
    return _hop(
        index,
        int(index.fact_subject[fact]),
        index.predicates[fact],
        int(index.fact_object[fact]),
        passage,
        int(index.fact_sentence[fact]),
    )


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
