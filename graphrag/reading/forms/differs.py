"""What differs between two rows or two texts, as an answer: each point cited from both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from graphrag.datatypes import Answer, Retrieval, ScoredPassage
from graphrag.language.differing import Differing
from graphrag.reading.forms.versions import told_apart, two_documents
from graphrag.reading.pages.citing import citations_of
from graphrag.reading.pages.found import Finding
from graphrag.reading.pages.page import open_pages
from graphrag.reading.tables.records_apart import records_apart

_NOTE = "Held against each other by rules; no language model was used."


def what_differs(
    asked: Differing,
    passages: Sequence[ScoredPassage],
    read: Callable[[Sequence[str]], Sequence[ScoredPassage]],
) -> Finding | None:
    """The points in which two rows or two documents differ; None where no two are meant.

    Args:
        asked: from `differing_in`.
        passages: those that are looked through for them.
        read: all passages of documents.
    """
    pages = open_pages(passages, len(passages))
    rows = records_apart(asked, pages)
    if rows is not None:
        return rows
    two = two_documents(asked, pages)
    if two is None:
        return None
    whole = read(two)
    texts = open_pages(whole, len(whole))
    one, other = ([page for page in texts if page.document == document] for document in two)
    return told_apart(asked.topic, one, other)


def answer_of(finding: Finding, retrieval: Retrieval) -> Answer:
    """A finding as an answer; its passages are added to those found."""
    citations = citations_of(finding)
    known = {passage.id for passage in retrieval.passages}
    pages = {step.page.rank: step.page.passage for step in finding.steps}
    more = (passage for passage in pages.values() if passage.id not in known)
    retrieval = replace(retrieval, passages=(*retrieval.passages, *more))
    note = f"{finding.caveat} {_NOTE}".strip()
    rest = (finding.confidence, citations, retrieval, "extractive", note)
    return Answer(finding.text, False, *rest, form=finding.form)
