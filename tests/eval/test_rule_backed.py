"""The whole route against the rule-backed server: what keeps our order finds what we find."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import graphrag
from eval.fake_llm.question_replies import in_order
from eval.fake_llm.server import Fake, serving
from graphrag.settings import load_settings
from graphrag.settings.presets import PRESETS
from tests.results import results

SAMPLE = Path(__file__).parents[2] / "sample"
LINES = (SAMPLE / "questions.jsonl").read_text(encoding="utf-8").splitlines()
QUESTIONS = [json.loads(line)["question"] for line in LINES[::12]]


@pytest.fixture
def server() -> Iterator[Fake]:
    with serving(in_order) as fake:
        yield fake


def pairs(server: Fake, *more: str) -> list[str]:
    return ["llm.model=rules", f"llm.base_url={server.url}", *more]


@pytest.mark.parametrize("way", ["select", "listwise", "setwise"])
def test_keeping_the_order_finds_the_same(
    server: Fake, sample_index: Path, index_copy: Path, way: str
) -> None:
    settings = load_settings(None, pairs(server, f"reranking.llm={way}"))
    whole = load_settings(None, ["asking.steps=0"])  # where a model is asked, no parts are
    with (
        graphrag.open_index(index_copy, settings=settings) as index,
        graphrag.open_index(sample_index, settings=whole) as plain,
    ):
        for question in QUESTIONS:
            found = graphrag.retrieve(index, question, 10)
            assert results(found) == results(graphrag.retrieve(plain, question, 10))
            assert not found.notes and found.model_use[0].calls > 0


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_runs_to_its_end(server: Fake, index_copy: Path, preset: str) -> None:
    settings = load_settings(None, pairs(server), preset=preset)
    answered = 0
    with graphrag.open_index(index_copy, settings=settings) as index:
        for question in QUESTIONS:
            answer = graphrag.ask(index, question)
            assert answer.notes == () and answer.reader == "rules"
            given = {passage.id: passage.text for passage in answer.retrieval.passages}
            for cited in answer.citations:
                assert given[cited.passage_id][cited.start : cited.end] == cited.text
            answered += not answer.abstained
    assert answered >= 1
