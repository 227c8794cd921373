"""`eval kinds`: the default beside every plain list on every kind of text."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from eval.kinds import METHODS, VARIANTS, kinds_of, kinds_table, question_sets
from eval.report.output import print_table
from graphrag.cli.options import settings_options

_path = click.Path(path_type=Path)


@click.command("kinds")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--only", multiple=True, metavar="NAME", help="Only this set; may be repeated.")
@click.option("--limit", type=int, help="Ask only so many questions of a set, drawn with --seed.")
@click.option("--indexes", type=_path, help="A folder with an index of each set, by its name.")
@click.option("--seed", default=0, show_default=True, help="Seed of samples and bootstrap.")
@click.option(
    "--out",
    type=_path,
    default=Path("eval-out"),
    show_default=True,
    help="Indexes and rows are kept in OUT/<name of the set>; the same command goes on from them.",
)
@settings_options
def command(
    folder: Path,
    only: tuple[str, ...],
    limit: int | None,
    indexes: Path | None,
    seed: int,
    out: Path,
    toml: Path | None,
    pairs: tuple[str, ...],
) -> None:
    """One table over all sets in FOLDER: is the default the best choice on each kind of text?

    Ends with status 1 where it lies more than a point below the best plain list (bm25, dense or
    both fused).
    """
    from eval.datasets import choose, load_dataset
    from eval.measure import choose_methods, measure, open_or_build
    from eval.runner import Plan
    from graphrag.cli.progress import Progress

    found = []
    for path in question_sets(folder):
        if only and path.name not in only:
            continue
        dataset = choose(load_dataset(path), limit, seed)
        kept = indexes / dataset.name if indexes else None
        directory = kept if kept and kept.is_dir() else None
        plan = Plan(5, False, out / dataset.name)
        index, cost = open_or_build(dataset, directory, plan.out, toml, pairs)
        with index, Progress(f"{dataset.name} questions") as progress:
            methods = choose_methods(METHODS, VARIANTS, index.settings)
            run = measure(dataset, index, methods, plan, progress, seed=seed, cost=cost)
        found.append(kinds_of(run))
    if not found:
        raise click.UsageError(f"{folder} has no set of these names.")
    print_table(kinds_table(found), Console())
    behind = [kinds[0].name for kinds in found if kinds[0].behind]
    if behind:
        raise SystemExit(f"Below the best plain list: {', '.join(behind)}.")
