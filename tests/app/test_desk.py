"""Nobody waits for what others make the process do: examples, and a new generation."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import app.ask.examples
import app.desk
from app.desk import LONG, Desk
from app.turns import Turns
from graphrag import Index
from graphrag.datatypes import Answer
from indexing.build import build_index
from tests.fakes import write_corpus


@pytest.fixture
def served(tmp_path: Path) -> Desk:
    build_index(write_corpus(tmp_path / "c.jsonl"), tmp_path / "index")
    return Desk(tmp_path / "index")


@pytest.fixture
def held() -> Iterator[threading.Event]:
    """Set at the end of the test, so that no thread is left."""
    event = threading.Event()
    yield event
    event.set()


def test_an_index_is_given_while_examples_are_made(
    served: Desk, held: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object) -> list[str]:
        assert held.wait(LONG)
        return ["Who?"]

    monkeypatch.setattr(app.desk, "kept_examples", slow)
    made: list[list[str]] = []
    making = threading.Thread(target=lambda: made.append(served.examples()))
    making.start()
    assert served.index().generation == served.stats().generation == 1
    assert making.is_alive() and served.examples(0) == []
    held.set()
    making.join(LONG)
    assert made == [["Who?"]]


def test_a_question_waits_a_little_for_a_new_generation_and_gets_the_old_one(
    served: Desk, held: threading.Event, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = served.index()
    real = app.desk.warm_up
    monkeypatch.setattr(app.desk, "warm_up", lambda index: held.wait(LONG) and real(index))
    rows = [("n", "Velm", "Velm is a town that Edda Lund founded.")]
    build_index(write_corpus(tmp_path / "more.jsonl", rows), tmp_path / "index", add=True)
    assert served.index(0.01) is before
    held.set()
    after = served.index(LONG)
    assert after.generation == 2 and served.index() is after


def test_a_generation_that_cannot_be_opened_leaves_the_one_before(
    served: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = served.index()

    def broken(_: object) -> object:
        raise app.desk.GraphRAGError("no")

    monkeypatch.setattr(app.desk, "warm_up", broken)
    rows = [("n", "Velm", "Velm is a town that Edda Lund founded.")]
    build_index(write_corpus(tmp_path / "more.jsonl", rows), tmp_path / "index", add=True)
    assert served.index(LONG) is before
    monkeypatch.undo()
    assert served.index(LONG).generation == 2


def test_examples_are_made_once_a_generation(served: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def make(index: Index, _: object) -> list[str]:
        made.append(index.generation)
        return [f"Question {len(made)}?"]

    monkeypatch.setattr(app.ask.examples, "example_questions", make)
    assert served.examples() == ["Question 1?"]
    assert Desk(served.directory).examples() == ["Question 1?"]  # another process
    other = Desk(served.directory, pairs=("reading.passages=8",))
    assert other.examples() == ["Question 2?"] and made == [1, 1]


def test_examples_of_before_are_offered_until_new_ones_are_made(
    served: Desk, held: threading.Event, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def make(index: Index, _: object) -> list[str]:
        assert index.generation == 1 or held.wait(LONG)
        return [f"Question {index.generation}?"]

    monkeypatch.setattr(app.ask.examples, "example_questions", make)
    assert served.examples(LONG) == ["Question 1?"]
    rows = [("n", "Velm", "Velm is a town that Edda Lund founded.")]
    build_index(write_corpus(tmp_path / "more.jsonl", rows), tmp_path / "index", add=True)
    assert served.index(LONG).generation == 2
    assert served.examples(0.01) == ["Question 1?"]
    held.set()
    assert served.examples(LONG) == ["Question 2?"]


def test_examples_wait_until_a_turn_is_left_over(
    served: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    served.turns = Turns(1)
    asked: list[str] = []

    def ask(index: Index, question: str) -> Answer:
        asked.append(question)
        return app_ask(index, question)

    app_ask = app.ask.examples.ask
    monkeypatch.setattr(app.ask.examples, "ask", ask)
    with served.turns.turn(served.index().settings):
        served.examples(0.3)
        assert not asked
    served.examples(LONG)
    assert asked
