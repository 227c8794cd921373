"""`graphrag verify`: check every file of an index."""

from __future__ import annotations

from pathlib import Path

import click

from graphrag.cli.options import index_option, json_option


@click.command("verify")
@index_option
@json_option
@click.pass_context
def command(ctx: click.Context, directory: Path, as_json: bool) -> None:
    """Check rows against digests, vectors against texts, files against hashes.

    Exits with 2, after naming each problem and its remedy, when anything is wrong.
    """
    from graphrag.cli.entry import one_line
    from graphrag.cli.shapes import to_json
    from graphrag.cli.terminal import clean
    from graphrag.storage.verify import verify

    problems = verify(directory)
    if as_json:
        click.echo(to_json({"sound": not problems, "problems": problems}, indent=2))
    elif problems:
        click.echo("\n".join(one_line(clean(problem)) for problem in problems), err=True)
    else:
        click.echo(f"{directory} is sound.")
    ctx.exit(2 if problems else 0)
