"""`eval slice`: a quick run that fails when the default got worse."""

from __future__ import annotations

from pathlib import Path

import click

from eval.report.json_file import load_run, save_run


@click.command("slice")
@click.argument("data", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("eval-out/slice"),
    show_default=True,
    help="Where the index of the slice goes.",
)
@click.option("--record", is_flag=True, help="Record this run as what later ones must hold.")
def command(data: Path, out: Path, record: bool) -> None:
    """Check the default on 60 questions.

    Runs graph on the first questions of DATA over a cut corpus; exit code 1 when all-recall@5 fell
    below the recorded interval.
    """
    from eval.slice import judge, recorded_at, run_slice
    from graphrag.cli.progress import Progress

    with Progress("questions") as progress:
        run = run_slice(data, out / data.resolve().name, progress)
    path = recorded_at(run)
    if record:
        path.parent.mkdir(parents=True, exist_ok=True)
        save_run(run, path, with_rows=False)
        click.echo(f"Recorded in {path.name}.")
        return
    verdict = judge(run, load_run(path))
    click.echo(verdict.said)
    if not verdict.holds:
        raise click.exceptions.Exit(1)
