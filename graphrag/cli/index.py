"""`graphrag index`: build an index from documents, or bring it up to date with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphrag.cli.options import index_option, settings_options

if TYPE_CHECKING:
    from indexing.report import BuildReport

UNITS = {"read": "files", "extract": "passages", "embed": "texts"}


@click.command("index")
@click.argument("source", type=click.Path(path_type=Path))
@index_option
@click.option(
    "--triples",
    type=click.Path(path_type=Path),
    help='A .jsonl file of {"passage_id", "entities", "triples"} lines to build from.',
)
@click.option("--extractor", help="rules, import or rules+import; see extraction.extractor.")
@settings_options
def command(
    source: Path,
    directory: Path,
    triples: Path | None,
    extractor: str | None,
    toml: Path | None,
    pairs: tuple[str, ...],
) -> None:
    """Index SOURCE: a folder of documents, or a .jsonl corpus of {"id", "title", "text"} lines.

    Run it again after the documents have changed: only the difference is done.
    """
    from graphrag.cli.progress import Progress
    from graphrag.settings import load_settings
    from indexing.build import build_index

    if extractor is not None:
        pairs = (*pairs, f"extraction.extractor={extractor}")
    settings = load_settings(toml, pairs)
    with Progress("passages", units=UNITS) as progress:
        report = build_index(source, directory, settings, triples=triples, progress=progress)
    click.echo(render_report(report))


def render_report(report: BuildReport) -> str:
    """What the index holds now and what this run did."""
    from graphrag.cli.stats import failure_lines
    from graphrag.cli.text import table

    where = f"{report.directory} (generation {report.generation})"
    seconds = sum(report.seconds.values())
    head = f"{where} is ready after {seconds:.1f} s."
    if not report.changed:
        head = f"Nothing to do: {where} is up to date."
    names = ("documents", "passages", "sentences", "entities", "facts")
    rows: list[tuple[str, ...]] = [(name, f"{getattr(report, name):,}") for name in names]
    rows.append(("edges", ", ".join(f"{kind} {n:,}" for kind, n in report.edges.items())))
    lines = [head, *table(rows)]
    if report.changed:
        lines.append(
            f"Documents: {report.added:,} added, {report.updated:,} updated, "
            f"{report.removed:,} removed. New work: {report.extracted:,} passages read for "
            f"entities and facts, {report.embedded:,} texts embedded."
        )
    return "\n".join(lines + failure_lines(report.failures))
