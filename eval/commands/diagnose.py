"""`graphrag diagnose`: what kind of corpus this is, whether the graph pays, what to change."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console

from eval.diagnosis.trial import ORDERS, Diagnosis, diagnose
from eval.report.output import print_table
from eval.report.report_tables import Table, percent
from graphrag.cli.options import index_option, json_option, settings_options


@click.command("diagnose")
@index_option
@click.option("--count", default=40, show_default=True, type=click.IntRange(1, 1000),
              help="Questions of each kind to make and to try.")  # fmt: skip
@click.option("--seed", default=7, show_default=True, help="Decides the sample.")
@json_option
@settings_options
def command(
    directory: Path, count: int, seed: int, as_json: bool, toml: Path | None, pairs: tuple[str, ...]
) -> None:
    """Say what kind of corpus an index holds and which order of passages suits it.

    Questions are made of the index's own sentences, of one hop and of two, and several orders are
    tried on them. They hold orders against each other; they are no forecast for real questions.
    """
    from graphrag.cli.opening import open_for
    from graphrag.cli.progress import Progress
    from graphrag.cli.shapes import to_json

    with open_for(directory, toml, pairs) as index, Progress("made questions") as progress:
        found = diagnose(index, count, seed, progress)
    if as_json:
        click.echo(to_json(asdict(found), indent=2))
        return
    console = Console()
    for table in tables_of(found):
        print_table(table, console)
    for line in found.advice:
        click.echo(f"- {line}")


def tables_of(found: Diagnosis) -> list[Table]:
    """The corpus, and the orders tried."""
    corpus = found.corpus
    counts = ((name, f"{getattr(corpus, name):,}") for name in ("documents", "passages", "entities",
                                                              "facts"))  # fmt: skip
    shares = (
        ("passages without a name", corpus.without_names),
        ("passages that share a name with another", corpus.linked),
        ("passages with a title of their document's own", corpus.own_titles),
        ("passages in Latin letters", corpus.latin),
        ("entities in more than one passage", corpus.shared_names),
    )
    rows = (
        *counts,
        ("words of a passage, median", f"{corpus.words:.0f}"),
        *((name, f"{percent(share)} %") for name, share in shares),
        ("how sure the order is of its first two", percent(found.sure)),
    )
    tried = tuple(
        (name, *(percent(found.recall[kind][order]) for kind in found.recall))
        for order, name in ORDERS.items()
    )
    columns = ("order", *(f"{kind} ({number})" for kind, number in found.asked.items()))
    against = tuple(
        (ORDERS[gain.order], f"{100 * gain.mean:+.1f} ({100 * gain.low:+.1f} to "
                             f"{100 * gain.high:+.1f})")
        for gain in found.others
    )  # fmt: skip
    return [
        Table("The corpus", ("what", "how much"), rows),
        Table("Recall@5 on questions made of it", columns, tried),
        Table("The default minus", ("order", "recall@5, all questions"), against),
    ]
