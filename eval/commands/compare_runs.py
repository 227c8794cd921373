"""`eval compare`: what a change gained and lost, with p-values."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from eval.paired import compare, pick
from eval.questions import Question
from eval.report.json_file import load_run
from eval.report.output import print_table
from eval.report.report_tables import differences_table


@click.command("compare")
@click.argument("first", type=click.Path(path_type=Path))
@click.argument("second", type=click.Path(path_type=Path))
@click.option(
    "--method",
    "methods",
    multiple=True,
    help="The method to compare, once for both runs or twice; default: graph.",
)
@click.option(
    "--by",
    default="all-recall@5",
    show_default=True,
    help="The metric that decides which questions are won and lost.",
)
@click.option("-n", "shown", default=10, show_default=True, help="How many of each to list.")
@click.option("--seed", default=0, show_default=True, help="Seed of the bootstrap.")
def command(
    first: Path, second: Path, methods: tuple[str, ...], by: str, shown: int, seed: int
) -> None:
    """Compare two runs, question by question.

    A is FIRST, B is SECOND; both may be one file, with two --method.
    """
    if len(methods) > 2:
        raise click.UsageError("give --method once for both runs, or twice: first and second.")
    one, two = load_run(first), load_run(second)
    before = pick(one, methods[0] if methods else None)
    after = pick(two, methods[-1] if methods else None)
    found = compare(one.questions, one.scores[before], two.scores[after], seed, by)
    console = Console()
    names = (f"A {before}", f"B {after}")
    print_table(differences_table(found, *names), console)
    _list(console, f"won by B on {by}", found.won, shown)
    _list(console, f"lost by B on {by}", found.lost, shown)


def _list(console: Console, title: str, questions: tuple[Question, ...], shown: int) -> None:
    console.print(f"\n{len(questions)} {title}" + (":" if questions else "."), markup=False)
    for question in questions[:shown]:
        console.print(f"  {question.id}  {question.text}", markup=False)
