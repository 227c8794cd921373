"""An answer beside what all rows of the index say: which of the two is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graphrag.datatypes import Answer, Citation, Claim, ScoredPassage
from graphrag.evidence.merging import with_cited
from graphrag.language.quantities import is_amount
from graphrag.reading.pages.citing import citations_of
from graphrag.reading.pages.found import Finding
from graphrag.reading.tables.asked_of_rows import OfRows
from graphrag.reading.tables.gathered import SURE, gather_rows

_WORKED_OUT = {"count": "rows that say so", "sum": "their sum", "mean": "their mean"}
_DOUBT = 0.5  # confidence below which a figure of one row may be none of all
_NOTE = "Read off the rows of all passages by rules; no language model was used."


def may_say_more(answer: Answer, asked: OfRows) -> bool:
    """Whether rows are worth looking through: not where prose has the one who, or how many."""
    if answer.abstained or asked.wants in ("most", "least") or asked.leaves_out:
        return True
    if asked.wants in _WORKED_OUT:
        return _may_be_counted(answer, added=asked.compares)
    if asked.noun or asked.bounds or answer.form == "list":
        return True
    return _is_of_row(answer)


def _is_of_row(answer: Answer) -> bool:
    """One row says it."""
    return any("; " in cited.text for cited in answer.citations)


def over_all(
    answer: Answer, asked: OfRows, rows: tuple[Sequence[ScoredPassage], bool], least: float
) -> Answer:
    """What the rows of all passages say, or `answer`, where that says more.

    Args:
        answer: to the question, read off the passages retrieved.
        asked: what it asks of rows.
        rows: the passages that have rows and share words with it; and whether they are all.
        least: confidence below which nothing is stated.
    """
    passages, is_all = rows
    finding = gather_rows(asked, passages, is_all=is_all)
    if finding is None or finding.confidence < least:
        return answer
    citations = citations_of(finding)
    if not _says_more(finding, citations, answer):
        return answer
    says = _WORKED_OUT.get(finding.form)
    places = tuple(range(len(citations)))
    return replace(
        answer,
        text=finding.text,
        abstained=False,
        confidence=finding.confidence,
        citations=citations,
        claims=(Claim(f"{says}: {finding.text}", places),) if says else (),
        retrieval=with_cited(answer.retrieval, citations, passages),
        note=f"{finding.caveat} {_NOTE}".strip(),
        form="worked-out" if says else "list",
    )


def _says_more(finding: Finding, citations: Sequence[Citation], answer: Answer) -> bool:
    """Whether rows are to be preferred: they have all of the question, or more than the answer."""
    if answer.abstained or answer.text == finding.text:
        return True
    if finding.form in _WORKED_OUT:
        return _may_be_counted(answer, added=finding.form != "count")
    if finding.confidence >= SURE:
        return True
    places = {(cited.passage_id, cited.start) for cited in citations}
    before = {(cited.passage_id, cited.start) for cited in answer.citations}
    return before < places and answer.form in ("span", "list")


def _may_be_counted(answer: Answer, *, added: bool) -> bool:
    """Not where the answer is a number; but one row's is not that of all, where these are added up
    or the answer is in doubt.
    """
    doubt = added or answer.confidence < _DOUBT
    return not _tells_how_many(answer) or (doubt and _is_of_row(answer))


def _tells_how_many(answer: Answer) -> bool:
    return is_amount(answer.text) and answer.text.lower() not in ("no", "none")
