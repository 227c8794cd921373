"""`eval worst`: the failures worth looking at."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click
from rich.console import Console

from eval.datasets import load_dataset
from eval.paired import pick
from eval.report.json_file import load_run
from eval.run import Run
from eval.worst import WorstQuestion, worst


@click.command("worst")
@click.argument("run_file", metavar="RUN.json", type=click.Path(path_type=Path))
@click.option("-n", "shown", default=10, show_default=True, help="How many to show.")
@click.option("--method", help="Whose failures; default: graph.")
@click.option("--cause", help="Only this cause, for instance 'read wrongly'.")
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    help="Where the data lies now; default: the path of the run.",
)
def command(
    run_file: Path, shown: int, method: str | None, cause: str | None, data: Path | None
) -> None:
    """Show the worst failures of a run.

    Each with its gold and returned passages, seeds, evidence paths and a guess at the cause.
    """
    run = load_run(run_file)
    name = pick(run, method)
    where = data or Path(run.path)
    texts = {p.id: p.text for p in load_dataset(where).passages} if where.exists() else {}
    failures = worst(run, name, texts)
    console = Console()
    counts = Counter(failure.cause for failure in failures)
    said = ", ".join(f"{name} {count}" for name, count in counts.most_common())
    console.print(f"{name}: {len(failures)} of {len(run.questions)} questions failed ({said}).")
    if not texts:
        console.print(f"No data at {where}: causes are guessed from titles alone.", markup=False)
    chosen = [failure for failure in failures if cause in (None, failure.cause)]
    for failure in chosen[:shown]:
        _show(console, run, failure)


def _show(console: Console, run: Run, failure: WorstQuestion) -> None:
    question, row = failure.question, failure.row

    def say(text: str, style: str = "") -> None:
        console.print(text, style=style, markup=False, highlight=False, soft_wrap=True)

    console.rule(question.id)
    say(question.text, "bold")
    say(f"cause:  {failure.cause} ({question.type}, {question.hops} hops)")
    say(f"answer: {question.answers[0]}")
    if row.answer is not None:
        read = "withheld" if row.abstained else row.answer
        say(f"read:   {read}")
    say("gold:")
    for identifier, rank in failure.ranks.items():
        at = f"rank {rank}" if rank else "not returned"
        say(f"  {at:>12}  {identifier}  {run.titles.get(identifier, '(not in the corpus)')}")
    say("returned:")
    for rank, identifier in enumerate(row.passages[:5], start=1):
        mark = "gold" if identifier in question.gold else ""
        say(f"  {rank} {mark:>4}  {identifier}  {run.titles.get(identifier, '')}")
    if row.seeds:
        said = ", ".join(f"{name} {weight:.2f} ({why})" for name, weight, why in row.seeds[:8])
        say(f"seeds: {said}")
    for hop in (row.hops or ())[:6]:
        say(f"path:  {hop.source} – {hop.relation} – {hop.target}  [{hop.passage_id}]")
    if row.error:
        say(f"error: {row.error}")
