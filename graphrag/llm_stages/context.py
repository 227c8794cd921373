"""What a language model should read: triples and sentences mixed, under a token budget (TeaRAG).

TeaRAG (arXiv:2511.05385) fills its context with the best passages and triples together. Here the
triples are the hops of the evidence paths, the passages are cut down to their best sentences:

    value(sentence) = cosine to the question + 0.15 if it opens its passage - 0.1 * passage rank

Hops come first, then the sentences that state them, then the others by value while they fit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graphrag.datatypes import Citation, Hop, Retrieval

_OPENING = 0.15
_RANK = 0.1
_TOKENS_PER_WORD = 1.3
_HOPS_SHARE = 0.3  # of the budget, at most
_HOPS_TOKENS = 60  # at most: longer lists of hops crowd out sentences

CountTokens = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Context:
    """What was chosen, and how many tokens `text` takes by the count that was used.

    `sentences` stand in order of passage rank, then of position.
    """

    hops: tuple[Hop, ...]
    sentences: tuple[Citation, ...]
    text: str
    tokens: int


def estimate_tokens(text: str) -> int:
    """Tokens of English text, near enough: 1.3 a word."""
    return math.ceil(_TOKENS_PER_WORD * len(text.split()))


def build_context(
    retrieval: Retrieval, budget_tokens: int, count: CountTokens = estimate_tokens
) -> Context:
    """Hops and sentences of `retrieval` that together stay within `budget_tokens`.

    Args:
        retrieval: ranked passages with scored sentences; evidence paths are used when present.
        budget_tokens: most tokens `Context.text` may take; 0 gives an empty context.
        count: a tokenizer's count; by default 1.3 a word.
    """
    picker = _Picker(retrieval, budget_tokens, count)
    for hop in _distinct(hop for path in retrieval.paths for hop in path):
        picker.try_hop(hop)
    for hop in picker.hops:
        picker.try_stating(hop)
    for rank, position in _by_value(retrieval):
        picker.try_sentence(rank, position)
    return picker.context()


def _distinct(hops: Iterable[Hop]) -> list[Hop]:
    return list({(hop.source, hop.relation, hop.target): hop for hop in hops}.values())


def _by_value(retrieval: Retrieval) -> list[tuple[int, int]]:
    """(passage rank, sentence position) by falling value."""
    valued = []
    for rank, passage in enumerate(retrieval.passages):
        for position, sentence in enumerate(passage.sentences):
            value = sentence.score + _OPENING * (position == 0) - _RANK * rank
            valued.append((-value, rank, position))
    return [(rank, position) for _, rank, position in sorted(valued)]


class _Picker:
    """Adds what fits; the cost of a title is paid with its first sentence."""

    def __init__(self, retrieval: Retrieval, budget: int, count: CountTokens) -> None:
        self.retrieval, self.budget, self.count = retrieval, budget, count
        self.hops: list[Hop] = []
        self.chosen: set[tuple[int, int]] = set()
        self.spent = 0

    def try_hop(self, hop: Hop) -> None:
        cost = self.count(_hop_line(hop)) + 1
        if self.spent + cost <= min(_HOPS_SHARE * self.budget, _HOPS_TOKENS):
            self.hops.append(hop)
            self.spent += cost

    def try_stating(self, hop: Hop) -> None:
        """The sentence that states a hop."""
        for rank, passage in enumerate(self.retrieval.passages):
            if passage.id == hop.passage_id:
                for position, sentence in enumerate(passage.sentences):
                    if sentence.text == hop.sentence:
                        self.try_sentence(rank, position)

    def try_sentence(self, rank: int, position: int) -> None:
        passage = self.retrieval.passages[rank]
        cost = self.count(passage.sentences[position].text)
        if not any(chosen == rank for chosen, _ in self.chosen):
            cost += self.count(_title_line(rank, passage.title)) + 1
        if (rank, position) not in self.chosen and self.spent + cost <= self.budget:
            self.chosen.add((rank, position))
            self.spent += cost

    def context(self) -> Context:
        lines = [_hop_line(hop) for hop in self.hops]
        cited = []
        for rank, passage in enumerate(self.retrieval.passages):
            positions = sorted(position for chosen, position in self.chosen if chosen == rank)
            if positions:
                lines.append(_title_line(rank, passage.title))
                lines.append(" ".join(passage.sentences[p].text for p in positions))
            cited += [
                Citation(
                    *(passage.id, passage.title, s.start, s.end, s.text),
                    *(passage.section, passage.page),
                    metadata=passage.metadata,
                )
                for s in (passage.sentences[p] for p in positions)
            ]
        text = "\n".join(lines)
        return Context(tuple(self.hops), tuple(cited), text, self.count(text) if text else 0)


def _hop_line(hop: Hop) -> str:
    return f"{hop.source} | {hop.relation} | {hop.target}"


def _title_line(rank: int, title: str) -> str:
    return f"[{rank + 1}] {title}"
