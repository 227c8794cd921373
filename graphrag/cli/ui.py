"""`graphrag ui`: the pages, and beside them the API and the tools, in one process."""

from __future__ import annotations

from pathlib import Path

import click

from graphrag.cli.options import index_option, settings_options
from graphrag.cli.serving import host_option, port_option, serve_index


@click.command("ui")
@index_option
@port_option
@host_option
@click.option("--browser/--no-browser", default=False, help="Open a browser window as well.")
@settings_options
def command(
    directory: Path, port: int, host: str, browser: bool, toml: Path | None, pairs: tuple[str, ...]
) -> None:
    """Serve the pages that ask, show the evidence and keep the documents; on 127.0.0.1 unless told.

    The same process answers programs, as `graphrag serve` says.
    """
    serve_index(directory, toml, pairs, host=host, port=port, browser=browser)
