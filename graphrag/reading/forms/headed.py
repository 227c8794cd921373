"""The lines under a heading that a question names.

"What are the action items of the outage in May?" asks for the lines under "Action items" of the
document about the outage. No train set has headings: share and confidence were set by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphrag.reading.forms.items import enumerated
from graphrag.reading.forms.quoting import sure
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.found import Finding, Found
from graphrag.reading.pages.page import Page
from graphrag.reading.pages.page_parts import Part
from graphrag.retrieval.linking.asked_words import roots

_COVER = 0.75  # share of the question's words that heading, title and path must have
_LONGEST, _MOST = 40, 25  # words of a line, lines
_OF_NOW = roots("current present latest full complete")  # "Current members"


def items_under_heading(scene: Scene) -> Finding | None:
    """The lines under the heading that the question names; None where none or several fit alike."""
    asked = roots(scene.question.text)
    named = ((_cover(asked, *one), *one) for one in _named(scene, asked))
    fits = [one for one in named if one[0] >= _COVER]
    best = max((cover for cover, *_ in fits), default=0.0)
    winners = [(page, part.lines[:_MOST]) for cover, page, part in fits if cover == best]
    if len(winners) != 1:
        return None
    page, lines = winners[0]
    steps = tuple(Found(page, *one, best) for line in lines for one in page.sentences_in(*line))
    text = enumerated(page.passage.text[a:b] for a, b in lines)
    return Finding(text, sure(best), steps, "list", named=True)


def _named(scene: Scene, asked: frozenset[str]) -> Iterator[tuple[Page, Part]]:
    """Headings whose every word the question has, over several lines."""
    for page in scene.pages:
        for part in page.parts:
            words = roots(part.heading) - _OF_NOW
            longest = max(len(page.text[a:b].split()) for a, b in part.lines)
            if words and words <= asked and len(part.lines) > 1 and longest <= _LONGEST:
                yield page, part


def _cover(asked: frozenset[str], page: Page, part: Part) -> float:
    around = roots(
        f"{part.heading} {page.name} {page.passage.section} {page.passage.metadata.path}"
    )
    return len(asked & around) / len(asked)
