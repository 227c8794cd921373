"""What stands under the heading that a question names.

"What are the action items of the outage in May?" asks for the lines under "Action items" of the
document about the outage; "when was the leak mended?" for the day above the line that says so, and
"which version mended the leak?" for the version. No train set has headings: shares and confidence
were set by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from graphrag.language.dates import find_dates
from graphrag.reading.forms.items import enumerated
from graphrag.reading.material.material import Material
from graphrag.reading.material.scene import Scene
from graphrag.reading.material.sentences import ReadSentence
from graphrag.reading.pages.found import Finding, Found
from graphrag.reading.pages.page import Page
from graphrag.reading.pages.page_parts import Part
from graphrag.retrieval.linking.asked_words import roots
from graphrag.storage.texts import ARROW

_COVER = 0.75  # share of the question's words that heading, title and path must have
_LONGEST, _MOST = 40, 25  # words of a line, lines
_OF_NOW = roots("current present latest full complete")  # "Current members"
_COVER_BELOW = 0.8  # the same of a line under a day or a version, and these
_LOOKED_AT = 6  # lines, the fittest first
_BESIDE = 2  # words of a heading beside its day and its version
_WHICH_VERSION = re.compile(r"\b(?:what|which) (?:[\w.-]+ ){0,2}(?:version|release)\b", re.I)
_VERSION = re.compile(r"\b(?:version |release |v\.? ?)?\d+(?:\.\d+)+[\w.-]*|\bv ?\d+\b", re.I)
_SURE = (0.2, 0.6)  # confidence: where nothing, and what all of the question's words add to it


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


def sure(cover: float) -> float:
    """The confidence in what stands under a heading, by the share of the question that it says."""
    return _SURE[0] + _SURE[1] * cover


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


def value_above(material: Material) -> Finding | None:
    """The day or the version under which the line stands that says what the question asks of; None
    where a line that says as much of it has a day or a version itself.
    """
    scene = material.scene
    kind = "version" if _WHICH_VERSION.search(scene.question.text) else "day"
    if kind == "day" and scene.wanted.kind != "date":
        return None
    read = {"day": _day, "version": _version}[kind]
    asked = roots(scene.question.text) - {kind}
    found: list[tuple[float, str, ReadSentence]] = []
    own = 0.0
    for place in material.around[:_LOOKED_AT]:
        value = next((said for head in _above(place) if (said := _alone(head, read))), "")
        passage = place.page.passage
        said = f"{place.text} {value} {place.page.name} {passage.section} {passage.metadata.path}"
        cover = len(asked & roots(said)) / max(1, len(asked))
        if read(place.text):
            own = max(own, cover)
        elif value and cover >= _COVER_BELOW:
            found.append((cover, value, place))
    found = [one for one in found if one[0] > own]
    if not found:
        return None
    cover, value, place = max(found, key=lambda one: one[0])
    step = Found(place.page, *place.span, place.fit)
    return Finding(value, sure(cover), (step,), "span", named=True)


def _above(place: ReadSentence) -> Iterator[str]:
    """The lines before a sentence, the nearest first, and the passage's first headings."""
    passage = place.page.passage
    yield from reversed(passage.text[: place.span[0]].splitlines())
    yield from reversed(passage.section.split("; ")[0].split(ARROW))


def _alone(head: str, read: Callable[[str], str]) -> str:
    """What is read off a heading that says little else."""
    rest = head
    for part in filter(None, (_day(head), _version(head))):
        rest = rest.replace(part, " ")
    return read(head) if len(re.findall(r"\w+", rest)) <= _BESIDE else ""


def _day(text: str) -> str:
    text = _VERSION.sub("|", text)  # "1.2 – 19 August" is no range of days
    date = next(iter(find_dates(text)), None)
    return text[date.start : date.end] if date else ""


def _version(text: str) -> str:
    found = _VERSION.search(text)
    return found.group() if found else ""
