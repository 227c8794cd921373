"""What leads to a candidate: sentences of the others that name something the candidate names.

"Harrow Mill was built by Edda Lund." leads to the passage "Edda Lund was born in Bergen.": it fits
the question and names what the question does not. Where such sentences say what a passage leaves
open of the question, the passage is read after them (`graphrag/retrieval/linking/left_open.py`).
Names are the index's here: `graphrag/reading/material/linked.py` leads by the names that
passages of any origin write.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphrag.retrieval.linking.left_open import QuestionWords
from graphrag.retrieval.linking.signals import Signals

if TYPE_CHECKING:
    from graphrag.index import Index

_MOST = 2  # leading sentences of a passage
_COVER = 0.5  # weight of the question's words beside the cosine


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


def lead_to(index: Index, signals: Signals, passages: Sequence[int]) -> list[Led]:
    """For each passage, the best sentence of each of at most two others that lead to it.

    Args:
        passages: positions, best first.
    """
    asked = QuestionWords(
        signals.question, [f"{index.titles[p]} {index.texts[p]}" for p in passages]
    )
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
        texts = [f"{heading(index, passages[lead.number])}{lead.text}" for lead in leads]
        before = "" if about in named else asked.before(number, texts)
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
        Lead(number, float(signals.similarity[one]) + _COVER * asked.covered_by(text), text)
        for one, text in texts.items()
    ]
    return max(leads, key=lambda lead: lead.fit, default=None)
