"""From per-question metrics to a table: means with intervals, overall and by type and hops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from eval.bootstrap import RESAMPLES, Floats, Interval, intervals
from eval.metrics.latency import by_stage
from eval.questions import Question
from eval.returned import Row
from eval.scoring import METRICS

Scores = Mapping[str, Mapping[str, float]]  # question id -> metric -> value
Table = dict[str, Interval]  # metric -> mean and interval


@dataclass(frozen=True, slots=True)
class Summary:
    """One method's figures."""

    overall: Table
    by_type: dict[str, Table]
    by_hops: dict[str, Table]
    latency_ms: dict[str, dict[str, float]] = field(default_factory=dict)  # stage -> percentiles
    routes: dict[str, int] = field(default_factory=dict)
    errors: int = 0
    llm: dict[str, float] = field(default_factory=dict)  # calls, tokens, cost over all questions


def summarise(
    questions: Sequence[Question],
    scores: Mapping[str, Scores],
    rows: Mapping[str, Sequence[Row]],
    seed: int,
    resamples: int = RESAMPLES,
) -> dict[str, Summary]:
    """The figures of each method; methods share the resamples, so their intervals compare."""
    overall = _tables(questions, scores, np.random.default_rng(seed), resamples)
    types = _groups(questions, lambda question: question.type)
    hops = _groups(questions, lambda question: str(question.hops))
    by_type = {
        name: _tables(members, scores, np.random.default_rng(seed), resamples)
        for name, members in types.items()
    }
    by_hops = {
        name: _tables(members, scores, np.random.default_rng(seed), resamples)
        for name, members in hops.items()
    }
    return {
        method: Summary(
            overall[method],
            {name: tables[method] for name, tables in by_type.items()},
            {name: tables[method] for name, tables in by_hops.items()},
            by_stage([_timings(row) for row in rows[method] if row.ms is not None]),
            _count(row.route for row in rows[method] if row.route),
            sum(bool(row.error) for row in rows[method]),
            _total([row.llm for row in rows[method]]),
        )
        for method in scores
    }


def matrix(questions: Sequence[Question], scores: Scores, metrics: Sequence[str]) -> Floats:
    """Values (questions, metrics); NaN where a metric does not apply."""
    return np.array(
        [[scores[question.id].get(metric, np.nan) for metric in metrics] for question in questions],
        dtype=np.float64,
    )


def _tables(
    questions: Sequence[Question],
    scores: Mapping[str, Scores],
    generator: np.random.Generator,
    resamples: int,
) -> dict[str, Table]:
    columns = {
        method: [metric for metric in METRICS if any(metric in found[q.id] for q in questions)]
        for method, found in scores.items()
    }
    values = np.hstack([matrix(questions, scores[m], columns[m]) for m in scores])
    found = iter(intervals(values, generator, resamples))
    return {method: {metric: next(found) for metric in columns[method]} for method in scores}


def _groups(
    questions: Sequence[Question], name: Callable[[Question], str]
) -> dict[str, list[Question]]:
    groups: dict[str, list[Question]] = {}
    for question in sorted(questions, key=name):
        groups.setdefault(name(question), []).append(question)
    return groups


def _timings(row: Row) -> dict[str, float]:
    """The wall-clock time of the retrieval, then its stages as the method tells them."""
    return {"retrieve": row.ms or 0.0, **row.timings_ms}


def _count(names: Iterable[str]) -> dict[str, int]:
    return dict(Counter(names))


def _total(usages: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Sums of what the rows say they used; empty when they do not say."""
    names = dict.fromkeys(name for usage in usages for name in usage)
    return {name: sum(usage.get(name, 0.0) for usage in usages) for name in names}
