"""The questions that were asked of an index, the latest first; kept beside it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from app.workbench_rows import change_rows, read_rows

FILE = "history.jsonl"
MOST = 200  # questions; older ones go


@dataclass(frozen=True, slots=True)
class Past:
    """A question, what it is called in the list, and what was answered."""

    question: str
    name: str
    answer: str


def past_questions(folder: Path) -> list[Past]:
    """All of them, the latest first."""
    rows = read_rows(folder / FILE)
    return [
        Past(*(str(row.get(key, "")) for key in ("question", "name", "answer")))
        for row in reversed(rows)
    ]


def remember(folder: Path, question: str, answer: str) -> None:
    """Put a question on top; one that was asked before keeps its name."""

    def on_top(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        before = next((row for row in rows if row.get("question") == question), {})
        new = asdict(Past(question, before.get("name", question), answer))
        return [*(row for row in rows if row.get("question") != question), new][-MOST:]

    change_rows(folder / FILE, on_top)


def rename(folder: Path, question: str, name: str) -> None:
    """Call a question otherwise in the list."""
    change_rows(
        folder / FILE,
        lambda rows: [
            row | {"name": name.strip() or question} if row.get("question") == question else row
            for row in rows
        ],
    )


def forget(folder: Path, question: str) -> None:
    """Take a question out of the list."""
    change_rows(
        folder / FILE, lambda rows: [row for row in rows if row.get("question") != question]
    )
