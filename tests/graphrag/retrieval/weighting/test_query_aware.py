"""Query-aware weights, the arithmetic written out on the films of `tests/graphs.py`."""

from math import exp

import numpy as np
import pytest

from graphrag.retrieval.linking.signals import best_per_passage
from graphrag.retrieval.weighting.query_aware import query_aware_weights
from tests.graphs import FIRST_SENTENCE, PATH, view_of_resolution

SIMILARITY = np.array([0.9, 0.6, 0.3], dtype=np.float32)
ONES = np.ones(7, dtype=np.float32)


def weigh(similarity=SIMILARITY, static=ONES, temperature=0.3):
    best = best_per_passage(similarity, FIRST_SENTENCE)
    return query_aware_weights(view_of_resolution(), static, similarity, best, temperature).all()


def test_an_edge_counts_as_much_as_its_sentences_fit():
    first, second, third = 1, exp(-1), exp(-2)
    assert weigh() == pytest.approx(
        [
            first + third,  # Devotion - Ada Lane, stated by sentences 0 and 2
            first,  # Devotion - passage 3: sentence 0
            third + third,  # Devotion - passage 4: its title by its best sentence, and sentence 2
            second,  # Ada Lane - 1929: sentence 1
            first + first,  # Ada Lane - passage 3: the title by its best sentence, and sentence 0
            third,  # Ada Lane - passage 4: sentence 2
            first + second,  # 1929 - passage 3: sentences 0 and 1
        ]
    )


def test_multiplies_the_static_weights():
    static = np.arange(7, dtype=np.float32)
    assert weigh(static=static) == pytest.approx(static * weigh())
    assert static.tolist() == list(range(7))


def test_only_differences_of_similarity_count():
    assert weigh(SIMILARITY - np.float32(0.5)) == pytest.approx(weigh(), rel=1e-5)


def test_a_high_temperature_counts_sentences():
    assert weigh(temperature=1e6) == pytest.approx([2, 1, 2, 1, 2, 1, 2], rel=1e-4)


def test_a_low_temperature_follows_the_best_sentence_only():
    assert weigh(temperature=1e-3) == pytest.approx([1, 1, 0, 0, 2, 0, 1])


def test_an_edge_that_no_sentence_states_keeps_its_weight():
    none = np.empty(0, dtype=np.float32)
    found = query_aware_weights(PATH.view, PATH.weights * 3, none, none, 0.3).all()
    assert found.tolist() == [3, 3, 3]


def test_weights_are_fit_for_a_walk_whatever_the_similarities():
    rng = np.random.default_rng(0)
    for _ in range(50):
        found = weigh(rng.uniform(-1, 1, 3).astype(np.float32), temperature=rng.uniform(0.01, 2))
        assert np.isfinite(found).all() and (found >= 0).all() and found.dtype == np.float32
