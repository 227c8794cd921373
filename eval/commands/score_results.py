"""`eval score`: the figures of results that another program wrote."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from eval.datasets import load_dataset
from eval.report.output import print_run, write_report
from eval.run import make_run
from eval.score import load_results


@click.command("score")
@click.argument("results", type=click.Path(path_type=Path))
@click.argument("data", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Also write run.json, report.md and report.html there.",
)
@click.option(
    "--answered-only",
    is_flag=True,
    help="Leave out questions without a line instead of counting them as not found.",
)
@click.option("--seed", default=0, show_default=True, help="Seed of the bootstrap.")
def command(results: Path, data: Path, out: Path | None, answered_only: bool, seed: int) -> None:
    """Score results that another program wrote.

    A line of RESULTS is {"id", "passages": [ids or titles, best first]}, and if there are any "ms",
    "answer", "abstained" and "citations".
    """
    scored = load_results(results, load_dataset(data), answered_only=answered_only)
    method = {"what": f"results read from {results.name}"}
    run = make_run(
        scored.dataset, {results.stem: scored.rows}, {results.stem: method}, {}, seed=seed
    )
    print_run(run, Console())
    if out is not None:
        write_report(run, out)
        click.echo(f"The report is {out / 'report.html'}.")
