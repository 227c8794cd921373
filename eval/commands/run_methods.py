"""`eval DATA`: run the methods, write the report."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from eval.datasets import choose, load_dataset, shrink
from eval.report.json_file import save_run
from eval.report.output import print_run, write_report
from graphrag.cli.options import settings_options

DEFAULT = "bm25,dense,hybrid,hipporag2,graph"
_path = click.Path(path_type=Path)


@click.command("run")
@click.argument("data", type=_path)
@click.option(
    "--methods",
    "names",
    default=DEFAULT,
    show_default=True,
    help="Comma-separated; `ablations` stands for graph and every change of it, `without` for "
    "those that take a part away, `with` for those that add one, graph-NAME for one.",
)
@click.option(
    "--variant",
    "variants",
    multiple=True,
    metavar="NAME:SECTION.KEY=VALUE[,…]",
    help="Also run graph with these settings, as graph-NAME; may be repeated.",
)
@click.option(
    "--index",
    "directory",
    type=_path,
    help="An index of this corpus; default: one is made in --out.",
)
@click.option("--limit", type=int, help="Ask only so many questions, drawn with --seed.")
@click.option(
    "--passages",
    type=int,
    help="Cut the corpus to the gold passages and a sample of the others, so many in all.",
)
@click.option("--depth", default=20, show_default=True, help="Passages to retrieve.")
@click.option("--no-answers", is_flag=True, help="Measure retrieval only; run no reader.")
@click.option("--seed", default=0, show_default=True, help="Seed of samples and bootstrap.")
@click.option(
    "--out",
    type=_path,
    default=Path("eval-out"),
    show_default=True,
    help="The report goes to OUT/<name of the data>, with all that is kept for resuming.",
)
@click.option(
    "--record",
    type=_path,
    help="Also write figures and per-question metrics to this file (for eval/results).",
)
@settings_options
def command(
    data: Path,
    names: str,
    variants: tuple[str, ...],
    directory: Path | None,
    limit: int | None,
    passages: int | None,
    depth: int,
    no_answers: bool,
    seed: int,
    out: Path,
    record: Path | None,
    toml: Path | None,
    pairs: tuple[str, ...],
) -> None:
    """Run methods on DATA. Run the same command again to go on after an interruption."""
    from eval.measure import choose_methods, measure, open_or_build
    from eval.runner import Plan
    from graphrag.cli.progress import Progress

    dataset = choose(load_dataset(data), limit, seed)
    if passages is not None:
        dataset = shrink(dataset, passages, seed)
    out = out / dataset.name
    plan = Plan(depth, not no_answers, out)
    index, cost = open_or_build(dataset, directory, out, toml, pairs)
    with index, Progress("questions") as progress:
        methods = choose_methods(names.split(","), variants, index.settings)
        run = measure(dataset, index, methods, plan, progress, seed=seed, cost=cost, changed=pairs)
    write_report(run, out)
    if record is not None:
        record.parent.mkdir(parents=True, exist_ok=True)
        save_run(run, record, with_rows=False)
    print_run(run, Console())
    click.echo(f"The report is {out / 'report.html'}.")
