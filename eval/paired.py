"""Two methods on the same questions: paired differences with p-values, and who wins which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eval.bootstrap import paired
from eval.questions import Question
from eval.report.summary import Scores, matrix
from eval.run import Run
from eval.scoring import METRICS
from graphrag.errors import SourceError


@dataclass(frozen=True, slots=True)
class Difference:
    """Mean of second minus first over the shared questions, its interval and its p-value."""

    metric: str
    first: float
    second: float
    mean: float
    low: float
    high: float
    p: float
    n: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """`won` are the questions on which the second scores higher on `decided_by`, `lost` lower."""

    differences: tuple[Difference, ...]
    decided_by: str
    won: tuple[Question, ...]
    lost: tuple[Question, ...]
    shared: int


def differences_of(
    questions: Sequence[Question], first: Scores, seconds: Mapping[str, Scores], seed: int
) -> dict[str, tuple[Difference, ...]]:
    """Each of `seconds` minus `first` on every metric they share, all on the same resamples."""
    both = {
        (name, metric): matrix(questions, scores, [metric]) - matrix(questions, first, [metric])
        for name, scores in seconds.items()
        for metric in METRICS
    }
    columns = {key: gaps for key, gaps in both.items() if np.isfinite(gaps).any()}
    found: dict[str, tuple[Difference, ...]] = dict.fromkeys(seconds, ())
    if not columns:
        return found
    tests = paired(np.hstack(list(columns.values())), np.random.default_rng(seed))
    for ((name, metric), gaps), test in zip(columns.items(), tests, strict=True):
        before = matrix(questions, first, [metric])[np.isfinite(gaps)].mean()
        interval = test.interval
        found[name] += (
            Difference(
                metric,
                float(before),
                float(before) + interval.mean,
                interval.mean,
                interval.low,
                interval.high,
                test.p,
                interval.n,
            ),
        )
    return found


def compare(
    questions: tuple[Question, ...],
    first: Scores,
    second: Scores,
    seed: int,
    decided_by: str = "all-recall@5",
) -> Comparison:
    """Compare two methods' scores on the questions that both have.

    Raises:
        SourceError: they share no question, or not the metric `decided_by`.
    """
    shared = [question for question in questions if question.id in first and question.id in second]
    if not shared:
        raise SourceError("the two runs share no question; compare runs over the same data.")
    differences = differences_of(shared, first, {"": second}, seed)[""]
    if decided_by not in {difference.metric for difference in differences}:
        known = ", ".join(difference.metric for difference in differences)
        raise SourceError(f"the two runs do not share the metric {decided_by!r}, but: {known}.")
    gains = {
        question.id: second[question.id][decided_by] - first[question.id][decided_by]
        for question in shared
        if decided_by in first[question.id] and decided_by in second[question.id]
    }
    return Comparison(
        differences,
        decided_by,
        tuple(question for question in shared if gains.get(question.id, 0) > 0),
        tuple(question for question in shared if gains.get(question.id, 0) < 0),
        len(shared),
    )


def pick(run: Run, method: str | None) -> str:
    """The method of a run to compare: the one named, or `graph`, or the only one.

    Raises:
        SourceError: there is no such method, or several and none is named.
    """
    names = list(run.scores)
    if method is None:
        if len(names) == 1:
            return names[0]
        if "graph" in names:
            return "graph"
    elif method in names:
        return method
    wanted = f"no method {method!r}" if method else "several methods"
    raise SourceError(f"the run has {wanted}; name one of: {', '.join(names)}.")
