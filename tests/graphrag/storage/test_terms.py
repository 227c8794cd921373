"""Which terms a passage has, and how rare they are."""

from math import log

import numpy as np
import pytest

from graphrag.language.words import terms
from graphrag.storage.stores.bm25_text import term_number
from graphrag.storage.terms import build_terms, part_of_terms

TEXTS = ["tide tide harbour", "the tide", "", "harbour and town"]


def numbers(*words):
    return np.array([term_number(terms(word)[0]) for word in words], dtype=np.uint32)


def test_idf_is_that_of_bm25():
    # Four passages; "tide" and "harbour" are in two of them, "town" in one, "sea" in none.
    found = build_terms(TEXTS).idf_of(numbers("tide", "harbour", "town", "sea"))
    rare, common = log(1 + 3.5 / 1.5), log(1 + 2.5 / 2.5)
    assert found == pytest.approx([common, common, rare, 0])


def test_lengths_count_repeats_but_no_stop_words():
    assert build_terms(TEXTS).lengths.tolist() == [3, 1, 0, 2]


def test_contained():
    rows = np.array([3, 0, 2], dtype=np.int32)
    found = build_terms(TEXTS).contained(rows, numbers("tide", "harbours", "sea"))
    assert found.tolist() == [[False, True, False], [True, True, False], [False, False, False]]


def test_terms_of_nothing():
    for texts in ([], ["", "the"]):
        empty = build_terms(texts)
        assert empty.idf_of(numbers("tide")).tolist() == [0]
        assert empty.lengths.tolist() == [0] * len(texts)
    assert build_terms(["tide"]).contained(np.array([0], np.int32), numbers()).shape == (1, 0)


def test_bm25_by_hand():
    # lengths 3, 1, 0, 2: mean 1.5; k1 = 1, b = 0.5 -> norms 0.5 + 0.5 · length / 1.5
    built, common = build_terms(TEXTS), log(1 + 2.5 / 2.5)
    scores = built.bm25(numbers("tide", "sea"), 1.0, 0.5)
    assert scores == pytest.approx(
        [common * 2 * 2 / (2 + 1.5), common * 1 * 2 / (1 + 0.5 + 1 / 3), 0, 0]
    )
    both = built.bm25(numbers("tide", "harbour"), 1.0, 0.5)
    assert both[0] == pytest.approx(common * (4 / 3.5 + 2 / 2.5))
    assert part_of_terms(built, np.array([0, 3])).bm25(numbers("town"), 1.0, 0.5)[1] > 0
