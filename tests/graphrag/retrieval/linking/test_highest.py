"""The highest values, found without sorting all of them."""

from __future__ import annotations

import numpy as np
import pytest

from graphrag.retrieval.linking.highest import highest


@pytest.mark.parametrize("n", [0, 1, 7, 40, 41, 1_003])
@pytest.mark.parametrize("k", [0, 1, 5, 40, 2_000])
@pytest.mark.parametrize("kinds", [2, 9, 10**6])  # of values: with few there are many ties
def test_they_are_the_first_of_all_values_sorted(n: int, k: int, kinds: int):
    values = np.random.default_rng(n + k).integers(0, kinds, n).astype(np.float32)
    wanted = sorted(range(n), key=lambda place: (-values[place], place))[:k]
    assert highest(values, k).tolist() == wanted


def test_the_last_stretch_counts_too():
    values = np.zeros(1_003, np.float32)
    values[[1_002, 1_000]] = 2, 1
    assert highest(values, 2).tolist() == [1_002, 1_000]
