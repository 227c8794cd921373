"""The question and its pages together: the words they share, and which pages belong together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graphrag.language.keys import Key
from graphrag.language.kinds import kind_of_noun
from graphrag.language.names import find_names
from graphrag.language.words import FUNCTION_WORDS, root
from graphrag.reading.asked import inner_description
from graphrag.reading.page import Page
from graphrag.reading.question import QuestionAnalysis
from graphrag.reading.titles import mention_of
from graphrag.reading.wanted import Wanted, wanted, year_asked
from graphrag.reading.years import asked_span

Floats = NDArray[np.float64]


class Scene:
    """What the features of every candidate share. Sentences are numbered across all pages."""

    def __init__(self, question: QuestionAnalysis, pages: Sequence[Page]) -> None:
        """Count the question's words on the pages."""
        self.question = question
        self.pages = pages
        self.wanted: Wanted = wanted(question.text, question.words)
        self.asks_year = year_asked(question.text)
        self.span = asked_span(question.text)
        self.stems = [root(word.key) for word in question.words]
        self.content = {
            s
            for s, word in zip(self.stems, question.words, strict=True)
            if word.key not in FUNCTION_WORDS
        }
        self.page_stems = [[root(word.key) for word in page.words] for page in pages]
        self.title_stems = [{root(part) for part in page.key} for page in pages]
        self.weight = self._weights()
        self.total = sum(self.weight.values()) or 1.0
        self.first_sentence = np.cumsum([0] + [len(page.sentences) for page in pages])

    def _weights(self) -> dict[str, float]:
        """Rarer words of the question weigh more: log(1 + (pages + 1) / (pages having it + ½))."""
        counts: Counter[str] = Counter()
        for stems, title in zip(self.page_stems, self.title_stems, strict=True):
            counts.update(self.content & (set(stems) | title))
        above = len(self.pages) + 1
        return {s: math.log(1 + above / (counts[s] + 0.5)) for s in sorted(self.content)}

    @cached_property
    def slot_left(self) -> list[str]:
        """Stems of the two words before the question word."""
        return self.stems[max(0, self.wanted.slot - 2) : self.wanted.slot]

    @cached_property
    def left_content(self) -> list[str]:
        """Content stems among the four words before the question word."""
        before = self.stems[max(0, self.wanted.slot - 4) : self.wanted.slot]
        return [s for s in before if s in self.content]

    @cached_property
    def slot_right(self) -> list[str]:
        """Content stems after the question word's noun phrase, nearest first."""
        past = self.wanted.past
        return [s for s in self.stems[past : past + 6] if s in self.content][:3]

    @cached_property
    def anchored(self) -> frozenset[int]:
        """Positions of the pages that the question names."""
        ranks = {anchor.page.rank for anchor in self.question.anchors}
        return frozenset(i for i, page in enumerate(self.pages) if page.rank in ranks)

    @cached_property
    def described(self) -> tuple[set[str], set[str]]:
        """Content stems inside a description by a name, and outside: what is asked of the thing.

        "Where was the builder of Harrow Mill born?": builder, harrow, mill; and born. Both empty
        where nothing is described by a name.
        """
        text = self.question.text
        names = [name for name in find_names(text) if name.start > 0]
        inner = inner_description(text, names)
        if inner is None:
            return set(), set()
        noun = root(self.wanted.noun) if self.wanted.noun else ""
        inside: set[str] = set()
        outside: set[str] = set()
        for word, stem in zip(self.question.words, self.stems, strict=True):
            if word.key not in FUNCTION_WORDS and stem != noun:
                (inside if inner[0] <= word.start < inner[1] else outside).add(stem)
        return inside, outside

    @cached_property
    def mentions(self) -> list[frozenset[int]]:
        """For each page, the other pages whose title it writes."""
        return [
            frozenset(
                index
                for index, other in enumerate(self.pages)
                if other is not page and mention_of(other.key, page)
            )
            for page in self.pages
        ]

    @cached_property
    def tied(self) -> NDArray[np.bool_]:
        """(pages, pages): one page writes the other's title; symmetric, no page with itself."""
        ties = np.zeros((len(self.pages), len(self.pages)), dtype=bool)
        for index, others in enumerate(self.mentions):
            for other in others:
                ties[index, other] = ties[other, index] = True
        return ties

    @cached_property
    def covered(self) -> Floats:
        """(sentences, words): 1 where a sentence or its page's title has the question's word."""
        words = {s: i for i, s in enumerate(sorted(self.content))}
        rows = np.zeros((int(self.first_sentence[-1]), len(words)))
        for index, page in enumerate(self.pages):
            title = self.title_stems[index] & self.content
            for number, (start, end) in enumerate(page.sentences):
                first, past = page.words_between(start, end)
                row = rows[self.first_sentence[index] + number]
                for s in title | (self.content & set(self.page_stems[index][first:past])):
                    row[words[s]] = 1.0
        return rows

    @cached_property
    def cover_alone(self) -> Floats:
        """(sentences,): share of the question that each sentence and its title cover."""
        weight = np.array([self.weight[s] for s in sorted(self.content)]) / self.total
        return np.asarray(self.covered @ weight)

    def locate(self, row: int) -> tuple[int, int]:
        """(page, sentence within it) of a sentence numbered across all pages."""
        index = int(np.searchsorted(self.first_sentence, row, side="right")) - 1
        return index, row - int(self.first_sentence[index])

    @cached_property
    def joint_cover(self) -> tuple[Floats, Floats]:
        """For each sentence, the share of the question it covers with the best sentence elsewhere.

        Two arrays (sentences,): partners on tied pages, and partners on any other page.
        """
        rows = self.covered
        if not rows.size:
            return np.zeros(len(rows)), np.zeros(len(rows))
        weight = np.array([self.weight[s] for s in sorted(self.content)]) / self.total
        alone = self.cover_alone
        union = alone[:, None] + alone[None, :] - (rows * weight) @ rows.T
        page_of = np.repeat(np.arange(len(self.pages)), np.diff(self.first_sentence))
        elsewhere = page_of[:, None] != page_of[None, :]
        tied = self.tied[page_of][:, page_of]
        return (
            np.maximum(alone, (union * tied).max(axis=1)),
            np.maximum(alone, (union * elsewhere).max(axis=1)),
        )

    @cached_property
    def page_cover(self) -> tuple[Floats, Floats]:
        """For each page, the share of the question that it covers with one, with two tied pages.

        The second page is tied to the first, the third to the second.
        """
        words = sorted(self.content)
        rows = np.array([[w in stems for w in words] for stems in self._stems_with_title], float)
        rows = rows.reshape(len(self.pages), len(words))
        weight = np.array([self.weight[s] for s in words]) / self.total
        pairs, triples = rows @ weight, rows @ weight
        for first in range(len(self.pages)):
            for second in np.flatnonzero(self.tied[first]):
                both = np.maximum(rows[first], rows[second])
                pairs[first] = max(pairs[first], both @ weight)
                for third in np.flatnonzero(self.tied[second]):
                    three = np.maximum(both, rows[third])
                    triples[first] = max(triples[first], three @ weight)
        return pairs, np.maximum(pairs, triples)

    @property
    def _stems_with_title(self) -> list[set[str]]:
        return [
            stems | title
            for stems, title in zip(self.page_stem_sets, self.title_stems, strict=True)
        ]

    @cached_property
    def leads(self) -> list[set[str]]:
        """For each page, the stems of its "is a ..." phrase: what the page is about."""
        return [self._lead(index) for index in range(len(self.pages))]

    def _lead_kinds(self, index: int) -> set[str]:
        return {kind_of_noun(word) for word in self._lead_words(index)} - {""}

    def _lead(self, index: int) -> set[str]:
        return {root(word) for word in self._lead_words(index)}

    def _lead_words(self, index: int) -> list[str]:
        page = self.pages[index]
        first, past = page.words_between(*page.sentences[0])
        keys = [word.key for word in page.words[first:past]]
        for position, key in enumerate(keys[:-1]):
            if key in ("is", "was", "are", "were") and keys[position + 1] in (
                "a",
                "an",
                "the",
                "one",
            ):
                chosen = page.words[first + position + 1 : first + position + 14]
                return [word.key for word in chosen if word.key not in FUNCTION_WORDS]
        return []

    @cached_property
    def lead_kinds(self) -> list[set[str]]:
        """For each page, the kinds its "is a ..." phrase names."""
        return [self._lead_kinds(index) for index in range(len(self.pages))]

    @cached_property
    def page_stem_sets(self) -> list[set[str]]:
        """For each page, the stems it writes."""
        return [set(stems) for stems in self.page_stems]

    @cached_property
    def cosine_rank(self) -> NDArray[np.int64]:
        """(sentences,): how many sentences are more similar to the question."""
        return self._ranks(Page.similarity)

    @cached_property
    def best_hop(self) -> float:
        """The highest similarity of a sentence to what was asked on."""
        return max((s.hop for page in self.pages for s in page.passage.sentences), default=0.0)

    @cached_property
    def hop_rank(self) -> NDArray[np.int64]:
        """(sentences,): how many are more similar to what was asked on."""
        return self._ranks(Page.asked_on)

    def _ranks(self, measure: Callable[[Page, int], float]) -> NDArray[np.int64]:
        values = np.array(
            [measure(p, number) for p in self.pages for number in range(len(p.sentences))]
        )
        return np.asarray(np.argsort(np.argsort(-values, kind="stable"), kind="stable"))

    @cached_property
    def name_pages(self) -> Counter[Key]:
        """How many pages write each name."""
        counts: Counter[Key] = Counter()
        for index, page in enumerate(self.pages):
            counts.update({self.stems_of(index, name.start, name.end) for name in page.names})
        return counts

    def stems_of(self, index: int, start: int, end: int) -> Key:
        """Comparison stems of the words in [start, end) of page `index`."""
        page = self.pages[index]
        first, past = page.words_between(start, end)
        stems = self.page_stems[index][first:past]
        return tuple(s for s in stems if s != "the")
