"""The sentences by which one page leads to another: any relation, any name, whatever the titles.

"Harrow Mill was built by Edda Lund." leads to a page that says "Edda Lund was born in Bergen.":
it fits the question and writes a name that the question does not, and the other page does. An
answer on that page cites it, and where it says what that page leaves open the page is read after it
(`read_after`).
"""

from __future__ import annotations

from graphrag.language.keys import Key, fold, name_key
from graphrag.reading.found import Found
from graphrag.reading.page import Page
from graphrag.reading.scene import Scene

MOST = 2  # leads of a page
_COVER = 0.5  # weight of the question's words beside the cosine

Leads = tuple[tuple[Found, ...], ...]  # by page, the best last


def leads_to(scene: Scene) -> Leads:
    """For each page, the best sentence of each of at most two others that lead to it."""
    asked = {word.key for word in scene.question.words}
    named = [[_names_of(page, number) for number in _numbers(page)] for page in scene.pages]
    ledger: list[tuple[Found, ...]] = []
    for index, page in enumerate(scene.pages):
        own = {key for key in {page.key}.union(*named[index]) if not set(key) <= asked}
        others = [
            _best(scene, other, sentences, own)
            for other, sentences in enumerate(named)
            if other != index
        ]
        best = sorted((lead for lead in others if lead), key=lambda lead: lead.score)
        ledger.append(tuple(best[-MOST:]))
    return tuple(ledger)


def _best(scene: Scene, other: int, sentences: list[set[Key]], own: set[Key]) -> Found | None:
    """The fittest sentence of page `other` that writes one of the names."""
    page = scene.pages[other]
    fits = [
        (_fit(scene, other, number), number) for number, keys in enumerate(sentences) if keys & own
    ]
    if not fits:
        return None
    fit, number = max(fits)
    return Found(page, *page.sentences[number], fit)


def _fit(scene: Scene, index: int, number: int) -> float:
    row = int(scene.first_sentence[index]) + number
    return scene.pages[index].similarity(number) + _COVER * float(scene.cover_alone[row])


def _numbers(page: Page) -> range:
    return range(len(page.sentences))


def _names_of(page: Page, number: int) -> set[Key]:
    start, end = page.sentences[number]
    inside = (name for name in page.names if start <= name.start < end)
    keys = (name_key(fold(page.text[name.start : name.end])) for name in inside)
    return {key for key in keys if key}
