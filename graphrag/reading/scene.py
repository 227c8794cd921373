"""The question and its pages together: the words they share, and which pages belong together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graphrag.language.keys import Key
from graphrag.language.words import FUNCTION_WORDS, root
from graphrag.reading.naming import runs_of
from graphrag.reading.page import Page
from graphrag.reading.question import QuestionAnalysis
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
    def anchored(self) -> frozenset[int]:
        """Positions of the pages that the question names."""
        ranks = {anchor.page.rank for anchor in self.question.anchors}
        return frozenset(i for i, page in enumerate(self.pages) if page.rank in ranks)

    @cached_property
    def mentions(self) -> list[frozenset[int]]:
        """For each page, the other pages whose title it writes."""
        return [
            frozenset(
                index
                for index, other in enumerate(self.pages)
                if other is not page and any(runs_of(other.key, page.words))
            )
            for page in self.pages
        ]

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
