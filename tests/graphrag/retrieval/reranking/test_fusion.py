"""Fusion and feedback, the arithmetic written out."""

from math import sqrt

import numpy as np
import pytest

from graphrag.retrieval.reranking.feedback import feedback_scores
from graphrag.retrieval.reranking.fusion import additive, min_rank, reciprocal_ranks

RANKS = np.array([[0, 1, 2], [2, 1, 0]], dtype=np.float32)  # two lists over three candidates


def numbers(*values):
    return np.array(values, dtype=np.float32)


def test_min_rank_takes_the_best_of_all_lists():
    assert min_rank(RANKS) == pytest.approx([1 + 1e-3 / 2, 1 / 2 + 1e-3 / 2, 1 + 1e-3 / 2])


def test_reciprocal_ranks_add_up():
    outer = 1 / 61 + 1 / 63
    assert reciprocal_ranks(RANKS) == pytest.approx([outer, 2 / 62, outer])


def test_additive_scales_both_by_their_best():
    found = additive(numbers(0.4, 0.2), numbers(0.3, 0.6))
    assert found == pytest.approx([0.1 + 0.5, 0.05 + 1])
    assert additive(numbers(0, 0), numbers(0.5, 0.25)) == pytest.approx([1, 0.5])


def test_feedback_moves_the_question_towards_the_best_candidates():
    question, vectors = numbers(1, 0), np.array([[0, 1], [1, 0], [-1, 0]], np.float32)
    # (1, 0) + (0, 1) has length √2.
    found = feedback_scores(question, vectors, numbers(3, 2, 1), 1)
    assert found == pytest.approx([1 / sqrt(2), 1 / sqrt(2), -1 / sqrt(2)])
    assert feedback_scores(question, vectors, numbers(3, 2, 1), 0) == pytest.approx([0, 1, -1])
