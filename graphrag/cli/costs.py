"""`graphrag costs`: what the language model's calls for an index came to."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphrag.cli.options import index_option, json_option

if TYPE_CHECKING:
    from graphrag.llm.kept.ledger import Costs

SUMS = (
    *("calls", "failed", "attempts", "prompt_tokens", "completion_tokens", "estimated"),
    *("cost", "seconds", "reused"),
)
HEADS = ("run and stage", "calls", "failed", "kept", "tokens in", "out", "cost", "seconds")


@click.command("costs")
@index_option
@json_option
@click.option("--forget", is_flag=True, help="Forget what was learnt about servers by trying.")
def command(directory: Path, as_json: bool, forget: bool) -> None:
    """Add up what was bought from language models: by run, by stage, and in total.

    A reply that was kept already costs nothing and counts as kept. Servers that cannot do
    something, such as a form of structured output, are not asked for it again for a week;
    --forget asks them again at once.
    """
    from graphrag.cli.shapes import to_json
    from graphrag.llm.kept import servers
    from graphrag.llm.kept.ledger import read_costs
    from graphrag.llm.kept.replies_file import RepliesFile, replies_file

    path = replies_file(directory)
    if not path.exists():
        _require_index(directory)
        costs: list[Costs] = []
    else:
        file = RepliesFile(path)
        try:
            if forget:
                servers.forget(file)
            costs = read_costs(file)
        finally:
            file.close()
    click.echo(to_json(costs_shape(costs), indent=2) if as_json else render_costs(costs))


def _require_index(directory: Path) -> None:
    """An index that never called a model is fine; a directory that is no index is not."""
    from graphrag.storage.catalog import Catalog

    with Catalog(directory):
        pass


def costs_shape(costs: Iterable[Costs]) -> dict[str, Any]:
    """`{"runs": [{"run", "started", "stages": […], "total"}], "total"}`."""
    rows = list(costs)
    runs = []
    for name in dict.fromkeys(row.run for row in rows):
        own = [row for row in rows if row.run == name]
        stages = [
            {"stage": row.stage, "model": row.model, **{key: getattr(row, key) for key in SUMS}}
            for row in own
        ]
        started = min(row.started for row in own)
        runs.append({"run": name, "started": started, "stages": stages, "total": _sum(own)})
    return {"runs": runs, "total": _sum(rows)}


def render_costs(costs: Iterable[Costs]) -> str:
    """The same as a table."""
    from graphrag.cli.terminal import clean, table

    shape = costs_shape(costs)
    if not shape["runs"]:
        return "No language model was called for this index."
    lines: list[tuple[str, ...]] = [HEADS]
    for run in shape["runs"]:
        when = time.strftime("%Y-%m-%d %H:%M", time.localtime(run["started"]))
        lines.append((f"{clean(run['run'])} ({when})", *_cells(run["total"])))
        lines += [
            (f"  {clean(row['stage']) or '-'} ({clean(row['model'])})", *_cells(row))
            for row in run["stages"]
        ]
    lines.append(("total", *_cells(shape["total"])))
    text = "\n".join(table(lines, ""))
    estimated = shape["total"]["estimated"]
    if estimated:
        text += f"\n\n~ tokens of {estimated:,} calls are estimates: the server did not count them."
    return text


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    mark = "~" if row["estimated"] else ""
    return (
        f"{row['calls']:,}",
        f"{row['failed']:,}",
        f"{row['reused']:,}",
        f"{mark}{row['prompt_tokens']:,}",
        f"{mark}{row['completion_tokens']:,}",
        f"{row['cost']:.4f}",
        f"{row['seconds']:,.1f}",
    )


def _sum(rows: list[Costs]) -> dict[str, Any]:
    values = [asdict(row) for row in rows]
    return {key: sum(row[key] for row in values) for key in SUMS}
