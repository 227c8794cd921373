"""The sentences by which one page leads to another: any relation, any name, whatever the titles.

"Harrow Mill was built by Edda Lund." leads to a page that says "Edda Lund was born in Bergen.":
it fits the question and writes a name that the question does not, and the other page does. An
answer on that page cites it, and where it says what that page leaves open (`left_open`) the span
head reads the page after it.
"""

from __future__ import annotations

from graphrag.embedding.span_head.head_rows import HeadText
from graphrag.language.keys import Key
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.found import Found
from graphrag.reading.pages.page import Page

MOST = 2  # leads of a page
NEAR = 2  # sentences before one that are read with it
_COVER = 0.5  # weight of the question's words beside the cosine

Leads = tuple[tuple[Found, ...], ...]  # by page, the best last


def leads_to(scene: Scene) -> Leads:
    """For each page, the best sentence of each of at most two others that lead to it."""
    asked = {word.key for word in scene.question.words}
    named = [page.sentence_names for page in scene.pages]
    ledger: list[tuple[Found, ...]] = []
    for index, page in enumerate(scene.pages):
        own = {key for key in {page.key}.union(*named[index]) if not set(key) <= asked}
        others = (_best(scene, other, named[other], own) for other in range(len(named)))
        leads = (lead for lead in others if lead is not None and lead.page is not page)
        ledger.append(tuple(sorted(leads, key=lambda lead: lead.score)[-MOST:]))
    return tuple(ledger)


def leads_there(lead: Found, page: Page, sentence: int) -> bool:
    """Whether a lead to this page has a name of its title, of this sentence or of the two before.

    A name in another paragraph says nothing of what stands here.
    """
    here = page.sentence_names[max(0, sentence - NEAR) : sentence + 1]
    said = lead.page.sentence_names[lead.sentence]
    return bool(said & {page.key}.union(*here))


def texts_to_read(scene: Scene, leads: Leads) -> list[HeadText]:
    """Every page's text, after what leads to it where that helps, its title and its headings."""
    return [
        HeadText(page.passage.text, _before(scene, leads, index) + page.lead)
        for index, page in enumerate(scene.pages)
    ]


def _before(scene: Scene, leads: Leads, index: int) -> str:
    if index in scene.anchored:
        return ""
    others = [lead for lead in leads[index] if lead.page.key != scene.pages[index].key]
    return scene.asked.before(index, [f"{lead.page.lead}{lead.text}" for lead in others])


def _best(scene: Scene, other: int, named: list[set[Key]], own: set[Key]) -> Found | None:
    """The fittest sentence of page `other` that writes one of the names."""
    page = scene.pages[other]
    fits = ((_fit(scene, other, n), n) for n, keys in enumerate(named) if keys & own)
    fit, number = max(fits, default=(0.0, None))
    return None if number is None else Found(page, *page.sentences[number], fit)


def _fit(scene: Scene, index: int, number: int) -> float:
    """Its cosine to the question, and the question's words that it or its page's title has."""
    page = scene.pages[index]
    first, past = page.words_between(*page.sentences[number])
    stems = (*page.title_stems, *scene.page_stems[index][first:past])
    return page.similarity(number) + _COVER * scene.share(stems)
