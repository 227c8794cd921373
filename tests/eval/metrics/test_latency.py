"""Percentiles by hand."""

import pytest

from eval.metrics.latency import by_stage, percentiles


def test_percentiles_are_linear_between_neighbours():
    found = percentiles([float(n) for n in range(101)])
    assert found == {"p50": 50.0, "p95": 95.0, "p99": 99.0}
    assert percentiles([1.0, 2.0])["p50"] == 1.5


def test_a_stage_counts_the_questions_that_went_through_it():
    found = by_stage([{"link": 1.0}, {"link": 3.0, "read": 7.0}])
    assert found["link"]["p50"] == pytest.approx(2.0)
    assert found["read"]["p50"] == 7.0
