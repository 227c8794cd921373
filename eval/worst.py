"""The failures worth looking at, each with a guess at its cause.

    not linked              no seed entity is named in any gold passage (title or text)
    linked but not reached  a gold passage is missing from everything that was returned
    reached but outranked   every gold passage was returned, but not all in the first 5
    read wrongly            all gold in the first 5, yet the answer is wrong or withheld

Methods without seeds (bm25, dense) cannot be "not linked". The guess reads what the run recorded,
so "not reached" means: not among the passages returned (20 unless asked otherwise).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.metrics.answers import normalise
from eval.metrics.ranking import ranks_of_gold
from eval.questions import Question
from eval.returned import Row
from eval.run import Run
from graphrag.errors import SourceError

READ = 5  # passages that count as read


@dataclass(frozen=True, slots=True)
class WorstQuestion:
    """A question that went wrong. `ranks` maps each gold passage to its rank, None if absent."""

    question: Question
    row: Row
    scores: Mapping[str, float]
    ranks: Mapping[str, int | None]
    cause: str


def worst(run: Run, method: str, texts: Mapping[str, str]) -> list[WorstQuestion]:
    """All failures of `method`, worst first: lowest recall@5, then nDCG, then F1, then file order.

    `texts` are passage texts by id, used to see whether a seed is named in a gold passage; titles
    alone are used for passages without one.

    Raises:
        SourceError: the run was recorded without its rows.
    """
    if method not in run.rows:
        raise SourceError("the run holds no rows (a recorded run?); give the run.json of --out.")
    rows = {row.question_id: row for row in run.rows[method]}
    scores = run.scores[method]
    names = {name: f"{title} {texts.get(name, '')}" for name, title in run.titles.items()}
    failures = [
        WorstQuestion(question, row, scores[question.id], _ranks(question, row), cause)
        for question in run.questions
        for row in [rows[question.id]]
        for cause in [guess(question, row, scores[question.id], names)]
        if cause
    ]
    return sorted(failures, key=_severity)


def guess(
    question: Question, row: Row, scores: Mapping[str, float], names: Mapping[str, str]
) -> str:
    """The likely cause, or "" when nothing went wrong. `names` are titles and texts by id."""
    ranks = _ranks(question, row)
    found = [rank for rank in ranks.values() if rank is not None]
    if row.error:
        return "refused"
    if len(found) == len(ranks) and all(rank <= READ for rank in found):
        wrong = row.answer is not None and scores.get("em", 1.0) < 1.0
        return "read wrongly" if wrong else ""
    if row.route == "graph" and not _linked(question, row.seeds, names):
        return "not linked"
    return "reached but outranked" if len(found) == len(ranks) else "linked but not reached"


def _linked(
    question: Question, seeds: Sequence[tuple[str, float, str]], names: Mapping[str, str]
) -> bool:
    gold = [f" {normalise(names.get(identifier, ''))} " for identifier in question.gold]
    return any(f" {normalise(entity)} " in text for entity, _, _ in seeds for text in gold)


def _ranks(question: Question, row: Row) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for identifier in question.gold:
        ranks = ranks_of_gold(row.passages, [identifier])
        found[identifier] = ranks[0] if ranks else None
    return found


def _severity(failure: WorstQuestion) -> tuple[float, ...]:
    return tuple(failure.scores.get(name, 0.0) for name in ("recall@5", "ndcg@10", "f1"))
