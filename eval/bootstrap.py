"""Bootstrap over questions: percentile intervals and a paired test (Efron & Tibshirani 1993).

A resample draws n questions with replacement. It is stored as how often each question was drawn, so
one matrix product gives every metric's mean on every resample, and all metrics share the resamples.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

RESAMPLES = 2000
LEVEL = 0.95
_BLOCK = 4_000_000  # counts held at once: resamples are drawn in blocks of this many


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over `n` questions with its percentile interval."""

    mean: float
    low: float
    high: float
    n: int


def resampled_means(
    values: Floats, generator: np.random.Generator, resamples: int = RESAMPLES
) -> Floats:
    """Means of each column on each resample, (resamples, columns).

    `values` is (n, columns); NaN marks a question to which a metric does not apply: it is left
    out of that column's mean.
    """
    n = len(values)
    present = np.isfinite(values)
    filled = np.where(present, values, 0.0)
    rows = max(1, _BLOCK // n)
    blocks = []
    for start in range(0, resamples, rows):
        size = min(rows, resamples - start)
        counts = generator.multinomial(n, np.full(n, 1.0 / n), size=size).astype(np.float64)
        drawn = counts @ present
        sums = counts @ filled
        blocks.append(np.divide(sums, drawn, out=np.full_like(sums, np.nan), where=drawn > 0))
    return np.concatenate(blocks)


def intervals(
    values: Floats, generator: np.random.Generator, resamples: int = RESAMPLES
) -> list[Interval]:
    """Mean and 95 % percentile interval of each column of `values` (n, columns), NaN left out."""
    means = resampled_means(values, generator, resamples)
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


def paired_p_value(
    differences: Floats, generator: np.random.Generator, resamples: int = 10_000
) -> float:
    """Two-sided p of "the mean difference is 0", from per-question differences (n,).

    The differences are shifted to mean 0 and resampled; p is how often a resampled mean lies as far
    from 0 as the observed one, (count + 1) / (resamples + 1).
    """
    observed = float(differences.mean())
    means = resampled_means((differences - observed)[:, None], generator, resamples)[:, 0]
    # A tie counts as "as far": rounding must not decide it.
    extreme = int((np.abs(means) >= abs(observed) - 1e-12).sum())
    return (extreme + 1) / (resamples + 1)
