"""The last hop of a path: the attribute that the question asks for, as a passage states it."""

from __future__ import annotations

from collections.abc import Sequence

from graphrag.datatypes import Hop, ScoredPassage
from graphrag.reading.page import open_pages
from graphrag.reading.question import analyse
from graphrag.reading.relations.asked import asked_relations
from graphrag.reading.relations.attributes import attribute


def asked_hops(question: str, passages: Sequence[ScoredPassage]) -> dict[str, Hop]:
    """By passage id, the hop from its title to the asked attribute's value, where it states one."""
    pages = open_pages(passages, len(passages))
    wanted = asked_relations(analyse(question, pages)).attribute
    if wanted is None:
        return {}
    hops = {}
    for page in pages:
        values = attribute(page, wanted.name)
        if values:
            best = values[0]
            start, end = page.sentences[best.sentence]
            sentence = page.passage.text[start:end]
            hops[page.passage.id] = Hop(
                page.passage.title, wanted.name, best.text, page.passage.id, sentence
            )
    return hops
