"""Asking on in steps: what is asked next, why it ends, and what is returned."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import graphrag
from graphrag.llm_stages import asking_on
from tests.graphrag.cli.shell import Shell
from tests.servers.by_stage import by_stage
from tests.servers.server import Serve

QUESTION = "Which poet was the father of the woman after whom the language Ada is named?"
NEXT = "Who was the father of Ada Lovelace?"


def two_steps(prompt: str) -> Any:
    """Learns from the first sentence; asks NEXT once, then has enough."""
    known = "Ada is named after Lovelace." in prompt
    learned = [
        {"claim": "Ada is named after Lovelace.", "sentences": ["S1"]},
        {"claim": "Poets rhyme.", "sentences": []},
    ]
    return {"learned": learned, "enough": known, "next_question": "" if known else NEXT}


def test_two_steps_and_their_end(serve: Serve, index_copy: Path) -> None:
    server = serve(by_stage(steps=two_steps))
    with server.open(index_copy, "asking.stages=steps") as index:
        answer = graphrag.ask(index, QUESTION)
    first, second = answer.steps
    assert (first.question, first.next_question, first.why) == (QUESTION, NEXT, "a next question")
    assert (second.question, second.next_question, second.why) == (NEXT, "", "enough is known")
    assert first.learned[0].citations == (0,) and first.learned[1].citations == ()
    prompt = server.asked("steps")[1]
    assert "- Ada is named after Lovelace." in prompt and "- Poets rhyme." not in prompt
    found = answer.retrieval
    assert found.question == QUESTION
    assert found.passages[0].id == first.citations[0].passage_id
    assert {p.id for p in found.passages} <= set(first.passages) | set(second.passages)
    assert [p.score for p in found.passages] == sorted(p.score for p in found.passages)[::-1]


@pytest.mark.parametrize(
    ("reply", "pairs", "steps", "why"),
    [
        ({"next_question": NEXT}, ["asking.stages=steps", "asking.steps=1"], 1, "step limit"),
        ({"next_question": QUESTION.upper()}, ["asking.stages=steps"], 1, "asked before"),
        ({"next_question": NEXT}, ["asking.stages=steps"], 2, "asked before"),
        ({"next_question": " ?! "}, ["asking.stages=steps"], 1, "no further question"),
        ({"next_question": NEXT, "enough": True}, ["asking.stages=steps"], 1, "enough is known"),
    ],
)
def test_why_it_ends(
    serve: Serve, index_copy: Path, reply: Any, pairs: list[str], steps: int, why: str
) -> None:
    server = serve(by_stage(steps={"learned": [], "enough": False, **reply}))
    with server.open(index_copy, *pairs) as index:
        found = graphrag.retrieve(index, QUESTION)
    assert (len(found.steps), found.steps[-1].why) == (steps, why)
    assert found.steps[-1].next_question == "" and len(found.passages) == 5


def test_tokens_end_it_too(serve: Serve, index_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking_on, "STEP_TOKENS", 10)
    server = serve(by_stage(steps={"learned": [], "enough": False, "next_question": NEXT}))
    with server.open(index_copy, "asking.stages=steps") as index:
        found = graphrag.retrieve(index, QUESTION)
    assert [step.why for step in found.steps] == ["token limit"]


def test_a_failure_on_the_way_keeps_what_was_found(serve: Serve, index_copy: Path) -> None:
    server = serve(by_stage(steps=lambda p: 500 if server.calls > 1 else two_steps(p)))
    with server.open(index_copy, "asking.stages=steps") as index:
        found = graphrag.retrieve(index, QUESTION)
    assert [step.why for step in found.steps] == ["a next question", "the language model failed"]
    assert found.passages and "Asking on in steps was left out" in found.notes[0]


def test_steps_are_shown(serve: Serve, index_copy: Path, shell: Shell) -> None:
    server = serve(by_stage(steps=two_steps))
    options = [x for pair in server.pairs("asking.stages=steps") for x in ("--set", pair)]
    for command in ("ask", "search", "explain"):
        code, out, err = shell(command, QUESTION, "--index", index_copy, *options)
        words = " ".join(out.split())
        assert code == 0, err
        assert f"1. {QUESTION}" in words and f"2. {NEXT}" in words
        assert "Ended here: enough is known." in words
        assert re.search(r"- Poets rhyme. \(not cited", words)
        shape = shell.json(command, QUESTION, "--index", index_copy, *options)
        assert [step["question"] for step in shape["steps"]] == [QUESTION, NEXT]
        assert shape["steps"][0]["citations"][0]["passage_id"]
    assert server.calls == 2


def test_sub_questions_of_the_understanding_are_the_plan(serve: Serve, index_copy: Path) -> None:
    understood = {"names": [], "answer_kind": "person", "questions": ["After whom is Ada named?"]}
    server = serve(by_stage(understanding=understood, steps=two_steps))
    with server.open(index_copy, "asking.stages=understand,steps") as index:
        graphrag.retrieve(index, QUESTION)
    assert "- After whom is Ada named?" in server.asked("steps")[0]
