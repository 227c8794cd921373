"""The reader without a language model: chains of relations, comparisons, and the best-fitting span."""

from __future__ import annotations

from collections.abc import Sequence

from graphrag.datatypes import Answer, Citation, Retrieval
from graphrag.reading.chain import answer_along_chain
from graphrag.reading.compare import answer_comparison
from graphrag.reading.found import Finding
from graphrag.reading.page import Page, open_pages
from graphrag.reading.question import Question, analyse
from graphrag.settings import Reading

NO_MODEL = "Read off the passages by rules; no language model was used."


def read(question: str, retrieval: Retrieval, section: Reading) -> Answer:
    """Answer `question` from the first `section.passages` passages, or abstain.

    Never raises on any text. The citations quote the sentences that state each hop.
    """
    pages = open_pages(retrieval.passages, section.passages)
    asked = analyse(question, pages)
    finding = best_finding(asked, pages)
    if finding is None:
        return Answer("", True, 0.0, (), retrieval, "extractive", note=NO_MODEL)
    return Answer(
        finding.text,
        finding.confidence < section.min_confidence,
        finding.confidence,
        _citations(finding),
        retrieval,
        "extractive",
        note=NO_MODEL,
    )


def best_finding(asked: Question, pages: Sequence[Page]) -> Finding | None:
    """The comparison where the question compares, else the chain."""
    return answer_comparison(asked, pages) or answer_along_chain(asked, pages)


def _citations(finding: Finding) -> tuple[Citation, ...]:
    cited: dict[tuple[str, int], Citation] = {}
    for step in finding.steps:
        start, end = step.page.sentences[step.sentence]
        passage = step.page.passage
        cited.setdefault(
            (passage.id, start),
            Citation(passage.id, passage.title, start, end, passage.text[start:end]),
        )
    return tuple(cited.values())
