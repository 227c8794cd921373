"""Stages are told of when they end: in order, once, with the times that the answer carries."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graphrag import clock as clock_module
from graphrag.answering import ask, ask_stream, by_rules, read_answer
from graphrag.clock import StageClock, StageEnded
from graphrag.datatypes import Answer
from graphrag.index import Index
from graphrag.pipeline import retrieve
from tests.servers.server import FakeServer

QUESTION = "Where was the director of the film The Glass Heron born?"
STAGES = ["signals", "walk", "rank", "evidence"]


def test_the_times_by_pencil(monkeypatch: pytest.MonkeyPatch) -> None:
    #       begins  walk ends  told until   rank ends  told until
    now = iter([10.0, 10.25,     11.0,        11.5,      12.0])  # fmt: skip
    monkeypatch.setattr(clock_module.time, "perf_counter", lambda: next(now))
    told: list[StageEnded] = []
    clock = StageClock(told.append)
    clock.ended("walk")
    clock.ended("rank")
    assert told == [StageEnded("walk", 250.0), StageEnded("rank", 500.0)]
    assert clock.timings() == {"walk": 250.0, "rank": 500.0, "total": 750.0}


def test_an_answer_tells_of_its_stages_and_the_reading_last(golden_index: Index) -> None:
    told: list[StageEnded] = []
    answer = ask(golden_index, QUESTION, on_stage=told.append)
    assert [one.stage for one in told] == [*STAGES, "reading"]
    timings = {**answer.retrieval.timings_ms, **answer.timings_ms}
    assert {one.stage: one.ms for one in told} == {one.stage: timings[one.stage] for one in told}
    streamed: list[StageEnded] = []
    [*_, last] = ask_stream(golden_index, QUESTION, on_stage=streamed.append)
    assert [one.stage for one in streamed] == [one.stage for one in told]
    assert last.text == answer.text


def test_a_stage_is_told_of_before_the_next_begins(golden_index: Index) -> None:
    told: list[str] = []

    class Enough(Exception):
        pass

    def stop_after_the_walk(ended: StageEnded) -> None:
        told.append(ended.stage)
        if ended.stage == "walk":
            raise Enough

    with pytest.raises(Enough):
        retrieve(golden_index, QUESTION, on_stage=stop_after_the_walk)
    assert told == ["signals", "walk"]


def test_a_language_models_stages_are_told_of_as_well(index_copy: Path) -> None:
    told: list[str] = []
    with (
        FakeServer(lambda seen: "{}") as server,
        server.open(index_copy, "preset=catrag") as index,
    ):
        question = "Which poet was the father of Ada Lovelace?"
        ask(index, question, on_stage=lambda ended: told.append(ended.stage))
    assert told == ["signals", "facts", "edges", "walk", "rank", "evidence", "reading"]


def test_the_stages_of_steps_are_told_and_counted_once(
    golden_index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsure(*given: Any) -> Answer:
        return replace(read_answer(*given), confidence=0.1)

    monkeypatch.setattr(by_rules, "read_answer", unsure)
    told: list[StageEnded] = []
    question = "Where was the director that filmed The Glass Heron born?"
    answer = ask(golden_index, question, on_stage=told.append)
    assert [step.question for step in answer.steps][1:] == ["Where was Ilse Marrow born?"]
    assert [one.stage for one in told] == [*STAGES, *STAGES, *STAGES, "steps", "reading"]
    for stage in STAGES:
        whole = sum(one.ms for one in told if one.stage == stage)
        assert answer.retrieval.timings_ms[stage] == pytest.approx(whole)
    found, times = answer.retrieval.timings_ms["total"], answer.timings_ms
    assert found + times["reading"] == pytest.approx(times["total"])
    assert times["reading"] > 0
