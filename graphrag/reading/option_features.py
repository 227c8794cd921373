"""Inspectable features of a candidate answer: one name and number each, weighed by `chooser`.

Four groups: how well its sentence and page fit the question, how well the words around it do,
whether it is the kind of thing that is asked for, and what the span head says of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphrag.language.keys import Key
from graphrag.language.words import FUNCTION_WORDS, of_class, root
from graphrag.reading.bridges import bridges
from graphrag.reading.candidate_kinds import kind_of_candidate
from graphrag.reading.candidates import Candidate, candidates
from graphrag.reading.head.span_head import HeadReading
from graphrag.reading.hints import NO_HINTS, Hints
from graphrag.reading.page import Page
from graphrag.reading.page_view import Features, PageView
from graphrag.reading.scene import Scene
from graphrag.reading.titles import same_person
from graphrag.reading.years import dates_in, nearest_year

_PRONOUNS = of_class("personal")
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
_FITTING = {
    "place": {"place", "town", "town, state", "country", "state", "county", "continent"},
    "town": {"place", "town", "town, state"},
    "country": {"country"},
    "state": {"state"},
    "county": {"county"},
    "continent": {"continent"},
    "person": {"person"},
    "organisation": {"organisation"},
    "work": {"work"},
    "date": {"date", "year"},
    "year": {"year"},
    "number": {"number"},
    "description": {"phrase"},
}


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


def options(
    scene: Scene, hints: Hints = NO_HINTS, heard: HeadReading | None = None
) -> list[Option]:
    """Every candidate of every page with its features; hints and the head add to both."""
    best = max((s.score for page in scene.pages for s in page.passage.sentences), default=0.0)
    links = bridges(scene, hints)
    found: list[Option] = []
    for index in range(len(scene.pages)):
        found += _of_page(PageView(scene, index, best, hints, links), heard)
    return found


def _of_page(view: PageView, heard: HeadReading | None) -> list[Option]:
    found = []
    pointed = _pointed(view.page, heard) if heard else {}
    for candidate in candidates(view.page, [*view.ends, *view.told, *pointed]):
        stems = view.scene.stems_of(view.index, candidate.start, candidate.end)
        if stems:
            features = dict(view.sentence_features[view.page.sentence_at(candidate.start)])
            _add_own(view, stems, features)
            _add_title(view, stems, features)
            _add_told(view, candidate, features)
            _add_around(view, candidate, features)
            _add_year(view, candidate, features)
            _add_kind(view, candidate, stems, features)
            if heard:
                _add_heard(view, candidate, heard, pointed, features)
            found.append(Option(view.page, candidate, stems, features))
    return found


def _add_own(view: PageView, stems: Key, features: Features) -> None:
    """The candidate's own words: asked already, frequent, long."""
    scene = view.scene
    content = [s for s in stems if s not in FUNCTION_WORDS] or list(stems)
    asked = sum(s in scene.content for s in content) / len(content)
    features["words asked"] = asked
    features["all words asked"] = float(asked == 1.0)
    features["pages"] = min(3, scene.name_pages.get(stems, 0)) / 3
    features["words"] = min(6, len(stems)) / 6
    features["one word"] = float(len(stems) == 1)
    features["is a bridge"] = view.bridges.get(stems, 0.0)
    if view.index in scene.anchored and len(scene.anchored) > 1:
        others = [scene.page_stem_sets[i] for i in scene.anchored if i != view.index]
        features["said of all named"] = float(all(set(stems) <= other for other in others))


def _add_title(view: PageView, stems: Key, features: Features) -> None:
    """The candidate is the title of a page, and what that page says it is."""
    scene = view.scene
    own = scene.title_stems[view.index]
    is_own = set(stems) <= own or same_person(stems, tuple(map(root, view.page.key)))
    if is_own:
        features["is own title"] = 1.0
        features["is named title"] = float(view.index in scene.anchored)
        features["own title : page words"] = features["page words"]
        features["own title : pair words"] = features["any pair words"]
    titles = [i for i, title in enumerate(scene.title_stems) if title and title == set(stems)]
    features["is other title"] = float(any(i != view.index for i in titles))
    for title in ([view.index] if is_own else titles)[:1]:
        lead, kinds = scene.leads[title], scene.lead_kinds[title]
        noun, kind = view.noun, scene.wanted.kind
        features["lead noun fits"] = float(noun in lead)
        features["lead noun differs"] = float(bool(noun and lead) and noun not in lead)
        features["lead words"] = min(5, len(lead & scene.content)) / 5
        features["lead kind fits"] = float(kind in kinds)
        features["lead kind differs"] = float(bool(kind and kinds) and kind not in kinds)


def _add_told(view: PageView, candidate: Candidate, features: Features) -> None:
    """Rules read the candidate off the page, or a chain ends at it."""
    stretch = (candidate.start, candidate.end)
    if stretch in view.told:
        name, score = view.told[stretch]
        features[name] = score
        features["told"] = score
        features["told : three pages words"] = score * features["three pages words"]
        if view.index not in view.scene.anchored:
            features["told : not named"] = score
    if stretch in view.ends:
        features["end of chain"] = 1.0
        features["chain score"] = view.ends[stretch]
        if view.understood:
            features["end of understood chain"] = 1.0
            features["understood chain score"] = view.ends[stretch]


def _add_around(view: PageView, candidate: Candidate, features: Features) -> None:
    """Words beside the candidate that the question has too; nearer counts more."""
    scene = view.scene
    first, past = view.page.words_between(candidate.start, candidate.end)
    left = view.stems[max(0, first - _WINDOW) : first]
    right = view.stems[past : past + _WINDOW]
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
    noun = view.noun
    if noun:
        features["noun before"] = float(noun in left[-3:])
        features["noun after"] = float(noun in right[:3])
        features["noun inside"] = float(noun in view.stems[first:past])
        features["noun ends it"] = float(past > first and view.stems[past - 1] == noun)
    if left and view.page.words[first - 1].key in FUNCTION_WORDS:
        features["after " + view.page.words[first - 1].key] = 1.0
    features["inside a quoted title"] = float(view.inside_quotes(candidate.start, candidate.end))
    before = view.page.text[max(0, candidate.start - 2) : candidate.start]
    features["in brackets"] = float("(" in before)


def _add_year(view: PageView, candidate: Candidate, features: Features) -> None:
    """The year written nearest to the candidate lies in the time asked about, or does not."""
    asked = view.scene.span
    if asked is None:
        return
    dates = dates_in(view.page, view.page.sentence_at(candidate.start))
    year = nearest_year(dates, candidate.start, candidate.end)
    if year is not None:
        features["near year asked"] = float(asked[0] <= year <= asked[1])
        features["near year not asked"] = float(not asked[0] <= year <= asked[1])


def _pointed(page: Page, heard: HeadReading) -> dict[tuple[int, int], float]:
    """The head's best spans of a page with their scores; a pronoun stands for the page's subject.

    The subject is the first name that the page writes, where it does so before the pronoun.
    """
    found: dict[tuple[int, int], float] = {}
    for span in heard.spans:
        if span.passage != page.rank:
            continue
        stretch = (span.start, span.end)
        if page.text[span.start : span.end].strip().lower() in _PRONOUNS:
            first = next((name for name in page.names if name.end <= span.start), None)
            if first is None:
                continue
            stretch = (first.start, first.end)
        found.setdefault(stretch, span.score)
    return found


def _add_heard(
    view: PageView,
    candidate: Candidate,
    heard: HeadReading,
    pointed: Mapping[tuple[int, int], float],
    features: Features,
) -> None:
    """The head's score of the candidate: by itself, and beside its best spans."""
    stretch = (candidate.start, candidate.end)
    score = pointed.get(stretch, heard.score(view.page.rank, *stretch))
    here = max(pointed.values(), default=score)
    best = max(here, heard.spans[0].score if heard.spans else score)
    features["heard"] = max(-1.0, score / 10)
    features["heard none here"] = heard.none[view.page.rank]
    features["heard below best"] = min(2.0, (best - score) / 10)
    features["heard below best here"] = min(2.0, (here - score) / 10)
    features["heard best"] = float(score == best)
    features["heard best here"] = float(score == here)


def _add_kind(view: PageView, candidate: Candidate, stems: Key, features: Features) -> None:
    """Whether the candidate is of the wanted kind."""
    scene = view.scene
    kind = kind_of_candidate(view.page, candidate)
    asked = "year" if scene.asks_year else scene.wanted.kind or "any"
    if asked == "place":
        asked = _PLACES.get(scene.wanted.noun, asked)
    features[f"{asked} : {kind}"] = 1.0
    fitting = _FITTING.get(asked)
    if fitting is not None:
        features["kind fits"] = float(kind in fitting)
        features["kind may fit"] = float(kind in ("name", "word"))
    features[candidate.kind] = 1.0
    if scene.wanted.noun.endswith("s") and scene.wanted.kind not in ("number", "date", ""):
        features["several asked : list"] = float(candidate.kind == "list")
        features["several asked : one"] = float(candidate.kind != "list")
    if asked == "number" and scene.wanted.noun:
        features["unit fits"] = float(root(scene.wanted.noun) in stems)
