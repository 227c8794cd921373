"""Next hops and neighbours, written out on the films of `tests/graphs.py`."""

from math import e, exp, log
from types import SimpleNamespace

import numpy as np
import pytest

from graphrag.retrieval.reranking.features import compute_features
from graphrag.retrieval.reranking.hop_features import hop_features
from graphrag.retrieval.reranking.hops import (
    FAR,
    NextHops,
    Stand,
    SubQuestion,
    _title,
    next_hops,
    residual_question,
    widen,
)
from graphrag.retrieval.reranking.joint import _neighbours, look_again
from graphrag.retrieval.reranking.links import NONE, Links
from graphrag.retrieval.reranking.pool import Pool
from graphrag.retrieval.reranking.trees import load_trees
from tests.stand_ins import film_index, signals_of

EVEN = np.array([0.5, 0.5], dtype=np.float32)
BOTH = Pool(np.array([0, 1], dtype=np.int32), (EVEN, EVEN, EVEN))


def films(question="Who is it?"):
    index = film_index()
    return index, signals_of(index, question, (0.9, 0.6, 0.3), (0.2, 0.1, 0.4))


def numbers(*values):
    return np.array(values, dtype=np.float32)


# --- next hops --------------------------------------------------------------------------------

ASKED = "Where was the maker of Devotion born?"


def hops_from(question=ASKED, alone=(-1, 2), **changes):
    """The next hops of the films, the passage on Devotion being the likelier by default."""
    index, signals = films(question)
    changes = {"width": 1, "depth": 1, **changes}
    return index, next_hops(index, BOTH, signals, numbers(*alone), **changes)


@pytest.mark.parametrize(
    "question, said, rest",
    [
        (ASKED, "Devotion: Devotion was made by Ada Lane.", "Where was the maker of born"),
        ("Who directed it?", "The film's director is Lane.", "Who it"),
        ("Who was Ann's son?", "", "Who was Ann's son"),
        ("", "anything", ""),
    ],
)
def test_what_is_left_of_a_question(question, said, rest):
    assert residual_question(question, said) == rest


def test_what_is_left_is_asked_of_the_names_that_the_best_sentence_brings_up():
    index, found = hops_from()
    (hop,) = found.hops
    # The passage says Devotion and Ada Lane; the question and the title know Devotion already.
    assert (hop.stand.path, hop.entity) == ((1,), 1)
    assert hop.question == "Where was the maker of born"
    assert hop.stand.share == pytest.approx(1 / (1 + e**-2))
    vector = index.embedder.encode(["Where was the maker of born Ada Lane"])[0]
    assert hop.vector.tolist() == vector.tolist()
    # Passage 0 is as near as its nearest sentence; a hop does not lead back to where it began.
    near = index.sentence_vectors[:2] @ vector
    assert found.reach[0] == pytest.approx([max(near), FAR], abs=1e-6)


def test_where_a_hop_lands_it_is_asked_on():
    _, found = hops_from(depth=2)
    first, second = found.hops
    assert second.stand.path == (1, 0)  # nothing is nearer to the first hop: its whole share
    assert second.stand.share == pytest.approx(first.stand.share)
    assert (second.entity, second.question) == (
        -1,
        "Where was the maker of born",
    )  # 1929 is no name
    assert found.reach[1].tolist() == [FAR, FAR]


def test_how_far_and_how_wide_it_is_asked_on():
    assert [hop.stand.path for hop in hops_from(width=2)[1].hops] == [(1,), (0,)]
    assert len(hops_from(width=2, questions=1)[1].hops) == 1
    for changes in ({"width": 0}, {"depth": 0}, {"questions": 0}):
        assert hops_from(**changes)[1].hops == ()


def hop(path, share):
    return SubQuestion(Stand(path, share, 0, "", frozenset()), -1, "", EVEN)


def test_the_nearest_passages_of_every_hop_join_the_pool():
    reach = np.array([[FAR, 0.2, 0.6, -0.5], [0.1, 0.2, 0.0, 0.8]], np.float32)
    hops = NextHops((hop((3,), 1.0),) * 2, np.array([3, 5, 6, 9], np.int32), reach)
    pool = Pool(np.array([3], np.int32), ())
    assert widen(pool, hops, 1).passages.tolist() == [3, 6, 9]
    assert widen(pool, hops, 2).passages.tolist() == [3, 5, 6, 9]
    assert widen(pool, hops, 0).passages.tolist() == [3]


def test_hop_features():
    reach = np.array([[FAR, 0.2, 0.6], [0.4, 0.3, FAR]], np.float32)
    hops = NextHops((hop((4,), 0.5), hop((4, 6), 0.2)), np.array([4, 5, 6], np.int32), reach)
    found = hop_features(Pool(np.array([5, 6], np.int32), ()), hops, best=numbers(0.5, 0.4))
    expected = {
        "hop": [0.3, 0.6],
        "hop_gain": [-0.2, 0.2],
        "hop_gap": [-0.3, 0],
        "hop_rank": np.log1p([1, 0]),
        "hop_first": [0.2, 0.6],
        "hop_first_rank": np.log1p([1, 0]),
        "hop_own_gap": [-0.1, 0],
        "hop_share": [0.2, 0.5],
        "hop_weighed": [0.1, 0.3],
        "hop_weighed_rank": np.log1p([1 - 5 * log(0.501), -5 * log(0.501)]),
        "hop_top": [0, 0.5],
    }
    assert set(found) == set(expected)
    for name, values in expected.items():
        assert found[name] == pytest.approx(values, abs=1e-6), name
    none = NextHops((), np.empty(0, np.int32), np.empty((0, 0), np.float32))
    found = hop_features(BOTH, none, best=EVEN)
    assert set(found) == set(expected) and not any(values.any() for values in found.values())


# --- both together ----------------------------------------------------------------------------


def look(log_odds=(1.0, -1.0)):
    index, signals = films("Who made Devotion?")
    alone = numbers(*log_odds)
    return look_again(index, BOTH, signals, alone, lambda features: alone, pool_hop=1)


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


def test_a_candidate_that_names_and_one_that_is_named():
    """The first names the second, which names nobody."""
    similarity = np.full((2, 2), NONE, dtype=np.float32)
    similarity[0, 1] = 0.5
    links = Links(similarity, np.full((2, 2), -1, dtype=np.int32), np.zeros((2, 2), dtype=np.bool_))
    found = _neighbours(links, numbers(0.8, 0.1), numbers(1.0, -1.0))
    expected = {
        "in_share": [0, 0.8],
        "in_share_sum": [0, 0.8],
        "out_share": [0.1, 0],
        "out_share_sum": [0.1, 0],
        "in_heard": [0, 0.8 * exp(1.5)],
        "out_says": [0.1 * exp(1.5), 0],
    }
    for name, values in expected.items():
        assert found[name] == pytest.approx(values), name


def test_passages_of_one_title_are_one_stand_whichever_entity_it_is():
    index = SimpleNamespace(view=SimpleNamespace(about=np.array([0, 0, 3, -1, -1])))
    assert [_title(index, passage) for passage in range(3)] == [0, 0, 3]
    assert len({_title(index, passage) for passage in range(5)} | set(range(10))) == 12
