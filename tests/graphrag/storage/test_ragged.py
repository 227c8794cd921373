"""Numbers sorted, in order and between each other: what NumPy says, in less time."""

import numpy as np
import pytest

from graphrag.storage.ragged import distinct, grouped, is_in, put_between, stable_order


@pytest.mark.parametrize("kind", [np.int64, np.int32])
def test_distinct_numbers_are_sorted(kind):
    rng = np.random.default_rng(0)
    for size in (0, 1, 2, 50, 5_000):
        values = rng.integers(-9, 40 + size, size).astype(kind)
        found = distinct(values)
        assert found.tolist() == sorted(set(values.tolist()))
        assert found.dtype == kind


@pytest.mark.parametrize("kind", [np.int64, np.int32, np.uint64])
def test_which_are_among_some(kind):
    rng = np.random.default_rng(0)
    for size, many in ((0, 0), (0, 3), (50, 0), (1, 1), (5_000, 7), (5_000, 900)):
        values = rng.integers(0, 1_000, size).astype(kind)
        some = rng.integers(0, 1_500, many).astype(kind)
        np.testing.assert_array_equal(is_in(values, some), np.isin(values, some))
    assert is_in(np.array([3, -1, 7], np.int32), (7, 3)).tolist() == [True, False, True]


@pytest.mark.parametrize("below", [1, 300, 1 << 16, 1 << 17, 1 << 32])
@pytest.mark.parametrize("kind", [np.int64, np.uint32])
def test_a_stable_order_is_numpys(below, kind):
    keys = np.random.default_rng(0).integers(0, below, 5_000).astype(kind)
    keys[2_000:] = keys[:3_000]
    for some in (keys, keys[:1], keys[:0]):
        np.testing.assert_array_equal(stable_order(some), np.argsort(some, kind="stable"))


def test_where_the_rows_of_each_key_begin():
    assert grouped(np.array([2, 0, 2], np.int32), 4).tolist() == [0, 1, 1, 3, 3]
    assert grouped(np.empty(0, np.int32), 0).tolist() == [0]


def test_rows_go_and_others_come_between_them():
    stay = np.array([True, False, True, True])
    moved, numbers, rows = put_between(stay, np.array([0, 2, 2, 4]))
    assert rows.tolist() == [-1, 0, -1, -1, 2, 3, -1]
    assert moved.tolist() == [1, -1, 4, 5] and numbers.tolist() == [0, 2, 3, 6]
