"""Inspectable features of a candidate answer: one name and number each, weighed in weights.json.

Three groups: how well its sentence and page fit the question, how well the words around it do,
and whether it is the kind of thing that is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphrag.names import Key
from graphrag.reading.attributes import attribute
from graphrag.reading.bridges import bridges
from graphrag.reading.candidate_kinds import kind_of_candidate
from graphrag.reading.candidates import Candidate, candidates, quoted_titles
from graphrag.reading.countries import COUNTRY_OF
from graphrag.reading.found import Finding
from graphrag.reading.links import role_values, same_person
from graphrag.reading.page import Page
from graphrag.reading.role_words import ROLE_CUES, role_verbs
from graphrag.reading.scene import Scene
from graphrag.reading.spans import Span
from graphrag.reading.words import FUNCTION_WORDS, stem

Features = dict[str, float]
_WINDOW = 10  # words looked at on each side of a candidate
_PLACES = {
    "country": "country",
    "nation": "country",
    "state": "state",
    "province": "state",
    "city": "town",
    "town": "town",
    "county": "county",
    "district": "county",
    "continent": "continent",
}
_CUE_WORDS = frozenset("by in at of as is was from named called for with to on and the a".split())


@dataclass(frozen=True)
class Option:
    """A candidate on its page, with its features and its comparison stems."""

    page: Page
    candidate: Candidate
    stems: tuple[str, ...]
    features: Features

    @property
    def text(self) -> str:
        """The candidate as the passage writes it."""
        return self.page.text[self.candidate.start : self.candidate.end]


def options(scene: Scene, chains: Sequence[Finding] = ()) -> list[Option]:
    """Every candidate of every page with its features; `chains` end at answers found by rules."""
    best = max((s.score for page in scene.pages for s in page.passage.sentences), default=0.0)
    roles = role_verbs(scene.question.text)
    links = bridges(scene)
    found: list[Option] = []
    for index in range(len(scene.pages)):
        found += PageView(scene, index, best, roles, chains, links).options()
    return found


class PageView:
    """One page in the scene: what its sentences say, shared by the features of its candidates."""

    def __init__(
        self,
        scene: Scene,
        index: int,
        best_cosine: float,
        roles: list[str],
        chains: Sequence[Finding],
        links: dict[Key, float],
    ) -> None:
        """Look at the page and its sentences once."""
        self.scene, self.index, self.page = scene, index, scene.pages[index]
        self.stems = scene.page_stems[index]
        self.bridges = links
        self.cosines = [self.page.similarity(n) for n in range(len(self.page.sentences))]
        shared = self._page()
        self.sentence_features = [
            {**shared, **self._sentence(number, best_cosine)}
            for number in range(len(self.page.sentences))
        ]
        self.told = self._told(roles)
        self.quoted = quoted_titles(self.page)
        self.ends = {
            (chain.steps[-1].start, chain.steps[-1].end): chain.confidence
            for chain in reversed(chains)
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
        cosine = self.page.similarity(number)
        return {
            "sentence words": own,
            "tied pair words": float(tied[row]),
            "any pair words": float(anywhere[row]),
            "sentence cosine": cosine,
            "sentence cosine rank": 1 / (1 + float(scene.cosine_rank[row])),
            "sentence best of page": float(cosine == max(self.cosines)),
            "sentence cosine below best": best_cosine - cosine,
            "sentence first": float(number == 0),
            "sentence late": min(number, 6) / 6,
            **self._bridged(number),
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
        title = tuple(stem(part) for part in self.page.key)
        return {
            "bridge in sentence": max(inside, default=0.0),
            "bridge is title": self.bridges.get(title, 0.0),
        }

    def _told(self, roles: list[str]) -> dict[tuple[int, int], tuple[str, float]]:
        """Values that the attribute and role rules read off this page."""
        told: dict[tuple[int, int], tuple[str, float]] = {}
        asked = self.scene.question.attribute
        if asked is not None:
            for value in attribute(self.page, asked.name)[:2]:
                if self.scene.asks_year and value.moment is not None:
                    year = (value.end - len(str(value.moment.year)), value.end)
                    told[year] = ("told date", value.score)
                    continue
                told[(value.start, value.end)] = (f"told {asked.kind}", value.score)
        for role in roles:
            for value in role_values(self.page, role)[:3] if role in ROLE_CUES else []:
                told.setdefault((value.start, value.end), ("role value", value.score))
        return told

    def _name_key(self, name: Span) -> Key:
        text = self.page.text[name.start : name.end]
        if text in COUNTRY_OF:
            return (stem(COUNTRY_OF[text].lower()),)
        return self.scene.stems_of(self.index, name.start, name.end)

    def options(self) -> list[Option]:
        """The page's candidates with their features."""
        found = []
        for candidate in candidates(self.page, [*self.ends, *self.told]):
            stems = self.scene.stems_of(self.index, candidate.start, candidate.end)
            if not stems:
                continue
            features = dict(self.sentence_features[self.page.sentence_at(candidate.start)])
            self._add_own(candidate, stems, features)
            self._add_around(candidate, features)
            self._add_kind(candidate, stems, features)
            reached = self.ends.get((candidate.start, candidate.end))
            if reached is not None:
                features["end of chain"] = 1.0
                features["chain score"] = reached
                if self.scene.understood:
                    features["end of understood chain"] = 1.0
                    features["understood chain score"] = reached
            found.append(Option(self.page, candidate, stems, features))
        return found

    def _add_own(self, candidate: Candidate, stems: Key, features: Features) -> None:
        """The candidate's own words: asked already, frequent, a title."""
        scene = self.scene
        content = [s for s in stems if s not in FUNCTION_WORDS] or list(stems)
        asked = sum(s in scene.content for s in content) / len(content)
        features["words asked"] = asked
        features["all words asked"] = float(asked == 1.0)
        own = scene.title_stems[self.index]
        is_own = set(stems) <= own or same_person(tuple(stems), tuple(map(stem, self.page.key)))
        if is_own:
            features["is own title"] = 1.0
            features["is named title"] = float(self.index in scene.anchored)
            features["own title : page words"] = features["page words"]
            features["own title : pair words"] = features["any pair words"]
        titles = [i for i, title in enumerate(scene.title_stems) if title and title == set(stems)]
        features["is other title"] = float(any(i != self.index for i in titles))
        features["pages"] = min(3, scene.name_pages.get(stems, 0)) / 3
        features["words"] = min(6, len(stems)) / 6
        features["one word"] = float(len(stems) == 1)
        for title in ([self.index] if is_own else titles)[:1]:
            lead = scene.leads[title]
            noun = stem(scene.wanted.noun) if scene.wanted.noun else ""
            features["lead noun fits"] = float(noun in lead)
            features["lead noun differs"] = float(bool(noun and lead) and noun not in lead)
            features["lead words"] = min(5, len(lead & scene.content)) / 5
            kinds = scene.lead_kinds[title]
            features["lead kind fits"] = float(scene.wanted.kind in kinds)
            features["lead kind differs"] = float(
                bool(scene.wanted.kind and kinds) and scene.wanted.kind not in kinds
            )
        features["is a bridge"] = self.bridges.get(stems, 0.0)
        if self.index in scene.anchored and len(scene.anchored) > 1:
            others = [scene.page_stem_sets[i] for i in scene.anchored if i != self.index]
            features["said of all named"] = float(all(set(stems) <= other for other in others))
        if (candidate.start, candidate.end) in self.told:
            name, score = self.told[(candidate.start, candidate.end)]
            features[name] = score
            features["told : three pages words"] = score * features["three pages words"]
            if self.index not in scene.anchored:
                features["told : not named"] = score

    def _add_around(self, candidate: Candidate, features: Features) -> None:
        """Words beside the candidate that the question has too; nearer counts more."""
        scene = self.scene
        first, past = self.page.words_between(candidate.start, candidate.end)
        left = self.stems[max(0, first - _WINDOW) : first]
        right = self.stems[past : past + _WINDOW]
        weight = scene.weight.get
        near = sum(weight(s, 0.0) / (2 + d) for d, s in enumerate(reversed(left)))
        features["words near left"] = near / 3
        near = sum(weight(s, 0.0) / (2 + d) for d, s in enumerate(right))
        features["words near right"] = near / 3
        if scene.slot_left:
            features["slot left"] = float(left[-1:] == scene.slot_left[-1:])
            features["slot left pair"] = float(left[-2:] == scene.slot_left)
            features["slot left words"] = float(any(s in left[-4:] for s in scene.left_content))
        if scene.slot_right:
            verb = scene.slot_right[0]
            features["verb follows"] = float(verb in right[:2])
            features["verb by"] = float(verb in left[-4:] and "by" in left[-3:])
            features["verb before"] = float(verb in left[-3:])
            beside = {*left[-5:], *right[:5]}
            features["slot right"] = sum(s in beside for s in scene.slot_right) / 3
        noun = stem(scene.wanted.noun) if scene.wanted.noun else ""
        if noun:
            features["noun before"] = float(noun in left[-3:])
            features["noun after"] = float(noun in right[:3])
            features["noun inside"] = float(noun in self.stems[first:past])
            features["noun ends it"] = float(past > first and self.stems[past - 1] == noun)
        if left and self.page.words[first - 1].key in _CUE_WORDS:
            features["after " + self.page.words[first - 1].key] = 1.0
        features["inside a quoted title"] = float(
            any(
                a <= candidate.start and candidate.end <= b and (a, b) != candidate[:2]
                for a, b in self.quoted
            )
        )
        before = self.page.text[max(0, candidate.start - 2) : candidate.start]
        features["in brackets"] = float("(" in before)

    def _add_kind(self, candidate: Candidate, stems: Key, features: Features) -> None:
        """Whether the candidate is of the wanted kind."""
        scene = self.scene
        kind = kind_of_candidate(self.page, candidate)
        asked = "year" if scene.asks_year else scene.wanted.kind or "any"
        if asked == "place":
            asked = _PLACES.get(scene.wanted.noun, asked)
        features[f"{asked} : {kind}"] = 1.0
        features[candidate.kind] = 1.0
        if scene.wanted.noun.endswith("s") and scene.wanted.kind not in ("number", "date", ""):
            features["several asked : list"] = float(candidate.kind == "list")
            features["several asked : one"] = float(candidate.kind != "list")
        if asked == "number" and scene.wanted.noun:
            features["unit fits"] = float(stem(scene.wanted.noun) in stems)
