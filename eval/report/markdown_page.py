"""A run as a Markdown page."""

from __future__ import annotations

from eval.report.report_tables import Table, tables
from eval.run import Run


def markdown(run: Run) -> str:
    """The whole report: what was run, every table, what was left out and why."""
    lines = [f"# {run.data['name']}", "", heading(run), ""]
    for table in tables(run):
        lines += [f"## {table.title}", "", *table_lines(table), ""]
    lines += ["## Methods", ""]
    for name, method in run.methods.items():
        changed = ", ".join(method.get("settings", []))
        lines.append(f"- `{name}`: {method['what']}" + (f" (`{changed}`)" if changed else ""))
    remarks = [
        *run.data["notes"],
        *(f"{name}: left out, {why}" for name, why in run.left_out.items()),
    ]
    if remarks:
        lines += ["", "## To be read with it", "", *(f"- {remark}" for remark in remarks)]
    return "\n".join(lines) + "\n"


def heading(run: Run) -> str:
    """One sentence: how much of what, how the intervals were made, with which code."""
    return (
        f"{run.data['questions']} questions over {run.data['passages']:,} passages "
        f"({run.data['format']}). Figures in percent with 95 % bootstrap intervals "
        f"({run.resamples} resamples of the questions, seed {run.seed}). Code {run.code}."
    )


def table_lines(table: Table) -> list[str]:
    """A table in Markdown; bars in cells are escaped."""
    rule = ["---", *("---:" for _ in table.columns[1:])]
    rows = [table.columns, rule, *table.rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
