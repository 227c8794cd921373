"""`eval DATA`: run the methods, write the report."""

from __future__ import annotations

import dataclasses
import resource
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console

from eval.datasets import Dataset, choose, load_dataset, shrink
from eval.output import print_run, write_report
from eval.report_json import save_run
from eval.run import Run, make_run

if TYPE_CHECKING:
    from eval.indexing_run import IndexingCost
    from eval.methods import Method
    from graphrag.index import Index
    from graphrag.settings import Settings

DEFAULT = "bm25,dense,hybrid,hipporag2,graph"


@click.command("run")
@click.argument("data", type=click.Path(path_type=Path))
@click.option(
    "--methods",
    "names",
    default=DEFAULT,
    show_default=True,
    help="Comma-separated; `ablations` stands for every ablation of graph, graph-NAME for one.",
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
    type=click.Path(path_type=Path),
    help="An index of this corpus; default: one is made in --out.",
)
@click.option("--limit", type=int, help="Ask only so many questions, drawn with --seed.")
@click.option(
    "--passages", type=int, help="Cut the corpus to the gold passages and a sample, so many in all."
)
@click.option("--depth", default=20, show_default=True, help="Passages to retrieve.")
@click.option("--no-answers", is_flag=True, help="Measure retrieval only; run no reader.")
@click.option("--seed", default=0, show_default=True, help="Seed of samples and bootstrap.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("eval-out"),
    show_default=True,
    help="Where the report and everything kept for resuming goes.",
)
@click.option(
    "--record",
    type=click.Path(path_type=Path),
    help="Also write figures and per-question metrics to this file (for eval/results).",
)
@click.option(
    "--settings", "toml", type=click.Path(path_type=Path), help="A TOML file of settings."
)
@click.option(
    "--set",
    "pairs",
    multiple=True,
    metavar="SECTION.KEY=VALUE",
    help="Change one setting for every method; may be repeated.",
)
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
    from eval.indexing_run import check_same_corpus
    from eval.runner import Plan

    dataset = choose(load_dataset(data), limit, seed)
    if passages is not None:
        dataset = shrink(dataset, passages, seed)
    out = out / dataset.name
    index, cost = _open(dataset, directory, out, toml, pairs)
    with index:
        methods = choose_methods(names.split(","), variants, index.settings)
        notes = (*dataset.notes, *check_same_corpus(dataset, index))
        dataset = dataclasses.replace(dataset, notes=notes)
        run = measure(dataset, index, cost, methods, Plan(depth, not no_answers, out), seed, pairs)
    write_report(run, out)
    if record is not None:
        record.parent.mkdir(parents=True, exist_ok=True)
        save_run(run, record, with_rows=False)
    print_run(run, Console())
    click.echo(f"The report is {out / 'report.html'}.")


def choose_methods(
    names: Sequence[str], variants: Sequence[str], base: Settings
) -> dict[str, Method]:
    """The methods named, in order, and the variants.

    Raises:
        click.UsageError: a name is unknown.
    """
    from eval.ablations import ablation_methods, variant
    from eval.methods import METHODS

    ablations = ablation_methods(base)
    known = {**METHODS, **ablations}
    chosen: dict[str, Method] = {}
    for name in (name.strip() for name in names):
        if name == "ablations":
            chosen.update({"graph": METHODS["graph"], **ablations})
        elif name in known:
            chosen[name] = known[name]
        else:
            raise click.UsageError(
                f"unknown method {name!r}; choose from: {', '.join(known)}, ablations."
            )
    for text in variants:
        method = variant(text)
        chosen[method.name] = method
    return chosen


def measure(
    dataset: Dataset,
    index: Index,
    cost: IndexingCost | None,
    methods: dict[str, Method],
    plan: Any,
    seed: int,
    pairs: Sequence[str],
) -> Run:
    """Rows of every method, scored."""
    from eval.indexing_run import describe
    from eval.runner import run_method
    from graphrag.cli.progress import Progress

    plan.out.mkdir(parents=True, exist_ok=True)
    with Progress("questions") as progress:
        rows = {
            name: run_method(method, index, dataset.questions, plan, progress)
            for name, method in methods.items()
        }
    said = {
        name: {"what": method.what, "settings": [*pairs, *method.settings]}
        for name, method in methods.items()
    }
    about = describe(index, cost)
    about["peak memory of this run, all methods, MB"] = _peak_memory_mb()
    return make_run(dataset, rows, said, about, seed=seed)


def _open(
    dataset: Dataset, directory: Path | None, out: Path, toml: Path | None, pairs: Sequence[str]
) -> tuple[Index, IndexingCost | None]:
    """The index given, or one made from the corpus alone."""
    from eval.indexing_run import build, write_corpus
    from graphrag.cli.opening import open_for

    if directory is not None:
        return open_for(directory, toml, tuple(pairs)), None
    corpus = write_corpus(dataset, out)
    directory = out / corpus.stem.replace("corpus", "index")
    options = [word for pair in pairs for word in ("--set", pair)]
    if toml is not None:
        options += ["--settings", str(toml)]
    cost = build(corpus, directory, options)
    return open_for(directory, toml, tuple(pairs)), cost


def _peak_memory_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024.0 if sys.platform != "darwin" else 1024.0 * 1024.0)
