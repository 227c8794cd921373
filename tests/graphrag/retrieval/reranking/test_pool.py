"""The pool: what walks and lists choose together."""

import numpy as np
import pytest

from graphrag.retrieval.reranking.pool import gather_pool, top
from graphrag.settings import Reranking
from tests.stand_ins import film_index, signals_of

WALK = np.array([0.1, 0.4, 0.0, 0.2, 0.3], dtype=np.float32)
OTHER = np.array([0.0, 0.0, 0.9, 0.1, 0.0], dtype=np.float32)


def gather(section, k=1):
    lists = {"dense": [(0, 0.9), (1, 0.8)], "bm25": [(4, 2.0), (0, 1.0)]}
    signals = signals_of(film_index(), "Why?", (0, 0, 0), **lists)
    return gather_pool([WALK, OTHER], signals, section, k)


def test_the_union_of_walks_and_lists_in_the_order_of_the_corpus():
    # First of each walk: 1 and 2; first of dense and BM25: 0 and 4.
    pool = gather(Reranking(pool_walk=1, pool_list=1))
    assert pool.passages.tolist() == [0, 1, 2, 4]
    assert [walk.tolist() for walk in pool.walks] == [WALK.tolist(), OTHER.tolist()]


def test_more_are_taken_when_more_are_wanted():
    assert gather(Reranking(pool_walk=1, pool_list=1), k=5).passages.tolist() == [0, 1, 2, 3, 4]


def test_a_list_may_be_left_out():
    assert gather(Reranking(pool_walk=1, pool_list=0)).passages.tolist() == [1, 2]


def test_top():
    assert top(WALK, 3).tolist() == [1, 4, 3]
    assert top(np.array([0.5, 0.7, 0.5], np.float32), 3).tolist() == [1, 0, 2]


@pytest.mark.parametrize("k", [4, 5, 9])
def test_passages_that_nothing_reaches_are_not_taken(k):
    assert top(OTHER, k).tolist() == [2, 3]


def test_top_of_nothing():
    assert top(WALK, 0).tolist() == []
    assert top(np.empty(0, np.float32), 3).tolist() == []
    assert top(WALK, 3).dtype == np.int32
