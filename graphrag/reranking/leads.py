"""What leads to a candidate: sentences of the others that name something the candidate names.

"Harrow Mill was built by Edda Lund." leads to the passage "Edda Lund was born in Bergen.": it fits
the question and names what the question does not. Where such sentences say what a passage leaves
open of the question, the passage is read after them. This is `graphrag/reading/read_after.py` by
the index's names, before anything is read (docs/decisions/0023-read-after-what-leads-there.md).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphrag.linking.asked_words import roots
from graphrag.linking.signals import Signals

if TYPE_CHECKING:
    from graphrag.index import Index

NEW = 0.15  # share of what is asked that the leading sentences must add to the passage
_MOST = 2  # leading sentences of a passage
_COVER = 0.5  # weight of the question's words beside the cosine
_LEAD = 240  # characters of a leading sentence, its passage's title among them


@dataclass(frozen=True, slots=True)
class Lead:
    """A sentence that leads to a passage: its own passage's number, its fit, its text."""

    number: int
    fit: float
    text: str


@dataclass(frozen=True, slots=True)
class Led:
    """What leads to a passage, the fittest last, and what of it is read before the passage."""

    leads: tuple[Lead, ...]
    before: str  # "" where the passage is read alone


class QuestionWords:
    """The question's words and how much each says among some passages."""

    def __init__(self, question: str, texts: Sequence[str]) -> None:
        """Rarer words weigh more: log(1 + (passages + 1) / (passages having it + ½))."""
        self.words = roots(question)
        self.said = [roots(text) & self.words for text in texts]
        counts = Counter(word for words in self.said for word in words)
        above = len(texts) + 1
        self._weight = {w: math.log(1 + above / (counts[w] + 0.5)) for w in sorted(self.words)}
        self._total = sum(self._weight.values()) or 1.0

    def share(self, words: Iterable[str]) -> float:
        """How much of what is asked these words of the question are, from 0 to 1."""
        return sum(self._weight[word] for word in sorted(words)) / self._total


def lead_to(index: Index, signals: Signals, passages: Sequence[int]) -> list[Led]:
    """For each passage, the best sentence of each of at most two others that lead to it.

    Args:
        passages: positions, best first.
    """
    asked = QuestionWords(
        signals.question, [f"{index.titles[p]} {index.texts[p]}" for p in passages]
    )
    most = max(map(asked.share, asked.said), default=0.0)
    named = frozenset(entity for mention in signals.mentions for entity in mention.entities)
    naming = [_naming(index, passage, named) for passage in passages]
    found = []
    for number, passage in enumerate(passages):
        about = int(index.view.about[passage])
        own = {entity for entities in naming[number].values() for entity in entities} | {about}
        others = (
            _best(index, signals, asked, other, naming[other], own)
            for other, position in enumerate(passages)
            if other != number and not (about >= 0 and int(index.view.about[position]) == about)
        )
        leads = sorted((lead for lead in others if lead), key=lambda lead: lead.fit)[-_MOST:]
        before = "" if about in named else _before(index, asked, passages, number, leads, most)
        found.append(Led(tuple(leads), before))
    return found


def heading(index: Index, passage: int) -> str:
    """What stands before a passage for a reader who sees nothing else: title and headings."""
    parts = (index.titles[passage], index.sections[passage])
    return "".join(f"{part}: " for part in parts if part)


def _naming(index: Index, passage: int, asked: frozenset[int]) -> dict[int, set[int]]:
    """What each sentence of a passage names, but for what the question names."""
    first, past = index.first_sentence[passage : passage + 2].tolist()
    named_in = index.view.named_in
    return {one: set(named_in.of(one).tolist()) - asked for one in range(first, past)}


def _best(
    index: Index,
    signals: Signals,
    asked: QuestionWords,
    number: int,
    naming: dict[int, set[int]],
    own: set[int],
) -> Lead | None:
    """The fittest sentence of a passage that names one of `own`."""
    texts = {one: index.sentence(one) for one, entities in naming.items() if entities & own}
    leads = [
        Lead(number, float(signals.similarity[one]) + _COVER * _cover(asked, text), text)
        for one, text in texts.items()
    ]
    return max(leads, key=lambda lead: lead.fit, default=None)


def _before(
    index: Index,
    asked: QuestionWords,
    passages: Sequence[int],
    number: int,
    leads: Sequence[Lead],
    most: float,
) -> str:
    """The leading sentences, if they say what the passage leaves open; "" otherwise."""
    texts = [f"{heading(index, passages[lead.number])}{lead.text}"[:_LEAD] for lead in leads]
    said = asked.said[number]
    new = (roots(" ".join(texts)) & asked.words) - said
    if asked.share(new) < NEW or asked.share(said | new) < most:
        return ""
    return "".join(f"{text} " for text in texts)


def _cover(asked: QuestionWords, text: str) -> float:
    return asked.share(roots(text) & asked.words)
