"""The question and its pages together: the words they share, and which pages belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graphrag.language.keys import Key
from graphrag.language.words import root
from graphrag.reading.asking.question import QuestionAnalysis
from graphrag.reading.asking.wanted import Wanted, wanted, year_asked
from graphrag.reading.pages.naming import runs_of
from graphrag.reading.pages.page import Page
from graphrag.retrieval.linking.left_open import QuestionWords

Floats = NDArray[np.float64]


class Scene:
    """What the features of every candidate share. Sentences are numbered across all pages."""

    def __init__(self, question: QuestionAnalysis, pages: Sequence[Page]) -> None:
        """Count the question's words on the pages."""
        self.question = question
        self.pages = pages
        self.wanted: Wanted = wanted(question.text, question.words)
        self.asks_year = year_asked(question.text)
        self.asked = QuestionWords(question.text, [f"{page.name} {page.text}" for page in pages])
        self.page_stems = [[root(word.key) for word in page.words] for page in pages]
        self.first_sentence = np.cumsum([0] + [len(page.sentences) for page in pages])

    def share(self, stems: Iterable[str]) -> float:
        """How much of the question these words have, rare ones weighing more, from 0 to 1."""
        return self.asked.share(self.asked.words.intersection(stems))

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
    def cosines(self) -> Floats:
        """(sentences,): how similar each is to the question."""
        return self._of_all(Page.similarity)

    @cached_property
    def hops(self) -> Floats:
        """(sentences,): how similar each is to what was asked on."""
        return self._of_all(Page.asked_on)

    def _of_all(self, measure: Callable[[Page, int], float]) -> Floats:
        return np.array([measure(p, n) for p in self.pages for n in range(len(p.sentences))])

    @cached_property
    def name_pages(self) -> Counter[Key]:
        """How many pages write each name."""
        counts: Counter[Key] = Counter()
        for index, page in enumerate(self.pages):
            words = (page.words_between(*name) for name in page.names)
            counts.update({self.stems_of(index, between) for between in words})
        return counts

    def stems_of(self, index: int, words: tuple[int, int]) -> Key:
        """Comparison stems of the words at positions [first, past) of page `index`."""
        first, past = words
        return tuple(s for s in self.page_stems[index][first:past] if s != "the")
