"""What the passages beside a candidate say of it."""

from types import SimpleNamespace

import numpy as np
import pytest

from graphrag.retrieval.reranking.joint import look_again
from graphrag.retrieval.reranking.neighbours import (
    neighbour_features,
    neighbour_shares,
)
from graphrag.retrieval.reranking.pool import Pool
from tests.stand_ins import film_index, signals_of


def test_what_the_neighbour_says():
    index = film_index(beside=True)
    signals = signals_of(index, "Who?", (0.9, 0.6, 0.3), bm25=[(1, 4.0), (0, 1.0)])
    walks = (np.array([0.2, 0.8], np.float32),)
    found = neighbour_features(index, Pool(np.array([0], np.int32), walks), signals, first(index))
    wanted = {
        "beside": 1,
        "before_best": -1,  # nobody
        "after_best": 0.3,
        "beside_dense": index.passage_vectors[1] @ signals.vector,
        "beside_bm25": 1,
        "beside_walk": np.log(1 + 1e-6),
    }
    assert {name: found[name].item() for name in wanted} == pytest.approx(wanted, abs=1e-6)
    context = index.passage_vectors[0] + index.passage_vectors[1] / 2
    assert found["context_dense"] == pytest.approx(
        context @ signals.vector / np.linalg.norm(context), abs=1e-6
    )


def first(index):
    return index.passage_vectors[:1]


def test_a_strong_neighbour_is_said():
    before, after = np.array([-1, 0, 1, 2], np.int32), np.array([1, 2, 3, -1], np.int32)
    graph = SimpleNamespace(n_passages=4)
    index = SimpleNamespace(passage_before=before, passage_after=after, graph=graph)
    pool = Pool(np.array([0, 1, 3], np.int32), ())
    found = neighbour_shares(index, pool, np.array([0.9, 0.4, 0.7], np.float32))
    assert found["before_share"].tolist() == pytest.approx([0, 0.9, 0])
    assert found["after_share"].tolist() == pytest.approx([0.4, 0, 0])
    assert found["beside_share"].tolist() == pytest.approx([0.4, 0.9, 0])


def test_the_second_look_opens_the_neighbours_of_likely_candidates():
    index = film_index(beside=True)
    signals = signals_of(index, "Who?", (0.9, 0.6, 0.3), dense=[(0, 0.5)])
    pool = Pool(np.array([0], np.int32), (np.array([0.2, 0.8], np.float32),) * 3)

    def score(features):
        return np.zeros(len(features.values), np.float32)

    again = look_again(index, pool, signals, np.zeros(1, np.float32), score, pool_hop=0)
    assert again.pool.passages.tolist() == [0, 1]
