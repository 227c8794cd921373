"""Sentences of the passages as answers: which fit the question best, and what stands after them.

    fit = log-odds by the span head + 2.2 · cosine + share of the question's words + 1.6 / rank

These weights are fitted (`scripts/sentence_weights.py`): one softmax over the sentences of a
question's passages, on the train questions and the reading data.

A heading, a question, an announcement ("… the following:") or what a page says of itself ("This
page describes …") says that the answer comes elsewhere, mostly next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from graphrag.embedding.span_head.span_head import HeadReading
from graphrag.language.denied import DENIES, denied_in
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.page import Page
from graphrag.reading.pages.page_parts import MARK
from graphrag.retrieval.linking.asked_words import roots

_COSINE, _WORDS, _FIRST = 2.2, 1.0, 1.6  # beside the head's log-odds
_ANNOUNCES = re.compile(r":\s*$")
_OF_ITSELF = re.compile(
    r"^\W*(?:this|the following) (?:page|section|guide|document|chapter|article|manual|note)s? "
    r"(?:will )?"
    r"(?:outline|describe|explain|list|cover|contain|provide|discuss|show|summari[sz]e)s?\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?:;。！：；।؟۔][\"')\]」』”’）】》〉]*\s*$")
_HEADING_WORDS = 9  # a line without a full stop that is no longer than this heads what follows


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """Sentence `number` of a page; `fit` says how well it answers the question."""

    page: Page
    number: int
    fit: float
    cover: float  # share of the question's words that it has, rare ones weighing more
    heard: float  # log-odds by the span head that it holds an answer: above 0 rather so

    @property
    def span(self) -> tuple[int, int]:
        """Its characters, [start, end)."""
        return self.page.sentences[self.number]

    @property
    def text(self) -> str:
        """As the passage writes it."""
        start, end = self.span
        return self.page.passage.text[start:end]


def places(scene: Scene, heard: HeadReading) -> list[ReadSentence]:
    """Every sentence of every page, the fittest first."""
    found = []
    for index, page in enumerate(scene.pages):
        for number in range(len(page.sentences)):
            found.append(_place(scene, index, number, heard))
    return sorted(found, key=lambda place: (-place.fit, place.page.rank, place.number))


def _place(scene: Scene, index: int, number: int, heard: HeadReading) -> ReadSentence:
    page = scene.pages[index]
    start, end = page.sentences[number]
    first, past = page.words_between(start, end)
    cover = scene.share((*page.section_stems, *scene.page_stems[index][first:past]))
    odds = heard.log_odds(index, start, end)
    near = max(page.similarity(number), page.asked_on(number))
    fit = odds + _COSINE * near + _WORDS * cover + _FIRST / (1 + page.rank)
    return ReadSentence(page, number, fit, cover, odds)


def best_score(heard: HeadReading, index: int, start: int, end: int) -> float:
    """Of the head's best spans of a page, the highest that starts in [start, end)."""
    inside = (s.score for s in heard.spans if s.passage == index and start <= s.start < end)
    return max(inside, default=-10.0)


def announces(place: ReadSentence) -> bool:
    """It ends with a colon."""
    return _ANNOUNCES.search(place.text) is not None


def leads_on(place: ReadSentence) -> bool:
    """It only says what comes next: a heading, a question, an announcement."""
    text = place.text.strip()
    short = len(text.split()) <= _HEADING_WORDS and not _ENDS.search(text)
    if short or text.endswith(("?", "？", "؟")):
        return True
    return announces(place) or _OF_ITSELF.match(text) is not None


def items_after(place: ReadSentence) -> list[tuple[int, int]]:
    """The characters of the items that it announces, by their marks."""
    text, behind = place.page.passage.text, place.page.sentences[place.number + 1 :]
    marked = takewhile(lambda span: MARK.match(text[slice(*span)]), behind)
    return list(marked) if announces(place) else []


def following(place: ReadSentence, most: int) -> list[tuple[int, int]]:
    """The characters of at most `most` sentences behind it on its page, headings left out."""
    found: list[tuple[int, int]] = []
    for number in range(place.number + 1, len(place.page.sentences)):
        if len(found) == most:
            break
        after = ReadSentence(place.page, number, 0.0, 0.0, 0.0)
        if not leads_on(after) or announces(after):
            found.append(after.span)
    return found


def saying_denied(question: str, places: Sequence[ReadSentence]) -> Sequence[ReadSentence]:
    """Of a question that denies something, the sentences that speak of it or deny, too; else all.

    What boats carry is none of "which boats have no kiosk?"; "the plan does not include food" is
    one of what it does not cover.
    """
    denied = roots(denied_in(question))
    if not denied:
        return places
    said = (roots(f"{place.page.passage.section} {place.text}") for place in places)
    return [
        one
        for one, words in zip(places, said, strict=True)
        if denied & words or DENIES.search(one.text)
    ]
