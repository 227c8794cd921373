"""`graphrag stats`: what an index holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphrag.cli.options import index_option, json_option

if TYPE_CHECKING:
    from graphrag.storage.catalog import Failure, PassageFailure
    from graphrag.storage.stats import Stats

SHOWN = 10  # failed passages listed with their reason


@click.command("stats")
@index_option
@json_option
def command(directory: Path, as_json: bool) -> None:
    """Count what an index holds: documents, passages, entities, facts, edges, failures."""
    from graphrag.cli.shapes import to_json
    from graphrag.storage.stats import read_stats

    stats = read_stats(directory)
    click.echo(to_json(stats_shape(stats), indent=2) if as_json else render_stats(stats))


def stats_shape(stats: Stats) -> dict[str, object]:
    """The JSON of `stats`."""
    return {
        "documents": stats.documents,
        "passages": stats.passages,
        "sentences": stats.sentences,
        "entities": stats.entities,
        "facts": stats.facts,
        "edges": dict(stats.edges),
        "embedder": stats.embedder,
        "extractor": stats.extractor,
        "parser": stats.parser,
        "generation": stats.generation,
        "failures": [{"document": f.document, "reason": f.reason} for f in stats.failures],
        "passage_failures": [
            {"passage": f.passage, "reason": f.reason} for f in stats.passage_failures
        ],
    }


def render_stats(stats: Stats) -> str:
    """The same as lines of text."""
    from graphrag.cli.terminal import clean, table

    names = ("documents", "passages", "sentences", "entities", "facts")
    rows: list[tuple[str, ...]] = [(name, f"{getattr(stats, name):,}") for name in names]
    edges = ", ".join(f"{kind} {count:,}" for kind, count in stats.edges.items())
    rows += [
        ("edges", edges),
        ("embedder", clean(stats.embedder)),
        ("extractor", clean(stats.extractor)),
        ("parser", clean(stats.parser) or "none"),
        ("generation", str(stats.generation)),
    ]
    lines = [*table(rows, ""), *failure_lines(stats.failures)]
    return "\n".join(lines + passage_lines(stats.passage_failures))


def passage_lines(failures: tuple[PassageFailure, ...]) -> list[str]:
    """Passages that a language model did not read, and why; no line when there is none."""
    from graphrag.cli.terminal import clean

    if not failures:
        return []
    head = (
        f"{len(failures):,} passages failed; `graphrag index --retry-failed` asks about them again:"
    )
    lines = [head, *(f"  {clean(f.passage)}: {clean(f.reason)}" for f in failures[:SHOWN])]
    if len(failures) > SHOWN:
        lines.append(f"  ... and {len(failures) - SHOWN:,} more")
    return lines


def failure_lines(failures: tuple[Failure, ...]) -> list[str]:
    """Documents that could not be read, and why; no line when there is none."""
    from graphrag.cli.terminal import clean

    if not failures:
        return []
    noun = "document" if len(failures) == 1 else "documents"
    lines = [f"{len(failures)} {noun} could not be read:"]
    return lines + [f"  {clean(f.document)}: {clean(f.reason)}" for f in failures]
