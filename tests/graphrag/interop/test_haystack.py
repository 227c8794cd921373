"""Haystack beyond the retrievers' contract: in a pipeline, and written down with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphrag import load_settings
from tests.graphrag.interop.retrievers import FRAMEWORKS, opening

QUESTION = "In which city did the author of the book Cybernetics die?"


@pytest.fixture  # a component belongs to one pipeline
def retriever(sample_index: Path):
    settings = load_settings(None, ["walk.damping=0.7"])
    return opening(FRAMEWORKS["haystack"]).from_directory(
        sample_index, k=4, where="folder!=places", settings=settings
    )


def test_a_pipeline_runs_it_and_a_run_may_ask_otherwise(retriever) -> None:
    from haystack import Pipeline

    pipeline = Pipeline()
    pipeline.add_component("retriever", retriever)
    found = pipeline.run({"retriever": {"query": QUESTION}})["retriever"]["documents"]
    assert len(found) == 4 and found == retriever.run(QUESTION)["documents"]
    other = {"query": QUESTION, "top_k": 2, "where": ["folder=people"]}
    found = pipeline.run({"retriever": other})["retriever"]["documents"]
    assert [document.meta["folder"] for document in found] == ["people"] * 2


def test_a_pipeline_written_down_retrieves_the_same(retriever) -> None:
    from haystack import Pipeline

    pipeline = Pipeline()
    pipeline.add_component("retriever", retriever)
    text = pipeline.dumps()
    assert "damping: 0.7" in text
    trusted = ["graphrag.interop.haystack"]
    again = Pipeline.loads(text, allowed_modules=trusted).get_component("retriever")
    assert again.run(QUESTION) == retriever.run(QUESTION)
    assert again.to_dict() == retriever.to_dict()
