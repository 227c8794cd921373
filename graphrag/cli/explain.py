"""`graphrag explain`: why these passages were found."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from graphrag.cli.options import index_option, json_option, k_option, settings_options, where_option
from graphrag.cli.spacy_alone import without_commands


@click.command("explain")
@click.argument("question")
@index_option
@k_option
@json_option
@where_option
@settings_options
@without_commands()
def command(
    question: str,
    directory: Path,
    k: int,
    as_json: bool,
    where: tuple[str, ...],
    toml: Path | None,
    pairs: tuple[str, ...],
) -> None:
    """Show seeds and edges, evidence paths, scores in parts, and timings for QUESTION."""
    from graphrag.cli.opening import open_for
    from graphrag.cli.render import render_explanation
    from graphrag.cli.shapes import number, search_shape, to_json
    from graphrag.explain import explain

    index = open_for(directory, toml, pairs, where)
    retrieval, edges = explain(index, question, k)
    if as_json:
        rows = [{**asdict(edge), "flow": number(edge.flow)} for edge in edges]
        click.echo(to_json({**search_shape(retrieval), "edges": rows}, indent=2))
    else:
        click.echo(render_explanation(retrieval, edges))
