"""LangChain beyond the retrievers' contract: as a part of a chain."""

from __future__ import annotations

from pathlib import Path

from tests.graphrag.interop.retrievers import FRAMEWORKS, opening

QUESTION = "In which city did the author of the book Cybernetics die?"


def test_a_chain_and_a_batch_run_it(sample_index: Path) -> None:
    retriever = opening(FRAMEWORKS["langchain"]).from_directory(sample_index, k=3)
    titles = retriever | (lambda found: [document.metadata["title"] for document in found])
    expected = [document.metadata["title"] for document in retriever.invoke(QUESTION)]
    assert titles.invoke(QUESTION) == expected and len(expected) == 3
    assert titles.batch([QUESTION] * 2) == [expected] * 2
