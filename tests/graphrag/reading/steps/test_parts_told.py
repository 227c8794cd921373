"""The answers to parts are one answer, each cited, and what is open is named."""

from __future__ import annotations

from graphrag.datatypes import Answer, Citation, Retrieval
from graphrag.errors import QuestionError
from graphrag.reading.steps.parts_told import answered_in_parts
from tests.graphrag.reading.build import passage

KNOWN = {
    "How many tents were bought?": ("60", 0.8),
    "What did the tents cost?": ("4,800 euros", 0.6),
    "Who bought the tents?": ("", 0.1),
    "Why did the mill burn?": ("A lamp fell.", 0.7),
    "When did the mill burn?": ("It burned on 3 May.", 0.9),
}
ASKED: list[str] = []


def ask(question: str) -> Answer:
    ASKED.append(question)
    if question not in KNOWN:
        raise QuestionError("nothing to look for")
    text, sure = KNOWN[question]
    page = passage(question, "Minutes", f"It says {text}.")
    cited = (Citation(page.id, page.title, 0, len(page.text), page.text),)
    found = Retrieval(question, "graph", (page,), timings_ms={"total": 2.0})
    times = {"reading": 1.0, "total": 3.0}
    form = "span" if text else "found"
    return Answer(text, not text, sure, cited, found, "extractive", timings_ms=times, form=form)


def test_both_parts_are_told_and_cited() -> None:
    question = "How many tents were bought and what did they cost?"
    found = answered_in_parts(question, ask, 5)
    assert found is not None
    assert (found.text, found.form, found.confidence) == ("60; 4,800 euros", "parts", 0.6)
    assert [(claim.text, claim.citations) for claim in found.claims] == [
        ("How many tents were bought? 60", (0,)),
        ("What did the tents cost? 4,800 euros", (1,)),
    ]
    assert found.steps == ()  # neither part was answered in steps
    assert found.retrieval.question == question
    assert [one.id for one in found.retrieval.passages] == list(KNOWN)[:2]
    assert found.timings_ms == {"reading": 2.0, "total": 6.0}
    assert "No passage says clearly" not in found.note


def test_what_is_open_is_named() -> None:
    found = answered_in_parts("How many tents were bought and who bought them?", ask, 5)
    assert found is not None
    assert (found.text, found.confidence, len(found.citations)) == ("60", 0.8, 1)
    assert found.note.startswith("No passage says clearly: “Who bought the tents?”")


def test_sentences_stand_beside_each_other() -> None:
    found = answered_in_parts("When and why did the mill burn?", ask, 5)
    assert found is not None
    assert found.text == "It burned on 3 May. A lamp fell."


def test_one_thing_and_what_cannot_be_asked() -> None:
    ASKED.clear()
    assert answered_in_parts("Who bought the tents?", ask, 5) is None
    assert ASKED == []
    assert answered_in_parts("Who sang and who danced, and where was it?", ask, 5) is None


def test_what_the_whole_is_answered_more_surely_stands() -> None:
    question = "Who lost the tents and where was it?"
    known = {question: ("Ada Lane", 0.8), "Who lost the tents?": ("Tom Ray", 0.3)}
    KNOWN.update(known, **{"Where was Tom Ray?": ("", 0.1), "Where was the tents?": ("", 0.1)})
    found = answered_in_parts(question, ask, 5)
    assert found is not None
    assert (found.text, found.form) == ("Ada Lane", "span")
    assert found.note.startswith("The question asks several things")
