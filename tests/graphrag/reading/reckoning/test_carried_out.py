"""What is worked out shows what it was worked out from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphrag.datatypes import Answer, Citation, Retrieval
from graphrag.reading.reckoning.carried_out import carried_out
from graphrag.reading.reckoning.plan import plan_of
from tests.graphrag.reading.build import passage

KNOWN = {
    "When was the pier built?": ("3 May 1890", 0.8),
    "When did the lighthouse burn?": ("1932", 0.6),
    "Who is the pilot?": ("Ada Lane", 0.9),
}


def ask(question: str) -> Answer:
    text, sure = KNOWN.get(question, ("", 0.1))
    page = passage(question, "Chronicle", f"It says {text}.")
    cited = (Citation(page.id, page.title, 0, len(page.text), page.text),)
    found = Retrieval(question, "graph", (page,), timings_ms={"total": 2.0})
    form = "span" if text else "found"
    times = {"reading": 1.0, "total": 3.0}
    return Answer(text, not text, sure, cited, found, "extractive", timings_ms=times, form=form)


def worked_out(question: str) -> Answer:
    plan = plan_of(question)
    assert plan is not None
    return carried_out(question, plan, ask, 5)


def test_both_answers_are_cited_and_the_surer_does_not_count() -> None:
    found = worked_out("How many years after the pier was built did the lighthouse burn?")
    assert (found.text, found.abstained, found.confidence) == ("42", False, 0.6)
    assert [(claim.text, claim.citations) for claim in found.claims] == [
        ("years apart: 42", (0, 1))
    ]
    assert [step.question for step in found.steps] == list(KNOWN)[:2]
    assert [claim.text for step in found.steps for claim in step.learned] == ["3 May 1890", "1932"]
    assert found.retrieval.question.startswith("How many years after")
    assert found.timings_ms == {"reading": 2.0, "total": 6.0}


def test_each_operation_is_said() -> None:
    found = worked_out("What is the last letter of the last name of the pilot?")
    assert [claim.text for claim in found.claims] == [
        "the last name: Lane",
        "the last letter: e",
    ]


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("What is the first letter of the miller?", "“Who is the miller?”"),
        ("What is the date 2 days after the lighthouse burned?", "“1932” does not tell"),
    ],
)
def test_what_cannot_be_worked_out_is_not_stated(question: str, why: str) -> None:
    found = worked_out(question)
    assert (found.text, found.abstained, found.form) == ("", True, "found")
    assert why in found.note and found.citations and not found.claims


def test_an_answer_without_a_sentence_is_no_help() -> None:
    plan = plan_of("What is the first letter of the miller?")
    assert plan is not None
    bare = replace(ask("Who is the miller?"), citations=(), form="nothing")
    assert carried_out("?", plan, lambda _: bare, 5).form == "nothing"
