"""`graphrag entities`: say which names are one thing, and which are not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphrag.cli.options import index_option, settings_options

if TYPE_CHECKING:
    from graphrag.index import Index
    from indexing.corrections import Correction


@click.group("entities")
def command() -> None:
    """Merge two things that are one, split off a name, or take that back.

    Corrections lie beside the catalog and hold whenever the documents are indexed again.
    """


def _takes_two_names(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command NAME, OTHER and the options that correcting needs."""
    for option in (settings_options, index_option, click.argument("other"), click.argument("name")):
        command = option(command)
    return command


@command.command("merge")
@_takes_two_names
def merge(name: str, other: str, directory: Path, **options: Any) -> None:
    """OTHER is NAME: all that is said of OTHER is said of NAME."""
    from indexing.correcting import merge_of

    _correct(directory, lambda index: merge_of(index, name, other), **options)


@command.command("split")
@_takes_two_names
def split(name: str, other: str, directory: Path, **options: Any) -> None:
    """OTHER, by which NAME is called as well, is something else."""
    from indexing.correcting import split_of

    _correct(directory, lambda index: split_of(index, name, other), **options)


@command.command("undo")
@index_option
@settings_options
def undo(directory: Path, toml: Path | None, pairs: tuple[str, ...]) -> None:
    """Take the last correction back."""
    _correct(directory, lambda _: None, toml, pairs)


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
    directory: Path,
    made: Callable[[Index], Correction | None],
    toml: Path | None,
    pairs: tuple[str, ...],
) -> None:
    """Correct the index by what `made` says of it; None takes the last correction back."""
    from graphrag.index import open_index
    from indexing.correcting import correct, settings_of
    from indexing.corrections import read

    with open_index(directory) as index:
        correction = made(index)
    last = read(directory)[-1:]
    report = correct(directory, correction, settings_of(directory, toml, pairs))
    said = f"Taken back: {last[0]}." if correction is None else f"{correction}."
    click.echo(f"{said} The index has {report.entities:,} entities now.")
