"""One page as a question sees it: features that all candidates of a page or a sentence share."""

from __future__ import annotations

from graphrag.reading.found import Hints
from graphrag.reading.scene import Scene

Features = dict[str, float]


class PageView:
    """A page of the scene: what it and its sentences say, what rules read off it.

    Of the hints, `ends` holds the ends of chains on this page by (start, end).
    """

    def __init__(self, scene: Scene, index: int, best_cosine: float, hints: Hints) -> None:
        """Look at the page and its sentences once."""
        self.scene, self.index, self.page = scene, index, scene.pages[index]
        self.stems = scene.page_stems[index]
        self.cosines = [self.page.similarity(n) for n in range(len(self.page.sentences))]
        self.hops = [self.page.asked_on(n) for n in range(len(self.page.sentences))]
        shared = self._page()
        self.sentence_features = [
            {**shared, **self._sentence(number, best_cosine)}
            for number in range(len(self.page.sentences))
        ]
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
        title = scene.title_stems[index]
        overlap = sum(scene.weight.get(s, 0.0) for s in set(self.stems)) / scene.total
        return {
            "page named": float(named),
            "page linked from named": float(linked and not named),
            "page names named": float(names_named and not named),
            "page links": min(3, len(scene.mentions[index])) / 3,
            "page linked": min(3, sum(index in m for m in scene.mentions)) / 3,
            "page words": overlap,
            "page title words": len(title & scene.content) / (len(title) or 1),
            "page rank": 1 / (1 + self.page.rank),
        }

    def _sentence(self, number: int, best_cosine: float) -> Features:
        scene = self.scene
        first, past = self.page.words_between(*self.page.sentences[number])
        own = sum(scene.weight.get(s, 0.0) for s in set(self.stems[first:past])) / scene.total
        row = scene.first_sentence[self.index] + number
        cosine, hop = self.page.similarity(number), self.page.asked_on(number)
        return {
            "sentence words": own,
            "sentence cosine": cosine,
            "sentence cosine rank": 1 / (1 + float(scene.cosine_rank[row])),
            "sentence best of page": float(cosine == max(self.cosines)),
            "sentence cosine below best": best_cosine - cosine,
            "sentence hop": hop,
            "sentence hop rank": 1 / (1 + float(scene.hop_rank[row])),
            "sentence hop of page": float(hop == max(self.hops)),
            "sentence hop over cosine": hop - cosine,
            "sentence hop below best": scene.best_hop - hop,
            "sentence first": float(number == 0),
            "sentence late": min(number, 6) / 6,
        }
