"""Ranking metrics against arithmetic written out."""

from math import log2

import pytest

from eval.metrics.ranking import all_recall, ndcg, ranks_of_gold, recall, reciprocal_rank

RETURNED = ["x", "a", "y", "b", "z", "w"]
GOLD = ("a", "b", "c")


def test_recall_is_the_share_of_gold_in_the_first_k():
    assert [recall(RETURNED, GOLD, k) for k in (1, 2, 4, 6)] == [0, 1 / 3, 2 / 3, 2 / 3]


def test_all_recall_needs_every_gold_passage():
    assert all_recall(RETURNED, GOLD, 6) == 0
    assert all_recall(RETURNED, ("a", "b"), 3) == 0
    assert all_recall(RETURNED, ("a", "b"), 4) == 1


def test_reciprocal_rank_is_of_the_first_gold_passage():
    assert reciprocal_rank(RETURNED, GOLD) == 1 / 2
    assert reciprocal_rank(RETURNED, ("c",)) == 0


def test_ndcg_discounts_by_log_of_rank():
    gain = 1 / log2(3) + 1 / log2(5)  # ranks 2 and 4
    best = 1 / log2(2) + 1 / log2(3) + 1 / log2(4)
    assert ndcg(RETURNED, GOLD, 10) == pytest.approx(gain / best)
    assert ndcg(RETURNED, GOLD, 3) == pytest.approx((1 / log2(3)) / best)
    assert ndcg(RETURNED, GOLD, 1) == 0
    assert ndcg(["a", "b", "c"], GOLD, 10) == 1


def test_the_ideal_of_ndcg_stops_at_k():
    assert ndcg(["a", "b"], GOLD, 2) == 1


def test_a_repeated_passage_counts_once_at_its_first_place():
    assert ranks_of_gold(["a", "a", "b"], GOLD) == [1, 2]
    assert recall(["a", "a", "a"], ("a", "b"), 3) == 1 / 2
    assert recall(["a", "a", "b"], ("a", "b"), 2) == 1  # so the place it took twice is free
    assert reciprocal_rank(["x", "x", "a"], ("a",)) == 1 / 2


def test_gold_that_names_a_passage_twice_wants_it_once():
    assert recall(["a"], ("a", "a", "b"), 1) == 1 / 2
    assert all_recall(["a"], ("a", "a"), 1) == 1
    assert ndcg(["a", "b"], ("a", "a", "b"), 5) == 1


def test_nothing_returned_is_nothing_found():
    assert recall([], GOLD, 5) == all_recall([], GOLD, 5) == ndcg([], GOLD, 10) == 0
