"""All that an answer is found in: a question, its pages, their links, what the head says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphrag.datatypes import Seed
from graphrag.embedding.span_head import open_head
from graphrag.embedding.span_head.span_head import HeadReading
from graphrag.reading.linked import Leads, leads_to, texts_to_read
from graphrag.reading.page import Page
from graphrag.reading.question import analyse
from graphrag.reading.scene import Scene
from graphrag.reading.sentences import ReadSentence, places
from graphrag.retrieval.linking.asked_words import roots

_COMMON = 0.15  # share of the passages that name what needs no naming


@dataclass(frozen=True, slots=True)
class Material:
    """All that an answer is found in: question and pages, their links, what the head says of them.

    `around` are all sentences, the fittest first; `everywhere` are the stems of names that a large
    share of the documents write, so that a page need not.
    """

    scene: Scene
    leads: Leads
    heard: HeadReading
    around: list[ReadSentence]
    everywhere: frozenset[str] = frozenset()


def gather(question: str, pages: Sequence[Page], seeds: Sequence[Seed] = ()) -> Material:
    """Read the pages, each after what leads to it, its title and its headings."""
    scene = Scene(analyse(question, pages), pages)
    leads = leads_to(scene)
    heard = open_head().read(scene.question.text, texts_to_read(scene, leads))
    common = (roots(seed.entity) for seed in seeds if seed.spread >= _COMMON)
    everywhere = frozenset[str]().union(*common)
    return Material(scene, leads, heard, places(scene, heard), everywhere)
