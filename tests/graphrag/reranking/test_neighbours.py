"""Which passages stand next to each other, and what they say of each other."""

from types import SimpleNamespace

import numpy as np
import pytest

from graphrag.reranking.joint import look_again
from graphrag.reranking.neighbours import (
    neighbour_features,
    neighbour_shares,
    neighbours,
)
from graphrag.reranking.pool import Pool
from tests.stand_ins import film_index, signals_of


def index_of(*passages):
    """(id, document, title) of every passage, sorted by id as an index keeps them."""
    ids, documents, titles = zip(*sorted(passages), strict=True)
    graph = SimpleNamespace(n_passages=len(ids))
    return SimpleNamespace(
        passage_ids=list(ids), document_ids=list(documents), titles=list(titles), graph=graph
    )


def beside(index):
    """Ids before and after each passage."""
    found = neighbours(index, np.arange(len(index.passage_ids), dtype=np.int32))
    name = [*index.passage_ids, None]  # the last for nobody
    return {
        index.passage_ids[n]: (name[before], name[after])
        for n, (before, after) in enumerate(found.tolist())
    }


def test_ids_that_count_stand_in_the_order_of_their_numbers():
    index = index_of(*((f"talk-{n}", f"talk-{n}", "Talk") for n in (8, 9, 10, 12)))
    assert beside(index) == {
        "talk-8": (None, "talk-9"),
        "talk-9": ("talk-8", "talk-10"),
        "talk-10": ("talk-9", None),
        "talk-12": (None, None),
    }


@pytest.mark.parametrize(
    ("first", "second", "are"),
    [
        (("a#1", "a", ""), ("a#2", "a", "Other"), True),  # pieces of one document
        (("x1", "x1", "Talk"), ("x2", "x2", "Talk"), True),  # lines of one title
        (("x1", "x1", "Ann"), ("x2", "x2", "Ben"), False),  # two pages that happen to count
        (("x1", "x1", ""), ("x2", "x2", ""), False),  # no title is not a shared one
        (("x009", "d", ""), ("x010", "d", ""), True),  # as many digits as before
        (("x01", "d", ""), ("x2", "d", ""), False),
        (("a1", "d", ""), ("b2", "d", ""), False),
        (("a", "d", ""), ("b", "d", ""), False),
    ],
)
def test_who_is_beside_whom(first, second, are):
    index = index_of(first, second)
    wanted = (second[0], None) if are else (None, None)
    assert beside(index)[first[0]] == wanted[::-1]


def test_what_the_neighbour_says():
    index = film_index(titles=["Devotion", "Devotion"])
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
    index = index_of(*((f"t{n}", "t", "") for n in range(4)))
    pool = Pool(np.array([0, 1, 3], np.int32), ())
    found = neighbour_shares(index, pool, np.array([0.9, 0.4, 0.7], np.float32))
    assert found["before_share"].tolist() == pytest.approx([0, 0.9, 0])
    assert found["after_share"].tolist() == pytest.approx([0.4, 0, 0])
    assert found["beside_share"].tolist() == pytest.approx([0.4, 0.9, 0])


def test_the_second_look_opens_the_neighbours_of_likely_candidates():
    index = film_index(titles=["Devotion", "Devotion"])
    signals = signals_of(index, "Who?", (0.9, 0.6, 0.3), dense=[(0, 0.5)])
    pool = Pool(np.array([0], np.int32), (np.array([0.2, 0.8], np.float32),) * 3)

    def score(features):
        return np.zeros(len(features.values), np.float32)

    again = look_again(index, pool, signals, np.zeros(1, np.float32), score, pool_hop=0)
    assert again.pool.passages.tolist() == [0, 1]
