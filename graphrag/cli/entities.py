"""`graphrag entities`: say which names are one thing, and which are not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphrag.cli.options import index_option, settings_options

if TYPE_CHECKING:
    from indexing.corrections import Correction


@click.group("entities")
def command() -> None:
    """Merge two things that are one, split off a name, or take that back.

    Corrections lie beside the catalog and hold whenever the documents are indexed again.
    """


@command.command("merge")
@click.argument("name")
@click.argument("other")
@index_option
@settings_options
def merge(
    name: str, other: str, directory: Path, toml: Path | None, pairs: tuple[str, ...]
) -> None:
    """OTHER is NAME: all that is said of OTHER is said of NAME."""
    from graphrag.index import open_index
    from indexing.correcting import merge_of

    with open_index(directory) as index:
        correction = merge_of(index, name, other)
    _correct(directory, correction, toml, pairs)


@command.command("split")
@click.argument("name")
@click.argument("other")
@index_option
@settings_options
def split(
    name: str, other: str, directory: Path, toml: Path | None, pairs: tuple[str, ...]
) -> None:
    """OTHER, by which NAME is called as well, is something else."""
    from graphrag.index import open_index
    from indexing.correcting import split_of

    with open_index(directory) as index:
        correction = split_of(index, name, other)
    _correct(directory, correction, toml, pairs)


@command.command("undo")
@index_option
@settings_options
def undo(directory: Path, toml: Path | None, pairs: tuple[str, ...]) -> None:
    """Take the last correction back."""
    _correct(directory, None, toml, pairs)


@command.command("list")
@index_option
def listed(directory: Path) -> None:
    """Print the corrections, the oldest first."""
    from graphrag.storage.catalog import Catalog
    from indexing.corrections import read

    with Catalog(directory):
        pass  # refuses a directory that holds no index
    for correction in read(directory):
        click.echo(str(correction))


def _correct(
    directory: Path, correction: Correction | None, toml: Path | None, pairs: tuple[str, ...]
) -> None:
    from indexing.correcting import correct, settings_of
    from indexing.corrections import read

    last = read(directory)[-1:]
    report = correct(directory, correction, settings_of(directory, toml, pairs))
    said = f"Taken back: {last[0]}." if correction is None else f"{correction}."
    click.echo(f"{said} The index has {report.entities:,} entities now.")
