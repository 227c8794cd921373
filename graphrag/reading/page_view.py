"""One page as a question sees it: features that all candidates of a page or a sentence share."""

from __future__ import annotations

from bisect import bisect_right

from graphrag.language.countries import COUNTRY_OF
from graphrag.language.keys import Key
from graphrag.language.names import Stretch
from graphrag.language.words import root
from graphrag.reading.candidates import quoted_titles
from graphrag.reading.hints import Hints
from graphrag.reading.scene import Scene
from graphrag.reading.years import dates_in, year_features

Features = dict[str, float]


class PageView:
    """A page of the scene: what it and its sentences say, what rules read off it.

    Of the hints, `told` holds the values read off this page, `ends` the ends of chains, both by
    (start, end); `bridges` the weights of names that link one hop to the next.
    """

    def __init__(
        self,
        scene: Scene,
        index: int,
        best_cosine: float,
        hints: Hints,
        links: dict[Key, float],
    ) -> None:
        """Look at the page and its sentences once."""
        self.scene, self.index, self.page = scene, index, scene.pages[index]
        self.stems = scene.page_stems[index]
        self.noun = root(scene.wanted.noun) if scene.wanted.noun else ""
        self.bridges = links
        self.cosines = [self.page.similarity(n) for n in range(len(self.page.sentences))]
        self.hops = [self.page.asked_on(n) for n in range(len(self.page.sentences))]
        shared = self._page()
        self.sentence_features = [
            {**shared, **self._sentence(number, best_cosine)}
            for number in range(len(self.page.sentences))
        ]
        self.told = hints.told.get(self.page.rank, {})
        self.understood = hints.understood
        self.quoted = quoted_titles(self.page)
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
            "two pages words": float(scene.page_cover[0][index]),
            "three pages words": float(scene.page_cover[1][index]),
            "page title words": len(title & scene.content) / (len(title) or 1),
            "page rank": 1 / (1 + self.page.rank),
        }

    def _sentence(self, number: int, best_cosine: float) -> Features:
        scene = self.scene
        first, past = self.page.words_between(*self.page.sentences[number])
        own = sum(scene.weight.get(s, 0.0) for s in set(self.stems[first:past])) / scene.total
        row = scene.first_sentence[self.index] + number
        tied, anywhere = scene.joint_cover
        cosine, hop = self.page.similarity(number), self.page.asked_on(number)
        return {
            "sentence words": own,
            "tied pair words": float(tied[row]),
            "any pair words": float(anywhere[row]),
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
            **self._dated(number),
            **self._bridged(number),
            **self._described(set(self.stems[first:past])),
        }

    def _dated(self, number: int) -> Features:
        asked = self.scene.span
        return year_features(asked, dates_in(self.page, number)) if asked else {}

    def _described(self, stems: set[str]) -> Features:
        """Whether the sentence speaks of what is described by a name, or of what is asked of it."""
        inside, outside = self.scene.described
        if not outside:
            return {}
        outer = len(outside & stems) / len(outside)
        inner = len(inside & stems) / (len(inside) or 1)
        return {
            "outer words": outer,
            "inner words": inner,
            "inner only": float(outer == 0.0 and inner >= 0.5),
        }

    def _bridged(self, number: int) -> Features:
        """Whether the sentence or the title writes a name that links it to a named page."""
        if self.index in self.scene.anchored:
            return {}
        start, end = self.page.sentences[number]
        inside = [
            self.bridges.get(self._name_key(name), 0.0)
            for name in self.page.names
            if start <= name.start < end
        ]
        title = tuple(root(part) for part in self.page.key)
        return {
            "bridge in sentence": max(inside, default=0.0),
            "bridge is title": self.bridges.get(title, 0.0),
        }

    def inside_quotes(self, start: int, end: int) -> bool:
        """[start, end) is part of a quoted title, not the whole of one."""
        before = bisect_right(self.quoted, (start, len(self.page.text))) - 1
        if before < 0:
            return False
        first, past = self.quoted[before]
        return end <= past and (first, past) != (start, end)

    def _name_key(self, name: Stretch) -> Key:
        text = self.page.text[name.start : name.end]
        if text in COUNTRY_OF:
            return (root(COUNTRY_OF[text].lower()),)
        return self.scene.stems_of(self.index, name.start, name.end)
