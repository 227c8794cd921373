"""The default beside every plain list, on every kind of text there is a set for.

A user cannot know which kind his text is, so the default has to be the best choice on each of them:
the table says on which it is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.paired import Difference, differences_of
from eval.questions import Question
from eval.report.report_tables import Table, percent
from eval.run import Run

PLAIN = ("bm25", "dense", "hybrid")
METHODS = (*PLAIN, "graph")
VARIANTS = ("min-rank:reranking.ranker=min-rank", "walk:reranking.ranker=ppr")
OURS, DECIDING, WITH = "graph", "recall@5", "all-recall@5"
ALLOWED = 0.01  # that the default may lie below the best plain list
LISTS = (*PLAIN, "graph-min-rank", "graph-walk")


@dataclass(frozen=True, slots=True)
class Kind:
    """One set, or the questions of one type in it, and how the default stands there."""

    name: str
    n: int
    means: dict[str, tuple[float, float]]  # method -> recall@5, all-recall@5
    best: str  # of the plain lists by recall@5
    gain: Difference  # default minus the best plain list

    @property
    def behind(self) -> bool:
        """The default lies below the best plain list by more than a point."""
        return self.gain.mean < -ALLOWED


def question_sets(folder: Path) -> list[Path]:
    """The sets in `folder`, or the folder itself if it is one, that hold questions."""
    inside = [path for path in sorted(folder.iterdir()) if (path / "questions.jsonl").is_file()]
    return inside or [folder]


def kinds_of(run: Run) -> list[Kind]:
    """The whole set first, then each type of question where there are several."""
    asked = [question for question in run.questions if question.gold]
    types = sorted({question.type for question in asked})
    groups = [("", asked)]
    if len(types) > 1:
        groups += [(name, [q for q in asked if q.type == name]) for name in types]
    return [_kind(run, name, members) for name, members in groups if members]


def _kind(run: Run, name: str, questions: Sequence[Question]) -> Kind:
    means = {
        method: (_mean(run, method, questions, DECIDING), _mean(run, method, questions, WITH))
        for method in run.scores
    }
    best = max(PLAIN, key=lambda method: means[method][0])
    found = differences_of(questions, run.scores[best], {OURS: run.scores[OURS]}, run.seed)[OURS]
    gain = next(difference for difference in found if difference.metric == DECIDING)
    return Kind(name or run.data["name"], len(questions), means, best, gain)


def _mean(run: Run, method: str, questions: Sequence[Question], metric: str) -> float:
    scores = run.scores[method]
    return sum(scores[question.id][metric] for question in questions) / len(questions)


def kinds_table(sets: Sequence[Sequence[Kind]]) -> Table:
    """A row a set, its types indented below it; recall@5 / all-recall@5 of each method."""
    rows = []
    for kinds in sets:
        for number, kind in enumerate(kinds):
            cells = (" / ".join(map(percent, kind.means[method])) for method in (*LISTS, OURS))
            low, high = (f"{100 * bound:+.1f}" for bound in (kind.gain.low, kind.gain.high))
            against = f"{100 * kind.gain.mean:+.1f} ({low} to {high}) on {kind.best}"
            mark = "behind" if kind.behind and not number else ""
            rows.append(
                (f"{'  ' if number else ''}{kind.name}", str(kind.n), *cells, against, mark)
            )
    names = (name.removeprefix("graph-") for name in LISTS)
    columns = ("set", "questions", *names, "default", "default minus best plain list", "")
    return Table("Recall@5 / all-recall@5 by kind of text", columns, tuple(rows))
