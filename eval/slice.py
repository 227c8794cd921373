"""A small run for every change: 60 questions over a cut corpus, held against a recorded one.

The corpus is cut so that indexing takes seconds; figures are higher than on the whole corpus and
compare with the recorded slice only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from eval.datasets import load_dataset, shrink
from eval.measure import choose_methods, measure, open_or_build
from eval.questions import Dataset
from eval.report.report_tables import with_interval
from eval.run import Run
from eval.runner import Plan, Progress

QUESTIONS = 60
PASSAGES = 600
SEED = 0
METRIC = "all-recall@5"
METHOD = "graph"
RECORDED = Path(__file__).resolve().parent / "results" / "slice"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the default holds what was recorded, in a sentence."""

    holds: bool
    said: str


def run_slice(data: Path, out: Path, progress: Progress) -> Run:
    """The default on the first questions of `data`."""
    dataset = slice_of(load_dataset(data))
    index, cost = open_or_build(dataset, None, out, None, ())
    with index:
        methods = choose_methods([METHOD], (), index.settings)
        plan = Plan(20, True, out)
        return measure(dataset, index, methods, plan, progress, seed=SEED, cost=cost)


def slice_of(dataset: Dataset) -> Dataset:
    """The first questions, and a corpus of their gold passages and a sample of the others."""
    first = replace(dataset, questions=dataset.questions[:QUESTIONS])
    return shrink(first, PASSAGES, SEED)


def recorded_at(run: Run) -> Path:
    """Where the recorded slice of the same data is kept."""
    return RECORDED / f"{run.data['name']}.json"


def judge(run: Run, recorded: Run) -> Verdict:
    """The slice holds when the mean is not below the recorded interval.

    A bootstrap of n equal values has no width; there 3/n is allowed for (the rule of three).
    """
    now = run.summary[METHOD].overall[METRIC]
    then = recorded.summary[METHOD].overall[METRIC]
    floor = then.low if then.low < then.mean else then.mean - 3 / then.n
    said = f"{METRIC} of {METHOD} is {with_interval(now)}, recorded {with_interval(then)}"
    if now.mean < floor:
        return Verdict(False, f"{said}: it fell below the recorded interval.")
    return Verdict(True, f"{said}: it holds.")
