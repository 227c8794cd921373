"""All that an answer is found in: a question, its pages, their links, what the head says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from graphrag.datatypes import Seed
from graphrag.embedding.span_head import open_head
from graphrag.embedding.span_head.span_head import HeadReading
from graphrag.reading.asking.question import analyse
from graphrag.reading.material.linked import Leads, leads_there, leads_to, texts_to_read
from graphrag.reading.material.scene import Scene
from graphrag.reading.material.sentences import ReadSentence, places
from graphrag.reading.pages.found import Found
from graphrag.reading.pages.page import Page
from graphrag.retrieval.linking.asked_words import roots

_COMMON = 0.15  # share of the passages that name what needs no naming


@dataclass(frozen=True)
class Material:
    """All that an answer is found in: question and pages, their links, what the head says of them.

    The head reads when it is asked for: what a row, a chain or a comparison says needs none of it.
    `everywhere` are the stems of names that a large share of the documents write, so that a page
    need not.
    """

    scene: Scene
    leads: Leads
    everywhere: frozenset[str] = frozenset()

    @cached_property
    def heard(self) -> HeadReading:
        """What the head says of the pages, each after what leads to it, its title and headings."""
        return open_head().read(self.scene.question.text, texts_to_read(self.scene, self.leads))

    @cached_property
    def around(self) -> list[ReadSentence]:
        """All sentences, the fittest first."""
        return places(self.scene, self.heard)

    def leading(self, page: Page, sentence: int) -> list[Found]:
        """The sentences of others that lead to this one, the best last."""
        return [lead for lead in self.leads[page.rank] if leads_there(lead, page, sentence)]


def gather(question: str, pages: Sequence[Page], seeds: Sequence[Seed] = ()) -> Material:
    """The question and its pages, looked at once."""
    scene = Scene(analyse(question, pages), pages)
    common = (roots(seed.entity) for seed in seeds if seed.spread >= _COMMON)
    everywhere = frozenset[str]().union(*common)
    return Material(scene, leads_to(scene), everywhere)
