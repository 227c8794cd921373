"""Two methods on the same questions: paired differences with p-values, and who wins which."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from eval.bootstrap import intervals, paired_p_value
from eval.datasets import Question
from eval.run import Run
from eval.scoring import METRICS
from eval.summary import Scores
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


def compare(
    questions: tuple[Question, ...],
    first: Scores,
    second: Scores,
    seed: int,
    decided_by: str = "all-recall@5",
) -> Comparison:
    """Compare two methods' scores on the questions that both have.

    Raises:
        SourceError: they share no question or no metric.
    """
    shared = [question for question in questions if question.id in first and question.id in second]
    if not shared:
        raise SourceError("the two runs share no question; compare runs over the same data.")
    differences = [
        difference
        for metric in METRICS
        for difference in [_difference(metric, shared, first, second, seed)]
        if difference
    ]
    if not differences:
        raise SourceError("the two runs share no metric.")
    if decided_by not in {difference.metric for difference in differences}:
        known = ", ".join(difference.metric for difference in differences)
        raise SourceError(f"the two runs do not share the metric {decided_by!r}, but: {known}.")
    gains = {
        question.id: second[question.id][decided_by] - first[question.id][decided_by]
        for question in shared
        if decided_by in first[question.id] and decided_by in second[question.id]
    }
    return Comparison(
        tuple(differences),
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


def _difference(
    metric: str, shared: list[Question], first: Scores, second: Scores, seed: int
) -> Difference | None:
    pairs = np.array(
        [
            (first[question.id][metric], second[question.id][metric])
            for question in shared
            if metric in first[question.id] and metric in second[question.id]
        ]
    )
    if not len(pairs):
        return None
    gaps = pairs[:, 1] - pairs[:, 0]
    interval = intervals(gaps[:, None], np.random.default_rng(seed))[0]
    p = paired_p_value(gaps, np.random.default_rng(seed))
    before, after = pairs.mean(axis=0).tolist()
    return Difference(
        metric, before, after, interval.mean, interval.low, interval.high, p, len(pairs)
    )
