"""Leaning on the plain lists: when, and the arithmetic written out."""

import numpy as np
import pytest

from graphrag.retrieval.reranking.features import Features
from graphrag.retrieval.reranking.lean import (
    AGREEING,
    DOUBT,
    EVEN,
    PAGE,
    W,
    leaning_order,
    leans,
)

NAMES = ("dense", "best", "bm25", "agree_dense_bm25", "pool_length")


def features(*rows: tuple[float, float, float], agree: int = AGREEING, words: int = 80) -> Features:
    """Candidates by cosine, best sentence and BM25; half of them have more words than told."""
    own = (agree, np.log1p(words))
    values = np.array([(*row, *own) for row in rows], np.float32).reshape(-1, len(NAMES))
    return Features(NAMES, values, None)


def shares(*values: float) -> np.ndarray:
    return np.array(values, np.float32)


UPWARDS = features((0.1, 0.2, 0.3), (0.2, 0.3, 0.4), (0.3, 0.4, 0.5))
DOWNWARDS = shares(0.25, 0.2, 0.15)


def test_in_doubt_the_agreeing_lists_outweigh_the_trees():
    # Each list is -1.22, 0, 1.22 in deviations, so is their sum; the trees say about the reverse.
    assert W > 1
    assert leaning_order(DOWNWARDS, UPWARDS).tolist() == [2, 1, 0]


def test_the_trees_still_have_a_say():
    # The lists differ by less than a third of a deviation between the first two; the trees by 2.
    lists = features((0.50, 0.5, 0.5), (0.51, 0.5, 0.5), (0.1, 0.1, 0.1))
    odds = np.log(shares(0.29, 0.02, 0.05) / (1 - shares(0.29, 0.02, 0.05)))
    mine = (odds - odds.mean()) / odds.std()
    cosine = np.array([0.50, 0.51, 0.1])
    theirs = (cosine - cosine.mean()) / cosine.std()
    assert mine[0] - mine[1] > W * (theirs[1] - theirs[0])
    assert leaning_order(shares(0.29, 0.02, 0.05), lists).tolist()[0] == 0


def test_who_is_sure_does_not_lean():
    assert not leans(shares(DOUBT, 0.2, 0.1), UPWARDS)
    assert leaning_order(shares(DOUBT, 0.2, 0.1), UPWARDS).tolist() == [0, 1, 2]


def test_lists_that_differ_are_not_leaned_on():
    apart = features((0.1, 0.2, 0.3), (0.2, 0.3, 0.4), (0.3, 0.4, 0.5), agree=AGREEING - 1)
    assert leaning_order(DOWNWARDS, apart).tolist() == [0, 1, 2]


def test_among_pages_an_even_chance_is_doubt_enough():
    rows = ((0.1, 0.2, 0.3), (0.2, 0.3, 0.4), (0.3, 0.4, 0.5))
    pages = features(*rows, agree=0, words=PAGE + 20)
    passages = features(*rows, agree=0, words=PAGE - 20)
    likely = shares(EVEN - 0.1, 0.2, 0.1)
    assert leans(likely, pages) and not leans(likely, passages)
    assert not leans(shares(EVEN, 0.2, 0.1), pages)


@pytest.mark.parametrize("n", [0, 1, 5])
def test_nothing_one_and_equals(n):
    equal = features(*[(0.5, 0.5, 0.5)] * n)
    assert leaning_order(shares(*[0.1] * n), equal).tolist() == list(range(n))


def test_shares_of_nothing_and_all_are_taken_as_near_it():
    assert leaning_order(shares(0.0, 0.0, 0.1), UPWARDS).tolist() == [2, 1, 0]
