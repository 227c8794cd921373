"""`eval results`: the README's tables from the recorded runs (`eval DATA --record` makes one)."""

from __future__ import annotations

from pathlib import Path

import click

from eval.report.json_file import load_run
from eval.report.markdown_page import table_lines
from eval.report.report_tables import Table, figures_table, tables
from eval.run import Run, whole_methods

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
    figures = {method: run.summary[method].overall for method in whole_methods(run)}
    table = figures_table("", figures, SHOWN)
    rows = tuple((*row, _median(run, row[0])) for row in table.rows)
    lines = [
        f"### {run.data['name']}",
        "",
        f"{run.data['questions']} questions over {run.data['passages']:,} passages, "
        f"{_indexing(run)}code {run.code}.",
        "",
        *table_lines(Table("", (*table.columns, "ms (median)"), rows)),
        "",
    ]
    for other in tables(run):
        if other.title.startswith("Ablations"):
            lines += [f"{other.title}:", "", *table_lines(other), ""]
    return "\n".join(lines)


def _median(run: Run, method: str) -> str:
    times = run.summary[method].latency_ms
    return f"{times['retrieve']['p50']:.1f}" if times else "–"


def _indexing(run: Run) -> str:
    seconds = run.index.get("seconds to index")
    memory = run.index.get("peak memory of indexing, MB")
    if seconds is None or memory is None:
        return ""
    return f"indexed in {seconds:.0f} s and {memory:,.0f} MB, "
