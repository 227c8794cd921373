"""Bridges, next hops and neighbours, written out on the films of `tests/graphs.py`."""

from math import e, exp, log

import numpy as np
import pytest

from graphrag.reranking.bridges import bridge_features
from graphrag.reranking.features import compute_features
from graphrag.reranking.hops import NextHops, hop_features, next_hops, widen
from graphrag.reranking.joint import look_again, mean_log_odds
from graphrag.reranking.pool import Pool
from graphrag.reranking.trees import load_trees
from graphrag.settings import Reranking
from tests.stand_ins import film_index, signals_of

EVEN = np.array([0.5, 0.5], dtype=np.float32)
BOTH = Pool(np.array([0, 1], dtype=np.int32), (EVEN, EVEN, EVEN))


def films(question="Who is it?"):
    index = film_index()
    return index, signals_of(index, question, (0.9, 0.6, 0.3), (0.2, 0.1, 0.4))


def numbers(*values):
    return np.array(values, dtype=np.float32)


# --- bridges ----------------------------------------------------------------------------------


def test_a_bridge_carries_what_the_other_candidate_sends():
    index, signals = films()
    found = bridge_features(index, BOTH, signals, share=numbers(0.5, 0.8))
    # Both name Devotion and Ada Lane; 1929 is no name. Both passages name both: idf = log 2.
    to_first = 0.8 * exp(3 * 0.3) * log(2)
    to_second = 0.5 * exp(3 * 0.9) * log(2)
    first, second = to_first * exp(3 * 0.2), to_second * exp(3 * 0.4)
    expected = {
        "bridge": np.log([to_first + 1e-3, to_second + 1e-3]),
        "bridge_fit": np.log([first + 1e-3, second + 1e-3]),
        "bridge_sum": np.log([2 * first + 1e-3, 2 * second + 1e-3]),
        "bridge_residual": [0.2, 0.4],
        "bridge_specificity": [log(2), log(2)],
    }
    assert set(found) == set(expected)
    for name, values in expected.items():
        assert found[name] == pytest.approx(values, rel=1e-5), name


def test_names_of_the_question_are_no_bridges():
    index, signals = films("Did Ada Lane make Devotion?")
    found = bridge_features(index, BOTH, signals, share=EVEN)
    assert all(values.tolist() == [0, 0] for values in found.values())
    index, signals = films("Who made Devotion?")
    one = bridge_features(index, BOTH, signals, share=EVEN)
    both = bridge_features(index, BOTH, films()[1], share=EVEN)
    assert np.exp(both["bridge_sum"] - one["bridge_sum"]) == pytest.approx([2, 2], rel=1e-2)


def test_a_name_of_one_candidate_alone_bridges_nothing():
    index, signals = films()
    found = bridge_features(index, Pool(np.array([1], np.int32), ()), signals, share=EVEN[:1])
    assert all(values.tolist() == [0] for values in found.values())


# --- next hops --------------------------------------------------------------------------------


def test_the_question_is_asked_again_with_the_best_sentence():
    index, signals = films()
    index.embedder.encoded.clear()
    hops = next_hops(index, BOTH, signals, numbers(-1, 2), width=2)
    assert hops.origin.tolist() == [1, 0]
    assert index.embedder.encoded == [
        "Who is it? Devotion is by Ada Lane.",
        "Who is it? Ada Lane made Devotion in 1929.",
    ]
    vectors = index.embedder.encode(["Who is it? Devotion is by Ada Lane."])
    near = index.sentence_vectors @ vectors[0]
    assert hops.reach[0] == pytest.approx([max(near[:2]), near[2]], abs=1e-6)
    assert next_hops(index, BOTH, signals, numbers(-1, 2), width=1).origin.tolist() == [1]
    assert next_hops(index, BOTH, signals, numbers(-1, 2), width=0).reach.shape == (0, 2)


def test_the_nearest_passages_of_every_hop_join_the_pool():
    hops = NextHops(numbers(0), np.array([[0.9, 0.2, 0.6, -0.5], [0.1, 0.2, 0.0, 0.8]], np.float32))
    pool = Pool(np.array([0], np.int32), ())
    assert widen(pool, hops, 1).passages.tolist() == [0, 3]
    assert widen(pool, hops, 2).passages.tolist() == [0, 1, 2, 3]
    assert widen(pool, hops, 0).passages.tolist() == [0]


def test_hop_features():
    hops = NextHops(np.array([0], np.int32), np.array([[0.9, 0.2, 0.6]], np.float32))
    pool = Pool(np.array([0, 2], np.int32), ())
    found = hop_features(pool, hops, best=numbers(0.5, 0.4))
    # A hop says nothing about the passage it started from: -1, and the rank after all three.
    expected = {
        "hop": [-1, 0.6],
        "hop_gain": [-1.5, 0.2],
        "hop_gap": [-1.6, 0],
        "hop_rank": np.log1p([3, 1]),
        "hop_first": [-1, 0.6],
        "hop_first_rank": np.log1p([3, 1]),
    }
    assert set(found) == set(expected)
    for name, values in expected.items():
        assert found[name] == pytest.approx(values, abs=1e-6), name


# --- both together ----------------------------------------------------------------------------


def look(log_odds=(1.0, -1.0)):
    index, signals = films("Who made Devotion?")
    section, alone = Reranking(hop_width=1, pool_hop=1), numbers(*log_odds)
    return look_again(index, BOTH, signals, alone, lambda features: alone, section)


def test_features_of_the_second_look_are_named_once_and_known_to_the_trees():
    again = look()
    own = compute_features(film_index(), BOTH, films()[1]).names
    assert len(set(again.names)) == len(again.names) == again.values.shape[1]
    assert set(load_trees("joint").features) <= set(again.names) | set(own)
    assert np.isfinite(again.values).all()


def test_where_a_candidate_stands_and_who_names_it():
    again = look()
    column = dict(zip(again.names, again.values.T, strict=True))
    high, low = 1 / (1 + 1 / e), 1 / (1 + e)  # logistic of 1 and of -1
    expected = {
        "alone": [1, -1],
        "alone_rank": np.log1p([0, 1]),
        "alone_gap": [0, -2],
        "alone_over_fifth": [2, 0],
        "strong": [1, 1],
        "second": [low, low],
        "in_share": [low, high],  # each names the other
        "out_share": [low, high],
        "in_heard": [low * exp(3 * 0.3), high * exp(3 * 0.9)],
        "out_says": [low * exp(3 * 0.9), high * exp(3 * 0.3)],
        "twin": [-20, -20],
    }
    for name, values in expected.items():
        assert column[name] == pytest.approx(values, rel=1e-5), name


def test_both_opinions_count_alike():
    assert mean_log_odds(numbers(1, -3), numbers(2, 1)).tolist() == [1.5, -1]
