"""What people say of answers: right, wrong, wrong evidence, a note; and a question set made of it.

The set has the form that `graphrag eval` reads: `{"id", "question", "answer", "supporting_ids"}`. A
question is in it where the right answer is known: it was right, or somebody wrote what is.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from app.workbench_rows import Row, change_rows, read_rows
from graphrag.datatypes import Answer

FILE = "feedback.jsonl"
VERDICTS = ("right", "wrong", "wrong evidence")


@dataclass(frozen=True, slots=True)
class Feedback:
    """A verdict on one answer; `right` is what would have been right, where it was said."""

    question: str
    verdict: str  # right | wrong | wrong evidence
    answer: str
    right: str
    note: str
    cited: tuple[str, ...]  # ids of the passages


def judged(answer: Answer, verdict: str, right: str, note: str) -> Feedback:
    """A verdict on this answer."""
    cited = tuple(dict.fromkeys(citation.passage_id for citation in answer.citations))
    return Feedback(
        answer.retrieval.question, verdict, answer.text, right.strip(), note.strip(), cited
    )


def keep_feedback(folder: Path, given: Feedback) -> None:
    """Keep it; a later verdict on a question takes the place of an earlier one."""
    change_rows(
        folder / FILE,
        lambda rows: [
            *(row for row in rows if row.get("question") != given.question),
            asdict(given),
        ],
    )


def feedback_on(folder: Path, question: str) -> Row | None:
    """What was said of the answer to a question."""
    return next((row for row in read_rows(folder / FILE) if row.get("question") == question), None)


def eval_set(folder: Path) -> str:
    """The question set as JSON Lines; empty where no right answer is known."""
    lines = []
    for number, row in enumerate(read_rows(folder / FILE), 1):
        right = row["right"] or (row["answer"] if row["verdict"] != "wrong" else "")
        if not right:
            continue
        cited = row["cited"] if row["verdict"] == "right" else []
        question = {
            "id": f"feedback-{number}",
            "question": row["question"],
            "answer": right,
            "aliases": [],
            "supporting_ids": cited,
        }
        lines.append(json.dumps(question, ensure_ascii=False) + "\n")
    return "".join(lines)
