"""The page with a language model: its answer, reasoning and failures; nothing of it is markup."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Event

import pytest
from streamlit.testing.v1 import AppTest

from app.api.answers import spoken
from app.api.requests import SentQuestion
from app.ask.examples import example_questions
from app.ask.pieces import under_way
from tests.app.test_question_page import ask, shown, words
from tests.servers.replies import respond
from tests.servers.server import FakeServer

PAGE = Path(__file__).parents[2] / "app" / "main.py"
QUESTION = "Which poet was the father of Ada Lovelace?"
EVIL = "<img src=http://x.test/a.png onerror=alert(1)> ![p](http://x.test/b.png) <script>"


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch, index_copy: Path):
    """Opens the page of an index that asks a server."""

    def opened(server: FakeServer, *pairs: str) -> AppTest:
        monkeypatch.setenv("GRAPHRAG_INDEX", str(index_copy))
        monkeypatch.setenv(
            "GRAPHRAG_SETTINGS", json.dumps({"toml": None, "pairs": server.pairs(*pairs)})
        )
        return AppTest.from_file(str(PAGE), default_timeout=60).run()

    return opened


def test_answer_reasoning_and_cost_are_shown_and_nothing_is_markup(open_page) -> None:
    text = f"- {EVIL} [S1]\n- It rhymes.\nAnswer: Lord Byron {EVIL} [S1]"
    with FakeServer(lambda seen: text) as server:
        html = shown(asked := ask(open_page(server, "preset=economy"), QUESTION))
    said = words(asked)
    assert "Read by tiny" in said and "Lord Byron" in said and "Reasoning" in said
    assert "not cited" in said and "answer 1 calls" in said
    assert "<img" not in html and "<script" not in html and "&lt;img" in html
    for kind in ("markdown", "title", "header", "subheader", "caption"):
        assert not [element for element in asked.get(kind) if "x.test" in element.value]


def test_a_failure_and_the_steps_are_shown(open_page) -> None:
    step = {"learned": [], "enough": True, "next_question": ""}

    def answer(seen):
        return respond({}, status=500) if seen.streamed else json.dumps(step)

    with FakeServer(answer) as server:
        asked = ask(open_page(server, "preset=economy", "asking.stages=steps"), QUESTION)
    said = words(asked)
    assert "Reading by the language model was left out" in said and "Read by rules" in said
    assert "Asked step by step" in said and "Ended here: enough is known." in said


def test_what_is_being_written_is_escaped() -> None:
    html = under_way((), f"- {EVIL}\n\nAnswer")
    assert html.count("<p>") == 2 and "<img" not in html and "<script" not in html


def test_examples_are_made_without_the_model(index_copy: Path) -> None:
    pairs = ("preset=thorough", "reranking.llm=listwise")
    with FakeServer(lambda seen: "{}") as server, server.open(index_copy, *pairs) as index:
        assert len(example_questions(index)) == 6
        assert server.calls == 0


def test_a_program_is_told_of_stages_while_the_model_is_still_silent(index_copy: Path) -> None:
    may_answer = Event()

    def answer(_: object) -> str:
        may_answer.wait(60)
        return "Answer: Lord Byron [S1]"

    with FakeServer(answer) as server, server.open(index_copy, "reading.reader=llm") as index:
        events = spoken(index, SentQuestion(QUESTION, stream=True))
        first = [next(events) for _ in range(4)]
        may_answer.set()
        rest = list(events)
    assert all(event.startswith("event: stage\n") for event in first)
    kinds = [event.partition("\n")[0] for event in rest]
    assert kinds[0] == "event: piece" and kinds[-2:] == ["event: stage", "event: answer"]
