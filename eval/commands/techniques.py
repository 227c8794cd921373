"""`eval techniques`: what every change of settings does on several data sets, as one table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from eval.paired import Difference
from eval.report.json_file import load_run
from eval.report.markdown_page import table_lines
from eval.report.report_tables import Table, ablations, percent, signed
from eval.run import Run

SHOWN = ("recall@5", "all-recall@5")


@click.command("techniques")
@click.argument("runs", nargs=-1, required=True, type=click.Path(path_type=Path))
def command(runs: tuple[Path, ...]) -> None:
    """Print a table of RUNS (run.json files of `eval DATA --methods ablations`).

    A row is a change of settings, a column a data set, a cell the change against graph of recall@5
    and of all-recall@5 in points, with 95 % intervals. Runs whose common settings differ get a
    table each.
    """
    bases: dict[tuple[str, ...], list[Run]] = {}
    for path in runs:
        run = load_run(path)
        if "graph" not in run.methods:
            raise click.UsageError(f"{path} has no method graph to compare with.")
        bases.setdefault(tuple(run.methods["graph"]["settings"]), []).append(run)
    for settings, members in bases.items():
        with_what = f"With {', '.join(f'`{pair}`' for pair in settings)}" if settings else "Default"
        click.echo("\n".join([f"{with_what}:", "", *table_lines(technique_table(members)), ""]))


def technique_table(runs: Sequence[Run]) -> Table:
    """The first row is graph itself; a change that a run lacks has a dash there."""
    changes = [ablations(run) for run in runs]
    names = list(dict.fromkeys(name for found in changes for name in found))
    rows = [("graph", "", *(_figures(run) for run in runs))]
    for name in names:
        run = next(run for run, found in zip(runs, changes, strict=True) if name in found)
        common = run.methods["graph"]["settings"]
        pairs = [pair for pair in run.methods[name]["settings"] if pair not in common]
        cells = (_cell(found.get(name, {})) for found in changes)
        rows.append((name.removeprefix("graph-"), ", ".join(f"`{p}`" for p in pairs), *cells))
    columns = (f"{run.data['name']}, {run.data['questions']} questions" for run in runs)
    return Table("", ("change", "settings", *columns), tuple(rows))


def _figures(run: Run) -> str:
    overall = run.summary["graph"].overall
    return " / ".join(percent(overall[metric].mean) for metric in SHOWN)


def _cell(by_metric: dict[str, Difference]) -> str:
    if any(metric not in by_metric for metric in SHOWN):
        return "–"
    found = [by_metric[metric] for metric in SHOWN]
    if all(item.mean == item.low == item.high == 0 for item in found):
        return "0"
    return " / ".join(signed(item) for item in found)
