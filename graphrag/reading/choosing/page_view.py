"""One page as a question sees it: features that all candidates of a page or a sentence share."""

from __future__ import annotations

import numpy as np

from graphrag.reading.material.scene import Floats, Scene
from graphrag.reading.pages.found import Hints

Features = dict[str, float]


class PageView:
    """A page of the scene: what it and its sentences say, what rules read off it.

    Of the hints, `ends` holds the ends of chains on this page by (start, end).
    """

    def __init__(self, scene: Scene, index: int, hints: Hints) -> None:
        """Look at the page and its sentences once."""
        self.scene, self.index, self.page = scene, index, scene.pages[index]
        self.stems = scene.page_stems[index]
        weight = scene.asked.weight.get
        self.weights = {at: w for at, stem in enumerate(self.stems) if (w := weight(stem, 0.0))}
        self.asked_at = list(self.weights)  # positions of the words that the question has
        shared = self._page()
        count = len(self.page.sentences)
        self.sentence_features = [{**shared, **self._sentence(n)} for n in range(count)]
        self.understood = hints.understood
        self.ends = {
            (chain.steps[-1].start, chain.steps[-1].end): chain.confidence
            for chain in reversed(hints.chains)
            if chain.steps[-1].page is self.page
        }

    def _page(self) -> Features:
        scene, index = self.scene, self.index
        named = index in scene.anchored
        linked = any(index in scene.mentions[other] for other in scene.anchored)
        names_named = any(other in scene.anchored for other in scene.mentions[index])
        title = self.page.title_stems
        return {
            "page named": float(named),
            "page linked from named": float(linked and not named),
            "page names named": float(names_named and not named),
            "page links": min(3, len(scene.mentions[index])) / 3,
            "page linked": min(3, sum(index in m for m in scene.mentions)) / 3,
            "page words": scene.share(self.stems),
            "page title words": len(title & scene.asked.words) / (len(title) or 1),
            "page rank": 1 / (1 + self.page.rank),
        }

    def _sentence(self, number: int) -> Features:
        first, past = self.page.words_between(*self.page.sentences[number])
        cosine, hop = self.page.similarity(number), self.page.asked_on(number)
        return {
            "sentence words": self.scene.share(self.stems[first:past]),
            "sentence cosine": cosine,
            **self._beside("cosine", self.scene.cosines, number),
            "sentence hop": hop,
            **self._beside("hop", self.scene.hops, number),
            "sentence hop over cosine": hop - cosine,
            "sentence first": float(number == 0),
            "sentence late": min(number, 6) / 6,
        }

    def _beside(self, name: str, values: Floats, number: int) -> Features:
        """A sentence's value beside those of all others, and of those of its page."""
        low, past = self.scene.first_sentence[self.index : self.index + 2]
        own, at = values[low + number], low + number
        above = np.count_nonzero(values > own) + np.count_nonzero(values[:at] == own)
        of_page = "sentence best of page" if name == "cosine" else f"sentence {name} of page"
        return {
            f"sentence {name} rank": 1 / (1 + float(above)),
            f"sentence {name} below best": float(values.max() - own),
            of_page: float(own == values[low:past].max()),
        }
