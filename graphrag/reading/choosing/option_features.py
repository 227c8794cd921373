"""Inspectable features of a candidate answer, all told some forty, weighed by `chooser`.

How well its sentence and page fit the question, which of its words the question has, whether it is
the kind of thing that is asked for, and, more than all of these, what the span head says of it.
(Features of titles, of the words on each side, of bridges and pairs of pages lost their worth when
the head was fitted on more: docs/decisions/0017.)
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphrag.embedding.span_head.span_head import HeadReading
from graphrag.language.keys import Key
from graphrag.language.words import FUNCTION_WORDS, of_class
from graphrag.reading.choosing.candidate_kinds import kind_of_candidate
from graphrag.reading.choosing.candidates import (
    Candidate,
    candidates,
    in_brackets,
    in_one_line,
    whole,
)
from graphrag.reading.choosing.page_view import Features, PageView
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.found import NO_HINTS, Hints
from graphrag.reading.pages.page import Page

_PRONOUNS = of_class("personal")
_WINDOW = 10  # words looked at on each side of a candidate
_PLACES = {"country": "country", "nation": "country", "state": "state", "province": "state",
           "city": "town", "town": "town", "county": "county", "district": "county",
           "continent": "continent"}  # fmt: skip
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
    page, found = view.page, []
    pointed = _pointed(page, heard)
    of_page = candidates(page, [*view.ends, *pointed])
    stretches = [(candidate.start, candidate.end) for candidate in of_page]
    told = _heard(page, stretches, heard, pointed)
    for candidate, stretch, said in zip(of_page, stretches, told, strict=True):
        words = page.words_between(*stretch)
        stems = view.scene.stems_of(view.index, words)
        if stems:
            features = {
                **view.sentence_features[page.sentence_at(candidate.start)],
                **_own(view, stems),
                **_chain(view, stretch),
                **_around(view, words),
                **_kind(view, candidate),
                **said,
            }
            found.append(Option(page, candidate, stems, features))
    return found


def _own(view: PageView, stems: Key) -> Features:
    """The candidate's own words: asked already, frequent, many."""
    content = [s for s in stems if s not in FUNCTION_WORDS] or list(stems)
    return {
        "words asked": sum(s in view.scene.asked.words for s in content) / len(content),
        "pages": min(3, view.scene.name_pages.get(stems, 0)) / 3,
        "words": min(6, len(stems)) / 6,
    }


def _chain(view: PageView, stretch: tuple[int, int]) -> Features:
    """A chain of the relation lists ends at the candidate."""
    if stretch not in view.ends:
        return {}
    names = ("chain score", *(["understood chain score"] if view.understood else []))
    return dict.fromkeys(names, view.ends[stretch])


def _around(view: PageView, words: tuple[int, int]) -> Features:
    """Words beside the candidate that the question has too; nearer counts more."""
    first, past = words
    left = bisect_left(view.asked_at, first)
    right = bisect_left(view.asked_at, past, left)
    low = bisect_left(view.asked_at, first - _WINDOW, 0, left)
    high = bisect_left(view.asked_at, past + _WINDOW, right)
    weigh = view.weights.__getitem__
    before = (weigh(at) / (1 + first - at) for at in reversed(view.asked_at[low:left]))
    after = (weigh(at) / (2 + at - past) for at in view.asked_at[right:high])
    return {"words near left": sum(before) / 3, "words near right": sum(after) / 3}


def _pointed(page: Page, heard: HeadReading) -> dict[tuple[int, int], float]:
    """The head's best spans of a page with their scores; a pronoun stands for the page's subject.

    The subject is the first name that the page writes, where it does so before the pronoun.
    """
    found: dict[tuple[int, int], float] = {}
    for span in (span for span in heard.spans if span.passage == page.rank):
        stretch = in_one_line(page, span.start, span.end)
        stretch = in_brackets(page.text, *whole(page.text, *stretch))
        if page.text[span.start : span.end].strip().lower() in _PRONOUNS:
            before = (name for name in page.names if name.end <= span.start)
            stretch = next(((name.start, name.end) for name in before), stretch)
        found.setdefault(stretch, span.score)
    return found


def _heard(
    page: Page,
    stretches: Sequence[tuple[int, int]],
    heard: HeadReading,
    pointed: Mapping[tuple[int, int], float],
) -> list[Features]:
    """The head's score of each candidate: by itself, and beside its best spans."""
    found = []
    top = max(pointed.values(), default=None)
    for stretch, own in zip(stretches, heard.scores(page.rank, stretches), strict=True):
        score = pointed.get(stretch, own)
        here = score if top is None else top
        best = max(here, heard.spans[0].score if heard.spans else score)
        found.append(
            {
                "heard": max(-1.0, score / 10),
                "heard none here": heard.none[page.rank],
                "heard below best": min(2.0, (best - score) / 10),
                "heard below best here": min(2.0, (here - score) / 10),
                "heard best": float(score == best),
                "heard best here": float(score == here),
            }
        )
    return found


def _add_anywhere(found: Sequence[Option]) -> None:
    """What the head says best of the same words, wherever they stand."""
    best: dict[Key, float] = {}
    for option in found:
        best[option.stems] = max(option.features["heard"], best.get(option.stems, -1.0))
    top = max(best.values(), default=0.0)
    for option in found:
        option.features["heard anywhere"] = best[option.stems]
        option.features["heard anywhere best"] = float(best[option.stems] == top)


def _kind(view: PageView, candidate: Candidate) -> Features:
    """Whether the candidate is of the wanted kind."""
    wanted = view.scene.wanted
    asked = _PLACES.get(wanted.noun, wanted.kind) if wanted.kind == "place" else wanted.kind
    fitting = _FITTING.get("year" if view.scene.asks_year else asked)
    if fitting is None:
        return {}
    kind = kind_of_candidate(view.page, candidate)
    return {"kind fits": float(kind in fitting), "kind may fit": float(kind in ("name", "word"))}
