"""A question within a question is asked first, and the whole with its answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphrag.datatypes import Answer, Retrieval
from graphrag.errors import QuestionError
from graphrag.reading import extractive
from graphrag.reading.stepwise import DOUBT, asked_in_steps
from graphrag.settings import Reading
from tests.graphrag.reading.build import passage

QUESTION = "What extension has the technician who owns the glove box protocol?"
OWNER = passage(
    "a", "Glove box", "The glove box protocol is owned by the technician Saffron Adele."
)
ROW = passage("b", "Saffron Adele", "Name: Saffron Adele; Room: 12; Extension: 4438.")
OTHER = passage("c", "Tom Hale", "Name: Tom Hale; Room: 14; Extension: 4440.")
SECTION = Reading()


def find(question: str) -> Retrieval:
    return Retrieval(question, "graph", (OWNER, ROW, OTHER))


def direct(confidence: float = 0.1, question: str = QUESTION) -> Answer:
    answer = extractive.read(question, find(question), SECTION)
    return replace(answer, text="", abstained=True, confidence=confidence, form="found")


def test_both_steps_are_cited_and_told() -> None:
    answer = asked_in_steps(direct(), find, SECTION)
    assert (answer.text, answer.abstained) == ("4438", False)
    first, last = answer.retrieval.steps
    assert first.question == "Which technician owns the glove box protocol?"
    assert first.next_question == last.question == "What extension has Saffron Adele?"
    assert [claim.text for claim in first.learned] == ["Saffron Adele"]
    assert [cited.title for cited in answer.citations] == ["Glove box", "Saffron Adele"]
    assert answer.retrieval.question == QUESTION
    assert [one.id for one in answer.retrieval.passages][:2] == ["a", "b"]
    always = replace(SECTION, min_confidence=0.0)
    sure = [extractive.read(one.question, find(one.question), always) for one in (first, last)]
    assert answer.confidence == pytest.approx(sure[0].confidence * sure[1].confidence)


def test_what_is_surer_stays() -> None:
    for given in (direct(DOUBT), direct(0.49), direct(0.1, "What extension has Saffron Adele?")):
        kept = asked_in_steps(given, find, SECTION)
        assert kept is given or kept.confidence > given.confidence
    assert asked_in_steps(direct(DOUBT), find, SECTION).retrieval.steps == ()


def test_a_step_that_finds_nothing_changes_nothing() -> None:
    given = direct()
    assert asked_in_steps(given, lambda q: Retrieval(q, "graph", ()), SECTION) is given
    assert asked_in_steps(given, find, replace(SECTION, min_confidence=0.99)) is given

    def empty(question: str) -> Retrieval:
        raise QuestionError("no word in it")

    assert asked_in_steps(given, empty, SECTION) is given
