"""Small retrievals written out by hand: one string a sentence."""

from __future__ import annotations

from graphrag.datatypes import Answer, Retrieval, ScoredPassage, ScoredSentence
from graphrag.embedding.span_head.span_head import HeadReading
from graphrag.reading.asking.question import analyse
from graphrag.reading.extractive import read
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.found import Finding, Found
from graphrag.reading.pages.page import open_pages
from graphrag.settings import Reading

UNHEARD = HeadReading((), (), ())  # the head read nothing


def passage(identifier: str, title: str, *sentences: str, score: float = 1.0) -> ScoredPassage:
    """A passage whose text is its sentences joined by spaces."""
    scored = []
    start = 0
    for sentence in sentences:
        scored.append(ScoredSentence(sentence, start, start + len(sentence), 0.5))
        start += len(sentence) + 1
    text = " ".join(sentences)
    return ScoredPassage(identifier, title, text, score, {}, tuple(scored))


def retrieval(question: str, *passages: ScoredPassage) -> Retrieval:
    """What was retrieved for `question`, best first."""
    return Retrieval(question, "graph", passages)


def ask(question: str, *passages: ScoredPassage, section: Reading | None = None) -> Answer:
    """What is read of these passages."""
    return read(question, retrieval(question, *passages), section or Reading())


QUARRY = passage(
    "q", "Slate Quarry",
    "Slate Quarry was opened in 1871 by Hanna Brisk.",
    "It is 40 metres deep and lies in Norway, near Molde.",
)  # fmt: skip


def quarry_finding(question: str, text: str, form: str = "span") -> tuple[Finding, Scene]:
    """A finding of this text on the quarry's page, as an answer to the question."""
    pages = open_pages([QUARRY], 5)
    start = pages[0].text.index(text) if text in pages[0].text else 0
    step = Found(pages[0], start, start + len(text), 1.0)
    return Finding(text, 0.5, (step,), form), Scene(analyse(question, pages), pages)
