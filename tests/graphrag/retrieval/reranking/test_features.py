"""All features: named once, and numbers whatever the index looks like."""

from dataclasses import replace

import numpy as np
import pytest

from graphrag.datatypes import Entity, Occurrence, Resolution
from graphrag.retrieval.reranking.features import compute_features
from graphrag.retrieval.reranking.order import rank_pool
from graphrag.retrieval.reranking.pool import Pool
from graphrag.retrieval.reranking.trees import load_trees
from graphrag.settings import Reranking
from tests.stand_ins import film_index, signals_of

NOTHING = Resolution((), (), (), (), ())
TITLE_ONLY = Resolution((Entity("Lane", "title", 1),), (), (Occurrence(0, 0, -1),), (), ())


def small_indexes():
    """Name, index, similarity of its sentences."""
    yield "films", film_index(), (0.9, 0.6, 0.3)
    one = Resolution(
        TITLE_ONLY.entities, (), (*TITLE_ONLY.occurrences, Occurrence(0, 0, 0)), (), ()
    )
    yield "one passage", film_index(one, ["Lane"], ["Lane."], [(0, 5)], [0, 1]), (0.5,)
    yield "no sentence", film_index(TITLE_ONLY, ["Lane"], [""], [], [0, 0]), ()
    yield "no entity", film_index(NOTHING, ["…", "!"], ["?", "…"], [(0, 1)], [0, 1, 1]), (0.1,)
    yield "nothing", film_index(NOTHING, ["…"], [""], [], [0, 0]), ()
    mixed = film_index(TITLE_ONLY, ["Lane", "…"], ["", "It is."], [(0, 6)], [0, 0, 1])
    yield "a title without words", mixed, (0.2,)


SMALL = list(small_indexes())
WORDS = ("Who made Devotion?", "Is it Lane or Lane?", "why", "1929")


@pytest.mark.parametrize("question", WORDS)
@pytest.mark.parametrize(("name", "index", "similarity"), SMALL, ids=[row[0] for row in SMALL])
def test_every_feature_is_a_number(name, index, similarity, question):
    n = index.graph.n_passages
    signals = signals_of(index, question, similarity, dense=[(p, 0.5) for p in range(n)])
    walks = tuple(np.full(n, 1 / n, np.float32) for _ in range(3))
    pool = Pool(np.arange(n, dtype=np.int32), walks)
    features = compute_features(index, pool, signals)
    assert features.values.shape == (n, len(features.names))
    assert np.isfinite(features.values).all()
    assert len(set(features.names)) == len(features.names)
    for section in (Reranking(ranker="alone"), Reranking(ranker="learned")):
        ranking = rank_pool(index, pool, signals, section)
        assert sorted(ranking.order) == list(range(len(ranking.pool.passages)))
        assert np.isfinite(ranking.score).all()


def films(question="Who made Devotion?", **lists):
    index = film_index()
    signals = signals_of(index, question, (0.9, 0.6, 0.3), (0.2, 0.1, 0.4), **lists)
    walk = np.array([0.2, 0.8], np.float32)
    pool = Pool(np.array([0, 1], np.int32), (walk, walk[::-1].copy(), walk))
    return compute_features(index, pool, signals)


def test_the_order_by_words_asks_the_words_alone():
    index = film_index()
    lists = {"dense": [(0, 0.7), (1, 0.1)], "bm25": [(1, 4.0), (0, 2.0)]}
    signals = signals_of(index, "Who made Devotion?", (0.9, 0.6, 0.3), **lists)
    pool = Pool(np.array([0, 1], np.int32), (np.array([0.8, 0.2], np.float32),) * 3)
    assert rank_pool(index, pool, signals, Reranking(ranker="words")).order.tolist() == [1, 0]
    # Both lists together are tied, and a tie keeps the order of the corpus.
    assert rank_pool(index, pool, signals, Reranking(ranker="lists")).order.tolist() == [0, 1]


def test_trees_that_ship_know_the_features():
    assert set(load_trees("alone").features) <= set(films().names)


def test_list_features_by_hand():
    features = films(dense=[(1, 0.7), (0, 0.1)], bm25=[(1, 4.0)])
    expected = {
        "walk0": np.log([0.25 + 1e-6, 1 + 1e-6]),
        "walk0_rank": np.log1p([1, 0]),
        "walk1_rank": np.log1p([0, 1]),
        "best": [0.9, 0.3],
        "best_gap": [0, -0.6],
        "residual_best": [0.2, 0.4],
        "residual_best_gap": [-0.2, 0],
        "bm25": [0, 1],
        "dense_rank": np.log1p([1, 0]),
        "bm25_rank": np.log1p([1, 0]),
        "best_rank": np.log1p([0, 1]),
    }
    for name, values in expected.items():
        assert features.column(name) == pytest.approx(values, abs=1e-6), name


def test_names_count_for_the_candidates_alone():
    index = film_index()
    signals = signals_of(index, "Did Ada Lane make it in 1929?", (0.9, 0.6, 0.3))
    walks = (np.full(2, 0.5, np.float32),) * 3
    features = compute_features(index, Pool(np.array([1], np.int32), walks), signals)
    # Passage 0, which names both, is no candidate.
    assert features.column("named").tolist() == [1]
    assert features.column("named_idf") == pytest.approx([np.log(2)])


def test_a_passage_is_called_by_its_title_and_by_what_it_is_about():
    index = film_index()
    index.view = replace(index.view, about=np.array([1, 1], np.int32))  # both of Ada Lane
    pool = Pool(np.array([0, 1], np.int32), (np.full(2, 0.5, np.float32),) * 3)
    for question, titled in (("Ada Lane?", [1, 1]), ("Devotion?", [0, 1]), ("1929?", [0, 0])):
        signals = signals_of(index, question, (0.9, 0.6, 0.3))
        assert compute_features(index, pool, signals).column("titled").tolist() == titled


def test_name_features_by_hand():
    features = films("Did Ada Lane make it in 1929?")
    common, rare = np.log(2), np.log(3)  # both passages name Ada Lane, one names 1929
    expected = {
        "named": [2, 1],
        "named_idf": [common + rare, common],
        "named_share": [1, common / (common + rare)],
        "titled": [1, 0],
        "titled_length": [len("Ada Lane"), 0],
        "titled_certainty": [1, 0],
        "mentions": [2, 2],
        "titled_mentions": [1, 1],
        "title_passages": np.log1p([2, 2]),
        "title_in_question": [1, 0],
        "pool_size": [2, 2],
    }
    for name, values in expected.items():
        assert features.column(name) == pytest.approx(values, abs=1e-5), name
