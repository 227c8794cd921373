"""How far the lists agree, counted by hand."""

import numpy as np
import pytest

from graphrag.retrieval.reranking.doubt_features import doubt_features
from graphrag.retrieval.reranking.pool import Pool
from tests.stand_ins import film_index, signals_of


def found(dense, bm25, walk):
    index = film_index()
    signals = signals_of(index, "Who?", (0, 0, 0), dense=dense, bm25=bm25)
    column = np.array([0.9, 0.5], np.float32)
    features = {
        "dense": column, "best": column[::-1], "bm25": np.array([1.0, 0.25], np.float32),
        "length": np.array([2.0, 4.0], np.float32), "same_title": np.array([2.0, 1.0], np.float32),
        "beside": np.array([0.0, 2.0], np.float32), "dense_rank": np.array([0, 1.5], np.float32),
        "bm25_rank": np.array([3, 0.5], np.float32), "walk0_rank": np.array([0, 1], np.float32),
    }  # fmt: skip
    pool = Pool(np.array([0, 1], np.int32), (np.array(walk, np.float32),))
    return doubt_features(pool, signals, features)


def test_lists_are_compared_in_their_first_places():
    lists = found(dense=[(0, 0.9), (1, 0.5)], bm25=[(0, 3.0)], walk=[0, 0.5])
    assert lists["agree_dense_bm25"].tolist() == [1, 1]
    assert lists["agree_dense_walk"].tolist() == [1, 1]
    assert lists["agree_bm25_walk"].tolist() == [0, 0]  # the walk did not come to passage 0


def test_the_pool_as_a_whole():
    row = {name: values.tolist() for name, values in found([], [], [0, 0]).items()}
    assert row["dense_top"] == pytest.approx([0.9, 0.9])
    assert row["dense_drop"] == pytest.approx([0.4, 0.4])
    assert row["bm25_drop"] == pytest.approx([0.75, 0.75])
    assert row["pool_length"] == [3, 3]
    assert row["pool_titles"] == [0.5, 0.5]
    assert row["pool_beside"] == [0.5, 0.5]
    assert row["rank_min"] == [0, 0.5]
    assert row["rank_mean"] == [1, 1]
