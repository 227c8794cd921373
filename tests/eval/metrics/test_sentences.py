"""Supporting sentences: ranges to numbers, and F1 over sets."""

import pytest

from eval.metrics.sentences import numbers, sentence_f1
from graphrag.datatypes import Span

SENTENCES = (Span(0, 10), Span(11, 31), Span(32, 40))


def test_f1_by_hand():
    offered = {("p", 0), ("p", 1), ("q", 2)}
    gold = {("p", 1), ("q", 2), ("q", 3), ("r", 0)}
    # precision 2/3, recall 2/4
    assert sentence_f1(offered, gold) == pytest.approx(2 * (2 / 3) * (2 / 4) / (2 / 3 + 2 / 4))
    assert sentence_f1(set(), gold) == 0
    assert sentence_f1(gold, gold) == 1
    assert sentence_f1(set(), set()) == 1


def test_a_sentence_offered_twice_counts_once():
    assert sentence_f1([("p", 0), ("p", 0)], [("p", 0)]) == 1
    assert sentence_f1([("p", 0), ("p", 0), ("p", 1)], [("p", 0), ("p", 0)]) == 2 / 3


def test_a_range_is_the_sentences_it_mostly_covers():
    assert numbers(0, 10, SENTENCES) == [0]
    assert numbers(11, 40, SENTENCES) == [1, 2]
    assert numbers(13, 18, SENTENCES) == [1]  # within a sentence
    assert numbers(5, 31, SENTENCES) == [0, 1]  # half of the first is enough
    assert numbers(6, 31, SENTENCES) == [1]
    assert numbers(21, 41, SENTENCES) == [1, 2]  # half of the second, and of the range
    assert numbers(0, 14, SENTENCES) == [0]  # 3 of the second's 20 characters
    assert numbers(50, 60, SENTENCES) == []
