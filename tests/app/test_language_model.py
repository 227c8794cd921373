"""The page with a language model: its answer, reasoning and failures; nothing of it is markup."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.ask.pieces import being_written
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
        asked = ask(open_page(server, "preset=economy", "asking.steps=2"), QUESTION)
    said = words(asked)
    assert "Reading by the language model was left out" in said and "Read by rules" in said
    assert "Asked step by step" in said and "Ended here: enough is known." in said


def test_what_is_being_written_is_escaped() -> None:
    html = being_written(f"- {EVIL}\n\nAnswer")
    assert html.count("<p>") == 2 and "<img" not in html and "<script" not in html
