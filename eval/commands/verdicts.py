"""`eval verdicts`: answers by kind of question, as one table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from eval.verdicts import judge, table
from graphrag.errors import QuestionError


@click.command("verdicts")
@click.argument("questions", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("answers", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def command(questions: Path, answers: Path) -> None:
    """Print how many of the ANSWERS to QUESTIONS are right, wrong and silent, by kind.

    QUESTIONS holds lines of {"id", "question", "answer", "aliases", "kind" or "type"}, ANSWERS
    what `graphrag ask --questions` wrote for them. A question without an answer line counts as
    silent.
    """
    given = {row["id"]: row for row in _rows(answers)}
    silent = {"answer": "", "abstained": True}
    verdicts = [judge(row, given.get(row["id"], silent)) for row in _rows(questions)]
    click.echo("\n".join(table(verdicts)))


def _rows(path: Path) -> list[dict[str, Any]]:
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            row = json.loads(line)
            if not isinstance(row, dict) or "id" not in row:
                raise QuestionError(f'{path}, line {number} is no JSON object with an "id"')
            rows.append(row)
    return rows
