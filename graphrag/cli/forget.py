"""`graphrag forget`: erase what a language model said that an index needs no more."""

from __future__ import annotations

from pathlib import Path

import click

from graphrag.cli.options import index_option


@click.command("forget")
@index_option
def command(directory: Path) -> None:
    """Erase the kept replies about passages that are gone, and those to questions.

    Indexing never erases them: they were paid for. After this, a document that was taken out has
    left no text in the index's directory.
    """
    from indexing.llm.forget import forget_replies

    erased = forget_replies(directory)
    click.echo(f"{erased:,} replies were erased." if erased != 1 else "1 reply was erased.")
