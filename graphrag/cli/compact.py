"""`graphrag compact`: write an index whole again after many small changes."""

from __future__ import annotations

from pathlib import Path

import click

from graphrag.cli.options import index_option


@click.command("compact")
@index_option
def command(directory: Path) -> None:
    """Write whole what small changes have left in parts.

    A small change writes what is new, and leaves vectors of what was taken out where they are until
    much has changed. After this the files are those of a fresh build. Answers stay the same.
    """
    from indexing.compacting import compact_index

    done = compact_index(directory)
    click.echo(f"{directory} {'is whole again' if done else 'was whole already'}.")
