"""Doubt-weighted mixing, the arithmetic written out."""

import numpy as np
import pytest

from graphrag.retrieval.reranking.hedge import W, hedged_order

BM25 = np.array([2, 1, 0, 9], np.float32)  # the third candidate has most of the question's words


def order(*share: float) -> list[int]:
    return hedged_order(np.array(share, np.float32), BM25).tolist()


def test_without_doubt_the_learned_order_stands():
    assert order(1.0, 0.5, 0.2, 0.6) == [0, 3, 1, 2]


def test_full_doubt_leans_on_the_words():
    assert W == 3
    # Learned: 3, 1, 0, 2. Fused: 1 + 3/10, 1/2 + 3/2, 1/3 + 3/3, 1/4 + 3/1.
    assert order(1e-9, 2e-9, 0.0, 3e-9) == [2, 1, 0, 3]
    # Learned: 0, 1, 2, 3. Fused: 1 + 3/3 and 1/2 + 3/2 tie, 1/3 + 3/1, 1/4 + 3/10.
    assert order(0.0, 0.0, 0.0, 0.0) == [2, 0, 1, 3]


def test_a_little_doubt_moves_neighbours_only():
    # doubt = 0.5, doubt² · 3 = 0.75: 0 gets 1 + 0.75/3, 1 gets 1/2 + 0.75/2, 2 gets 1/3 + 0.75.
    assert order(0.5, 0.4, 0.3, 0.2) == [0, 2, 1, 3]
    assert 1 / 2 + 0.75 / 2 < 1 / 3 + 0.75 < 1 + 0.75 / 3


def test_no_candidate_and_ties():
    assert hedged_order(np.empty(0, np.float32), np.empty(0, np.float32)).tolist() == []
    same = hedged_order(np.ones(3, np.float32), np.zeros(3, np.float32))
    assert same.tolist() == pytest.approx([0, 1, 2])
