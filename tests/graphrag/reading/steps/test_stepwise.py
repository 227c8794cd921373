"""A question within a question is asked first, and the whole with its answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphrag.clock import StageEnded
from graphrag.datatypes import Answer, Retrieval
from graphrag.errors import QuestionError
from graphrag.reading import extractive
from graphrag.reading.steps.stepwise import DOUBT, LAST, OPEN, Trail, follow, read_along
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
    return Retrieval(question, "graph", (OWNER, ROW, OTHER), timings_ms={"total": 1.0})


def trail(question: str = QUESTION, most: int = 4) -> Trail:
    found = follow(question, find, SECTION, most)
    assert found is not None
    return found


def direct(confidence: float = 0.1) -> Answer:
    answer = extractive.read(QUESTION, find(QUESTION), SECTION)
    return replace(answer, text="", abstained=True, confidence=confidence, form="found")


def test_both_steps_are_cited_and_told() -> None:
    answer = read_along(direct(), trail(), SECTION)
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
    product = sure[0].confidence * sure[1].confidence
    assert answer.confidence == pytest.approx(product**0.6)


def test_a_question_in_a_question_in_a_question() -> None:
    asked = "What is the name of the keeper of the box of the technician who owns the protocol?"
    assert follow(asked, find, SECTION, 0) is None
    rest = "What is the name of the keeper of the box of Saffron Adele?"
    assert trail(asked, 1).rest == rest
    found = trail("Where does the technician who owns the protocol of Tom Hale's sister sit?")
    first, second = found.steps
    assert first.question == "Who is Tom Hale's sister?"
    left = "Where does the technician who owns the protocol of Saffron Adele sit?"
    assert (first.next_question, second.question) == (
        left,
        "Which technician owns the protocol of Saffron Adele?",
    )
    assert found.rest == second.next_question


def test_what_is_surer_stays() -> None:
    for given in (direct(0.99), direct(DOUBT)):
        kept = read_along(given, trail(), SECTION)
        assert kept is given or kept.confidence > given.confidence
    given = direct()
    assert read_along(given, trail(), replace(SECTION, min_confidence=0.99)) is given


def test_the_merged_passages_say_what_was_asked() -> None:
    whole = replace(find(QUESTION), notes=("a note",))
    found = trail().merged(whole, 2)
    assert [one.id for one in found.passages] == ["a", "b"]
    assert found.steps[-1].why == LAST and not found.steps[-1].learned
    assert found.question == QUESTION and found.notes == ("a note",)
    assert found.timings_ms["total"] == pytest.approx(3.0 + found.timings_ms["steps"])


def test_reading_the_steps_is_told() -> None:
    told: list[StageEnded] = []
    found = follow(QUESTION, find, SECTION, 4, told.append)
    assert found is not None
    assert [(one.stage, one.ms) for one in told] == [("steps", found.reading_ms)]


@pytest.mark.parametrize(
    "question",
    [
        "What extension has Saffron Adele?",  # none within
        "Who is older, the technician who owns the protocol or Tom Hale?",  # of each side
        "Does the technician who owns the protocol sit in room 12?",
        "Why does the technician who owns the protocol sit in room 12?",
    ],
)
def test_none_is_followed(question: str) -> None:
    assert follow(question, find, SECTION, 4) is None


def test_yes_or_no_is_followed_where_that_is_asked() -> None:
    found = follow(
        "Does the technician who owns the protocol sit in room 12?",
        find, SECTION, 4, forms=(*OPEN, "yes-no"),
    )  # fmt: skip
    assert found is not None and found.rest == "Does Saffron Adele sit in room 12?"


def test_a_step_that_finds_nothing_leads_nowhere() -> None:
    assert follow(QUESTION, lambda asked: Retrieval(asked, "graph", ()), SECTION, 4) is None

    def empty(question: str) -> Retrieval:
        raise QuestionError("no word in it")

    assert follow(QUESTION, empty, SECTION, 4) is None

    def once(question: str) -> Retrieval:
        if "Saffron" in question:
            raise QuestionError("no word in it")
        return find(question)

    assert follow(QUESTION, once, SECTION, 4) is None


def test_a_sentence_that_two_steps_cite_is_cited_once() -> None:
    asked = "In which room does the owner of the dog of the technician who owns the protocol sit?"
    answer = read_along(direct(), trail(asked), SECTION)
    places = [(cited.passage_id, cited.start, cited.end) for cited in answer.citations]
    assert len(set(places)) == len(places)
