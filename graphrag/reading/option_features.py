"""Inspectable features of a candidate answer, all told some forty, weighed by `chooser`.

How well its sentence and page fit the question, which of its words the question has, whether it is
the kind of thing that is asked for, and, more than all of these, what the span head says of it.
(Features of titles, of the words on each side, of bridges and pairs of pages lost their worth when
the head was fitted on more: docs/decisions/0017.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphrag.embedding.span_head.span_head import HeadReading
from graphrag.language.keys import Key
from graphrag.language.words import FUNCTION_WORDS, of_class
from graphrag.reading.candidate_kinds import kind_of_candidate
from graphrag.reading.candidates import Candidate, candidates, whole
from graphrag.reading.found import NO_HINTS, Hints
from graphrag.reading.page import Page
from graphrag.reading.page_view import Features, PageView
from graphrag.reading.scene import Scene

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
    "place": {"place", "town", "country", "state", "county", "continent"},
    "town": {"place", "town"},
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


def options(scene: Scene, heard: HeadReading, hints: Hints = NO_HINTS) -> list[Option]:
    """Every candidate of every page with its features; the head and hints add to both."""
    found: list[Option] = []
    for index in range(len(scene.pages)):
        found += _of_page(PageView(scene, index, hints), heard)
    _add_anywhere(found)
    return found


def _of_page(view: PageView, heard: HeadReading) -> list[Option]:
    found = []
    pointed = _pointed(view.page, heard)
    for candidate in candidates(view.page, [*view.ends, *pointed]):
        stems = view.scene.stems_of(view.index, candidate.start, candidate.end)
        if stems:
            features = dict(view.sentence_features[view.page.sentence_at(candidate.start)])
            _add_own(view, stems, features)
            _add_chain(view, candidate, features)
            _add_around(view, candidate, features)
            _add_kind(view, candidate, features)
            _add_heard(view, candidate, heard, pointed, features)
            found.append(Option(view.page, candidate, stems, features))
    return found


def _add_own(view: PageView, stems: Key, features: Features) -> None:
    """The candidate's own words: asked already, frequent, many."""
    scene = view.scene
    content = [s for s in stems if s not in FUNCTION_WORDS] or list(stems)
    features["words asked"] = sum(s in scene.asked.words for s in content) / len(content)
    features["pages"] = min(3, scene.name_pages.get(stems, 0)) / 3
    features["words"] = min(6, len(stems)) / 6


def _add_chain(view: PageView, candidate: Candidate, features: Features) -> None:
    """A chain of the relation lists ends at the candidate."""
    stretch = (candidate.start, candidate.end)
    if stretch in view.ends:
        features["chain score"] = view.ends[stretch]
        if view.understood:
            features["understood chain score"] = view.ends[stretch]


def _add_around(view: PageView, candidate: Candidate, features: Features) -> None:
    """Words beside the candidate that the question has too; nearer counts more."""
    first, past = view.page.words_between(candidate.start, candidate.end)
    weight = view.scene.asked.weight.get
    left = reversed(view.stems[max(0, first - _WINDOW) : first])
    right = view.stems[past : past + _WINDOW]
    for side, stems in (("left", left), ("right", right)):
        near = sum(weight(s, 0.0) / (2 + d) for d, s in enumerate(stems))
        features[f"words near {side}"] = near / 3


def _pointed(page: Page, heard: HeadReading) -> dict[tuple[int, int], float]:
    """The head's best spans of a page with their scores; a pronoun stands for the page's subject.

    The subject is the first name that the page writes, where it does so before the pronoun.
    """
    found: dict[tuple[int, int], float] = {}
    for span in (span for span in heard.spans if span.passage == page.rank):
        stretch = whole(page.text, span.start, span.end)
        if page.text[span.start : span.end].strip().lower() in _PRONOUNS:
            before = (name for name in page.names if name.end <= span.start)
            stretch = next(((name.start, name.end) for name in before), stretch)
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


def _add_anywhere(found: Sequence[Option]) -> None:
    """What the head says best of the same words, wherever they stand."""
    best: dict[Key, float] = {}
    for option in found:
        best[option.stems] = max(option.features["heard"], best.get(option.stems, -1.0))
    top = max(best.values(), default=0.0)
    for option in found:
        option.features["heard anywhere"] = best[option.stems]
        option.features["heard anywhere best"] = float(best[option.stems] == top)


def _add_kind(view: PageView, candidate: Candidate, features: Features) -> None:
    """Whether the candidate is of the wanted kind."""
    scene = view.scene
    asked = "year" if scene.asks_year else scene.wanted.kind or "any"
    if asked == "place":
        asked = _PLACES.get(scene.wanted.noun, asked)
    fitting = _FITTING.get(asked)
    if fitting is not None:
        kind = kind_of_candidate(view.page, candidate)
        features["kind fits"] = float(kind in fitting)
        features["kind may fit"] = float(kind in ("name", "word"))
