"""Percentiles of times by stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

LEVELS = (50, 95, 99)


def percentiles(times_ms: Sequence[float]) -> dict[str, float]:
    """{"p50": …, "p95": …, "p99": …} in milliseconds, linear between neighbours."""
    values = np.percentile(np.asarray(times_ms, dtype=np.float64), LEVELS)
    return {f"p{level}": float(value) for level, value in zip(LEVELS, values, strict=True)}


def by_stage(rows: Sequence[Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Percentiles for each stage, over the questions that went through it."""
    stages = dict.fromkeys(stage for row in rows for stage in row)
    return {stage: percentiles([row[stage] for row in rows if stage in row]) for stage in stages}
