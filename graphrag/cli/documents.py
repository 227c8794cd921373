"""`graphrag documents`: every file and folder that indexing met, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphrag.cli.options import index_option, json_option

if TYPE_CHECKING:
    from graphrag.storage.catalog import Account, Failure


@click.command("documents")
@index_option
@json_option
def command(directory: Path, as_json: bool) -> None:
    """List every file and folder met: read, copy, empty, skipped or failed, and why."""
    from graphrag.cli.accounts import accounts_shape
    from graphrag.cli.shapes import to_json
    from graphrag.storage.catalog import Catalog

    with Catalog(directory) as catalog, catalog.snapshot():
        accounts, failures = catalog.accounts(), catalog.failures()
    if as_json:
        click.echo(to_json(accounts_shape(accounts, failures), indent=2))
    else:
        click.echo("\n".join(lines(accounts, failures)))


def lines(accounts: Sequence[Account], failures: Sequence[Failure]) -> list[str]:
    """One line each, sorted by path, then the sum."""
    from graphrag.cli.accounts import account_lines, lost_lines
    from graphrag.cli.terminal import clean

    if not accounts:
        return ["Nothing is known of its files; index the source again to list them."]
    found = [
        f"{account.status:<8}{clean(account.path)}"
        + (f"  ({clean(account.reason)})" if account.reason else "")
        for account in accounts
    ]
    found += [
        f"lost    {clean(f.document)}  ({clean(f.reason)})" for f in lost_lines(accounts, failures)
    ]
    return [*found, account_lines(accounts, failures)[0]]
