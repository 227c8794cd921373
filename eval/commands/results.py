"""`eval results`: the README's tables from the recorded runs; `eval record` adds a run to them."""

from __future__ import annotations

from pathlib import Path

import click

from eval.report_json import load_run
from eval.report_markdown import table_lines
from eval.run import Run
from eval.tables import figures_table

FOLDER = Path(__file__).resolve().parent.parent / "results"
SHOWN = ("recall@2", "recall@5", "all-recall@5", "em", "f1", "joint")


@click.command("results")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=FOLDER,
    help="Where the recorded runs are; default: eval/results.",
)
def command(folder: Path) -> None:
    """Print the tables of the README from the recorded runs."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise click.UsageError(f"there is no recorded run in {folder}; make one with --record.")
    for path in paths:
        click.echo(_section(load_run(path)))


def _section(run: Run) -> str:
    figures = {method: summary.overall for method, summary in run.summary.items()}
    table = figures_table(run.data["name"], figures, SHOWN)
    medians = {m: s.latency_ms["all"]["p50"] for m, s in run.summary.items() if s.latency_ms}
    lines = [
        f"### {table.title}",
        "",
        f"{run.data['questions']} questions, {run.data['passages']:,} passages, code {run.code}.",
        "",
    ]
    columns = (*table.columns, "ms p50")
    rows = tuple(
        (*row, f"{medians[row[0]]:.0f}" if row[0] in medians else "–") for row in table.rows
    )
    lines += table_lines(type(table)(table.title, columns, rows))
    return "\n".join([*lines, ""])
