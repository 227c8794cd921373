"""Intervals and the paired test against known answers."""

import numpy as np
import pytest

from eval.bootstrap import intervals, paired, resampled_means


def generator():
    return np.random.default_rng(7)


def test_a_constant_has_no_width():
    found = intervals(np.full((20, 1), 0.25), generator())[0]
    assert (found.mean, found.low, found.high, found.n) == (0.25, 0.25, 0.25, 20)


def test_the_interval_of_a_share_is_near_the_normal_one():
    values = np.array([1.0] * 300 + [0.0] * 100)[:, None]
    found = intervals(values, generator(), resamples=4000)[0]
    half = 1.96 * (0.75 * 0.25 / 400) ** 0.5
    assert found.low == pytest.approx(0.75 - half, abs=0.005)
    assert found.high == pytest.approx(0.75 + half, abs=0.005)


def test_the_same_seed_gives_the_same_interval():
    values = np.random.default_rng(1).random((50, 3))
    assert intervals(values, generator()) == intervals(values, generator())


def test_a_question_without_the_metric_is_left_out():
    values = np.array([[1.0], [np.nan], [0.0], [1.0]])
    found = intervals(values, generator())[0]
    assert (found.mean, found.n) == (round(2 / 3, 6), 3)


def test_blocks_do_not_change_the_shape():
    values = np.random.default_rng(1).random((5_000, 2))
    assert resampled_means(values, generator(), 1_000).shape == (1_000, 2)


def test_columns_share_their_resamples():
    values = np.random.default_rng(1).random((30, 1))
    means = resampled_means(np.hstack([values, values + 1]), generator())
    assert np.allclose(means[:, 1] - means[:, 0], 1)


def p_value(gaps):
    return paired(np.array(gaps)[:, None], generator())[0].p


def test_no_difference_is_not_significant():
    assert p_value([0.0] * 40) == 1
    assert p_value([1.0, -1.0] * 20) == 1


def test_a_clear_difference_is():
    # 30 of 100 questions won, none lost: no resample of the centred gaps comes that far.
    assert p_value([1.0] * 30 + [0.0] * 70) < 0.001


def test_p_is_near_the_normal_one_for_wins_and_losses():
    # 12 won, 4 lost of 100; a normal approximation gives z = 8 / sqrt(16 - 64/100) = 2.04.
    found = paired(np.array([1.0] * 12 + [-1.0] * 4 + [0.0] * 84)[:, None], generator())[0]
    assert found.p == pytest.approx(0.041, abs=0.015)
    assert found.interval.mean == pytest.approx(0.08)
    assert found.interval.low == pytest.approx(0.08 - 1.96 * 0.0392, abs=0.011)


def test_a_column_does_not_change_with_its_neighbours():
    gaps = np.random.default_rng(1).normal(size=(60, 3))
    assert paired(gaps, generator())[1] == paired(gaps[:, 1:2], generator())[0]
