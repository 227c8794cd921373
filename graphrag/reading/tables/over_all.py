"""An answer beside what all rows of the index say: which of the two is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graphrag.datatypes import Answer, Claim, ScoredPassage
from graphrag.evidence.merging import with_cited
from graphrag.language.quantities import is_amount
from graphrag.reading.asking.question import analyse
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.citing import citations_of
from graphrag.reading.pages.found import Finding
from graphrag.reading.pages.page import open_pages
from graphrag.reading.tables.asked_of_rows import OfRows
from graphrag.reading.tables.gathered import SURE, gather_rows
from graphrag.reading.tables.row_days import days_of
from graphrag.reading.tables.rows import row_value
from graphrag.reading.told.in_force import in_force

_WORKED_OUT = {"count": "rows that say so", "sum": "their sum", "mean": "their mean"}
_DOUBT = 0.5  # confidence below which a figure of one row may be none of all
_BETWEEN = "; "  # the cells of a row
_SURE_CELL = 0.7  # confidence of one cell of all rows; set by hand
_NOTE = "Read off the rows of all passages by rules; no language model was used."


def may_say_more(answer: Answer, asked: OfRows) -> bool:
    """Whether rows are worth looking through: not where prose has told how many."""
    return answer.abstained or not _is_told(answer, asked.wants)


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
    if not _says_more(finding, answer, asked):
        return answer
    stated = _stated(answer, finding, passages)
    says = _WORKED_OUT.get(finding.form)
    if says is None:
        return replace(stated, form="list")
    places = tuple(range(len(stated.citations)))
    claim = Claim(f"{says}: {finding.text}", places)
    return replace(stated, claims=(claim,), form="worked-out")


def may_be_a_cell(answer: Answer) -> bool:
    """Whether cells are worth looking through: nothing is stated, or in doubt of what a day is
    asked for, whose row may say it in other words than the question.
    """
    of_day = answer.confidence < _DOUBT and bool(days_of(answer.retrieval.question))
    return answer.abstained or of_day


def one_cell(answer: Answer, passages: Sequence[ScoredPassage], least: float) -> Answer:
    """The cell that answers of all rows' cells, or `answer` where none does or several do.

    Args:
        answer: to the question, in doubt.
        passages: those that may have rows; of a text's versions those in force are read.
        least: confidence below which nothing is stated.
    """
    question = answer.retrieval.question
    with_rows = [passage for passage in passages if _BETWEEN in passage.text]
    rows = in_force(question, with_rows).kept
    pages = open_pages(rows, len(rows))
    scene = Scene(analyse(question, pages), pages)
    finding = row_value(scene) if scene.question.form == "span" else None
    if finding is None or finding.confidence < max(_SURE_CELL, answer.confidence, least):
        return answer
    return _stated(answer, finding, rows)


def _stated(answer: Answer, finding: Finding, passages: Sequence[ScoredPassage]) -> Answer:
    """The finding in place of the answer, its passages beside those retrieved."""
    citations = citations_of(finding)
    return replace(
        answer,
        text=finding.text,
        abstained=False,
        confidence=finding.confidence,
        citations=citations,
        claims=(),
        retrieval=with_cited(answer.retrieval, citations, passages),
        note=f"{finding.caveat} {_NOTE}".strip(),
        form=finding.form,
    )


def _says_more(finding: Finding, answer: Answer, asked: OfRows) -> bool:
    """Whether rows are to be preferred: they have all of the question, or nothing else is said."""
    if answer.abstained:
        return True
    of_one = len(finding.steps) == 1 and not asked.is_worked
    return not of_one and not _is_told(answer, finding.form) and finding.confidence >= SURE


def _is_told(answer: Answer, wants: str) -> bool:
    """The answer is the number that is wanted; not where it may be one row's and no number of all:
    where these are added up, or the answer is in doubt.
    """
    if wants not in _WORKED_OUT or not is_amount(answer.text):
        return False
    of_row = any("; " in cited.text for cited in answer.citations)
    return not of_row or (wants == "count" and answer.confidence >= _DOUBT)
