"""Setwise reranking (Rank-R1, arXiv 2503.06034): "which of these is the most relevant", in a heap.

A node of the heap and its up to 19 children are compared by one call. Building the heap over n
candidates takes about n / 19 calls, taking out the best again one or two each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from graphrag.llm.prompts import fill
from graphrag.llm_stages.numbered import WANTED, numbered, put_first
from graphrag.llm_stages.schemas import one_of, record
from graphrag.llm_stages.session import Ask, ModelSession
from graphrag.retrieval.linking.signals import Signals
from graphrag.retrieval.reranking.order import Ranking
from graphrag.settings import Reranking

if TYPE_CHECKING:
    from graphrag.index import Index

MOST = 20
SET = 20  # candidates in one comparison

Best = Callable[[Sequence[int]], int | None]  # of a set, the most relevant; None: the model failed


def sort_by_sets(
    index: Index, signals: Signals, ranking: Ranking, session: ModelSession, section: Reranking
) -> Ranking | None:
    """The best candidates first, as many as are wanted; None when the model fails."""

    candidates = ranking.order[: section.llm_candidates or MOST].tolist()
    place = {candidate: place for place, candidate in enumerate(candidates)}

    def best(some: Sequence[int]) -> int | None:
        shown = sorted(some, key=place.__getitem__)  # as they were ranked, whatever the heap
        numbers, lines = numbered(index, signals, ranking, shown)
        prompt = fill("setwise", question=signals.question, passages=lines)
        reply = session.ask("reranking", Ask(prompt, record(best=one_of(numbers))))
        return None if reply is None else shown[numbers.index(reply["best"])]

    first = heap_best(candidates, WANTED, best)
    return None if first is None else put_first(ranking, first)


def heap_best(items: Sequence[int], count: int, best: Best, size: int = SET) -> list[int] | None:
    """The `count` best of `items` by a heap in which a node has `size` - 1 children."""
    heap, children = list(items), size - 1
    for node in range((len(heap) - 2) // children if len(heap) > 1 else -1, -1, -1):
        if not _sink(heap, node, children, best):
            return None
    first: list[int] = []
    while heap and len(first) < count:
        first.append(heap[0])
        last = heap.pop()
        if heap:
            heap[0] = last
            if len(first) < count and not _sink(heap, 0, children, best):
                return None
    return first


def _sink(heap: list[int], node: int, children: int, best: Best) -> bool:
    """Let `node` go down until no child is better; False when a comparison failed."""
    while (start := node * children + 1) < len(heap):
        places = [node, *range(start, min(start + children, len(heap)))]
        winner = best([heap[place] for place in places])
        if winner is None:
            return False
        place = places[[heap[p] for p in places].index(winner)]
        if place == node:
            return True
        heap[node], heap[place] = heap[place], heap[node]
        node = place
    return True
