"""The flow over edges, against the walk's own equation."""

from __future__ import annotations

import pytest

from graphrag.explain import strongest_edges
from graphrag.index import open_index
from tests.fakes import HashEmbedder, write_corpus

QUESTION = "Where was the director of The Long Tide born?"


@pytest.fixture(scope="module")
def edges(tmp_path_factory: pytest.TempPathFactory):
    from indexing.build import build_index

    folder = tmp_path_factory.mktemp("explain")
    embedder = HashEmbedder()
    build_index(write_corpus(folder / "c.jsonl"), folder / "index", embedder=embedder)
    return strongest_edges(open_index(folder / "index", embedder=embedder), QUESTION, 1000)


def test_shares_of_all_edges_sum_to_one_strongest_first(edges) -> None:
    shares = [edge.flow for edge in edges]
    assert sum(shares) == pytest.approx(1)
    assert shares == sorted(shares, reverse=True)


def test_an_edge_names_its_ends_and_the_sentence_that_states_it(edges) -> None:
    stated = {(e.source, e.target, e.kind): e for e in edges if e.sentence}
    edge = stated["Jon Rook", "The Long Tide", "context"]
    assert edge.sentence == "It was filmed by Jon Rook."
    assert edge.passage_id == "p2"
