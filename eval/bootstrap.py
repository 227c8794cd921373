"""Bootstrap over questions: percentile intervals and a paired test (Efron & Tibshirani 1993).

A resample draws n questions with replacement. It is stored as how often each question was drawn, so
one matrix product gives every metric's mean on every resample, and all metrics share the resamples.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

RESAMPLES = 2_000
PAIRED_RESAMPLES = 10_000
LEVEL = 0.95
_BLOCK = 4_000_000  # draws held at once


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over `n` questions with its percentile interval."""

    mean: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Paired:
    """A mean difference with its interval, and the p-value of "it is 0"."""

    interval: Interval
    p: float


def resampled_means(
    values: Floats, generator: np.random.Generator, resamples: int = RESAMPLES
) -> Floats:
    """Means of each column on each resample, (resamples, columns).

    `values` is (n, columns); NaN marks a question to which a metric does not apply: it is left
    out of that column's mean.
    """
    n = len(values)
    present = np.isfinite(values).astype(np.float64)
    filled = np.where(present, values, 0.0)
    rows = max(1, _BLOCK // n)
    blocks = []
    for start in range(0, resamples, rows):
        size = min(rows, resamples - start)
        drawn = generator.integers(n, size=(size, n)) + n * np.arange(size)[:, None]
        counts = np.bincount(drawn.ravel(), minlength=size * n).reshape(size, n).astype(np.float64)
        sizes = counts @ present
        sums = counts @ filled
        blocks.append(np.divide(sums, sizes, out=np.full_like(sums, np.nan), where=sizes > 0))
    return np.concatenate(blocks)


def intervals(
    values: Floats, generator: np.random.Generator, resamples: int = RESAMPLES
) -> list[Interval]:
    """Mean and 95 % percentile interval of each column of `values` (n, columns), NaN left out."""
    return _percentiles(values, resampled_means(values, generator, resamples))


def paired(
    differences: Floats, generator: np.random.Generator, resamples: int = PAIRED_RESAMPLES
) -> list[Paired]:
    """For each column of per-question differences (n, columns): its mean, interval and p.

    Two-sided p of "the mean is 0": the differences are shifted to mean 0 and resampled; p is how
    often a resampled mean lies as far from 0 as the observed one, (count + 1) / (resamples + 1).
    """
    means = resampled_means(differences, generator, resamples)
    observed = np.nanmean(differences, axis=0)
    # Resampling shifted values gives the resampled means, shifted. A tie counts as "as far":
    # rounding must not decide it.
    extreme = (np.abs(means - observed) >= np.abs(observed) - 1e-12).sum(axis=0)
    values = ((extreme + 1) / (resamples + 1)).tolist()
    found = _percentiles(differences, means)
    return [Paired(interval, p) for interval, p in zip(found, values, strict=True)]


def _percentiles(values: Floats, means: Floats) -> list[Interval]:
    tail = 100 * (1 - LEVEL) / 2
    low, high = np.nanpercentile(means, [tail, 100 - tail], axis=0)
    # Rounded here as in a saved run, so that both print alike.
    return [
        Interval(
            round(float(np.nanmean(column)), 6),
            round(float(a), 6),
            round(float(b), 6),
            int(np.isfinite(column).sum()),
        )
        for column, a, b in zip(values.T, low, high, strict=True)
    ]
