"""A run: what was measured, with which code and data, every row, and the figures from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eval.bootstrap import RESAMPLES
from eval.cited_sentences import SentenceNumbers
from eval.code_version import code_version
from eval.questions import Dataset, Question
from eval.report.summary import Scores, Summary, summarise
from eval.returned import Row
from eval.scoring import depth_of, reasons_left_out, score


@dataclass(frozen=True, slots=True)
class Run:
    """Everything a report shows. `methods` keeps the order of the command line."""

    path: str  # of the data
    data: Mapping[str, Any]  # name, format, passages, questions, notes
    methods: Mapping[str, Mapping[str, Any]]  # name -> what it is, settings changed
    index: Mapping[str, Any]  # generation, embedder, extractor, seconds, memory; empty without one
    code: str
    seed: int
    resamples: int
    questions: tuple[Question, ...]
    scores: Mapping[str, Scores]  # method -> question id -> metric -> value
    summary: Mapping[str, Summary]
    left_out: Mapping[str, str]
    titles: Mapping[str, str] = field(default_factory=dict)  # of the passages that rows name
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)  # empty in a recorded run


ABLATION_PREFIX = "graph-"  # of the names of ablations and variants


def whole_methods(run: Run) -> list[str]:
    """The methods that are no ablation of another."""
    return [name for name in run.scores if not name.startswith(ABLATION_PREFIX)]


def make_run(
    dataset: Dataset,
    rows: Mapping[str, Sequence[Row]],
    methods: Mapping[str, Mapping[str, Any]],
    index: Mapping[str, Any],
    *,
    seed: int,
    resamples: int = RESAMPLES,
    depth: int | None = None,
) -> Run:
    """Score the rows of each method (one a question, in the data set's order) and summarise.

    Args:
        depth: how many passages were asked for; default: the longest list of the shortest method.
            Recall is not known beyond it.
    """
    if depth is None:
        depth = min(depth_of(found) for found in rows.values())
    where = SentenceNumbers(dataset)
    scores = {
        method: {
            question.id: score(row, question, depth, where)
            for question, row in zip(dataset.questions, found, strict=True)
        }
        for method, found in rows.items()
    }
    named = {name for found in rows.values() for row in found for name in row.passages}
    named |= {name for question in dataset.questions for name in question.gold}
    return Run(
        path=str(dataset.path),
        data={
            "name": dataset.name,
            "format": dataset.format,
            "notes": list(dataset.notes),
            "passages": len(dataset.passages),
            "questions": len(dataset.questions),
        },
        methods=methods,
        index=index,
        code=code_version(),
        seed=seed,
        resamples=resamples,
        questions=dataset.questions,
        scores=scores,
        summary=summarise(dataset.questions, scores, rows, seed, resamples),
        left_out=reasons_left_out(dataset, rows, depth),
        titles={p.id: p.title for p in dataset.passages if p.id in named},
        rows={method: tuple(found) for method, found in rows.items()},
    )
