"""The day of what a dated text says of today: "the ferry was sold today", in a letter of 4 May.

A mail that quotes it says so later: of several texts that say it alike, the first by day counts. No
train set has letters: shares were set by hand.
"""

from __future__ import annotations

from graphrag.language.dates import SAME_DAY, find_dates
from graphrag.reading.choosing.asked_kind import is_of_other_version
from graphrag.reading.forms.headed import sure
from graphrag.reading.material.material import Material
from graphrag.reading.material.sentences import ReadSentence
from graphrag.reading.pages.found import Finding, Found
from graphrag.reading.told.said_on import HEAD_DATE
from graphrag.retrieval.linking.asked_words import roots

_COVER, _HEARD = 0.8, 0.5  # share of the question's words; where the head's best span is in it
_LOOKED_AT = 6  # sentences, the fittest first
_OF_WHEN = frozenset({"date", "day", "time"})


def day_told(material: Material) -> Finding | None:
    """The date in the text's head, where the sentence that says what is asked says "today"."""
    scene = material.scene
    if scene.wanted.kind != "date":
        return None
    asked = roots(scene.question.text) - _OF_WHEN
    found: list[tuple[float, tuple[int, int, int], Finding]] = []
    for place in material.around[:_LOOKED_AT]:
        page = place.page
        dated = HEAD_DATE.search(page.passage.text, 0, place.span[0])
        if not dated or not SAME_DAY.search(place.text):
            continue
        passage = page.passage
        said = roots(f"{place.text} {page.name} {passage.section} {passage.metadata.path}")
        cover = len(asked & said) / max(1, len(asked))
        days = (d for d in find_dates(passage.text, *dated.span("when")) if d.tells_day)
        day = next(days, None)
        if day and cover >= (_HEARD if _is_heard(material, place) else _COVER):
            steps = (Found(page, day.start, day.end, 1.0), Found(page, *place.span, place.fit))
            text = passage.text[day.start : day.end]
            finding = Finding(text, sure(cover), steps, "span", named=True)
            if not is_of_other_version(finding, scene.question.text):
                found.append((-cover, (day.year, day.month, day.day), finding))
    return min(found, key=lambda one: one[:2])[2] if found else None


def _is_heard(material: Material, place: ReadSentence) -> bool:
    best = next(iter(material.heard.spans), None)
    first, past = place.span
    return best is not None and best.passage == place.page.rank and first <= best.start < past
