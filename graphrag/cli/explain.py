"""`graphrag explain`: why these passages were found."""

from __future__ import annotations

from pathlib import Path

import click

from graphrag.cli.options import index_option, json_option, k_option, settings_options


@click.command("explain")
@click.argument("question")
@index_option
@k_option
@json_option
@settings_options
def command(
    question: str,
    directory: Path,
    k: int,
    as_json: bool,
    toml: Path | None,
    pairs: tuple[str, ...],
) -> None:
    """Show seeds, evidence paths, each passage's score in parts, and timings for QUESTION."""
    from graphrag.cli.opening import open_for
    from graphrag.cli.render import render_explanation
    from graphrag.cli.shapes import search_shape, to_json
    from graphrag.pipeline import retrieve

    retrieval = retrieve(open_for(directory, toml, pairs), question, k)
    click.echo(
        to_json(search_shape(retrieval), indent=2) if as_json else render_explanation(retrieval)
    )
