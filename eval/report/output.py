"""Where a run's figures go: the terminal, and a folder with run.json, report.md, report.html."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table as RichTable

from eval.report.html_report import html
from eval.report.json_file import save_run
from eval.report.markdown_page import heading, markdown
from eval.report.report_tables import ANSWERING, RETRIEVAL, Table, figures_table, mean_only
from eval.run import Run


def print_run(run: Run, console: Console) -> None:
    """The main tables and the remarks."""
    console.print(heading(run), markup=False, highlight=False)
    figures = {method: summary.overall for method, summary in run.summary.items()}
    for title, metrics in (("Retrieval", RETRIEVAL), ("Answers", ANSWERING)):
        table = figures_table(title, figures, metrics)
        if table.rows and not _fits(table, console):
            # A narrow terminal gets the means; the report has the intervals.
            table = figures_table(f"{title}, means", figures, metrics, mean_only)
        if table.rows:
            print_table(table, console)
    for remark in run.data["notes"]:
        console.print(f"Note: {remark}.", markup=False, highlight=False)
    for name, why in run.left_out.items():
        console.print(f"Left out: {name}: {why}.", markup=False, highlight=False)


def print_table(table: Table, console: Console) -> None:
    """A table as text; where the output is no terminal, as wide as it needs to be."""
    if not console.is_terminal:
        console = Console(file=console.file, width=1000)
    console.print(_as_rich(table))


def _fits(table: Table, console: Console) -> bool:
    if not console.is_terminal:
        return True
    widths = [max(map(len, column)) for column in zip(table.columns, *table.rows, strict=True)]
    return sum(widths) + 3 * len(widths) + 1 <= console.width


def _as_rich(table: Table) -> RichTable:
    shown = RichTable(title=table.title, title_justify="left")
    for number, column in enumerate(table.columns):
        shown.add_column(column, justify="right" if number else "left", overflow="fold")
    for row in table.rows:
        shown.add_row(*row)
    return shown


def write_report(run: Run, folder: Path) -> None:
    """run.json, report.md and report.html in `folder`, made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    save_run(run, folder / "run.json")
    (folder / "report.md").write_text(markdown(run), encoding="utf-8")
    (folder / "report.html").write_text(html(run), encoding="utf-8")
