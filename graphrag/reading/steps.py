"""How something is done: the steps under a heading that names it.

"How do I cancel my transit benefit?" is answered by the lines under "Cancelling transit benefit",
none of which need say so.
"""

from __future__ import annotations

from collections.abc import Sequence

from graphrag.reading.found import Found
from graphrag.reading.sentences import ReadSentence
from graphrag.retrieval.linking.asked_words import roots
from graphrag.storage.texts import ARROW

_HEADED = 0.6  # share of the question's words that the headings above steps must have
_MOST, _LONGEST = 8, 25  # lines quoted, and words of a line that can be a step


def steps_under_heading(question: str, places: Sequence[ReadSentence]) -> list[Found]:
    """The lines of the passage whose headings name what is to be done, where they are steps."""
    asked = roots(question)
    pages = {place.page.rank: place.page for place in places}
    shares = {
        rank: len(asked & page.section_stems) / len(asked) if asked else 0.0
        for rank, page in pages.items()
    }
    rank = max(sorted(shares), key=shares.__getitem__)
    if shares[rank] < _HEADED:
        return []
    own = sorted((p for p in places if p.page.rank == rank), key=lambda place: place.number)
    lines = [place for place in own if not _is_heading(place)]
    steps = []
    for place in lines[:_MOST]:
        if len(place.text.split()) > _LONGEST:
            break
        steps.append(Found(place.page, *place.span, place.fit))
    return steps if len(steps) > 1 else []


def _is_heading(place: ReadSentence) -> bool:
    return place.text.strip().lower() in place.page.passage.section.lower().split(ARROW.lower())
