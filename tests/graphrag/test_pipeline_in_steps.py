"""A search goes in steps where its order doubts and the question has another in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import graphrag
from graphrag import pipeline
from graphrag.clock import StageEnded
from graphrag.index import Index, open_index
from graphrag.reading.steps.stepwise import FIRST, LAST
from graphrag.settings import load_settings

QUESTION = (
    "At which university did the doctoral supervisor of the designer of Pascal take his own "
    "doctorate?"
)


@pytest.fixture(scope="module")
def index(sample_index: Path) -> Iterator[Index]:
    with open_index(sample_index) as opened:
        yield opened


def opened(sample_index: Path, *pairs: str) -> Index:
    return open_index(sample_index, settings=load_settings(None, pairs))


def test_the_designer_is_asked_for_first(index: Index) -> None:
    found = graphrag.retrieve(index, QUESTION)
    first, second, last = found.steps
    assert (first.question, first.why) == ("Who is the designer of Pascal?", FIRST)
    assert [claim.text for claim in first.learned] == ["Niklaus Wirth"]
    assert second.question == "Who is the doctoral supervisor of Niklaus Wirth?"
    assert second.next_question == last.question
    assert last.question == "At which university did Harry Huskey take his own doctorate?"
    assert (last.why, last.learned) == (LAST, ())
    needed = {"Pascal (programming language)", "Niklaus Wirth", "Harry Huskey"}
    assert {passage.title for passage in found.passages[:3]} == needed
    assert found.question == QUESTION
    assert [one.score for one in found.passages] == sorted(
        (one.score for one in found.passages), reverse=True
    )


def test_its_time_is_that_of_all_searches_and_of_reading_between_them(index: Index) -> None:
    told: list[StageEnded] = []
    found = graphrag.retrieve(index, QUESTION, on_stage=told.append)
    line = ["signals", "walk", "rank", "evidence"]
    assert [one.stage for one in told] == [*line, *line, *line, *line, "steps"]
    assert found.timings_ms["total"] == pytest.approx(sum(one.ms for one in told))


def test_it_goes_in_one_where_it_is_sure_or_told_to(
    index: Index, sample_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(sample_index, "asking.steps=0") as whole:
        alone = graphrag.retrieve(whole, QUESTION)
    assert alone.steps == () and alone.doubt > pipeline.DOUBT
    with opened(sample_index, "reranking.ranker=ppr") as walk:  # a rule doubts nothing
        assert graphrag.retrieve(walk, QUESTION).steps == ()
    monkeypatch.setattr(pipeline, "DOUBT", alone.doubt + 0.01)
    assert graphrag.retrieve(index, QUESTION).steps == ()
    monkeypatch.setattr(pipeline, "DOUBT", 0.0)
    assert graphrag.retrieve(index, "Who designed Pascal?").steps == ()  # none within


@pytest.mark.parametrize("k", [1, 3, 40])
def test_as_many_passages_as_wanted(index: Index, k: int) -> None:
    found = graphrag.retrieve(index, QUESTION, k)
    assert len(found.passages) == k and found.steps
    assert found.steps[0].learned[0].text == "Niklaus Wirth"  # read in more than are wanted
    held = {passage.id for passage in found.passages}
    assert all(path[-1].passage_id in held for path in found.paths)


def test_the_answer_in_steps_is_given_where_it_is_the_surer(index: Index) -> None:
    asked = (
        "In which county is the village where the ENIAC programmer who married John Mauchly was "
        "born?"
    )
    answer = graphrag.ask(index, asked)
    assert answer.text == "County Donegal"
    assert [step.learned[0].text for step in answer.steps] == [
        *("Kathleen McNulty", "Creeslough", "County Donegal"),
    ]
    assert {"John Mauchly", "Creeslough"} <= {cited.title for cited in answer.citations}
