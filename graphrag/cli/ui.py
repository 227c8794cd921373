"""`graphrag ui`: serve the page on this machine."""

from __future__ import annotations

import json
import os
import socket
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from graphrag.cli.options import index_option, settings_options

HOST = "127.0.0.1"


@click.command("ui")
@index_option
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8501,
    show_default=True,
    help="The port on 127.0.0.1.",
)
@click.option("--browser/--no-browser", default=False, help="Open a browser window as well.")
@settings_options
def command(
    directory: Path, port: int, browser: bool, toml: Path | None, pairs: tuple[str, ...]
) -> None:
    """Serve the page that asks and shows the evidence, on 127.0.0.1 only."""
    from importlib.util import find_spec

    from graphrag.settings import load_settings, require_model
    from graphrag.storage.stats import read_stats

    require_model(load_settings(toml, pairs))
    stats = read_stats(directory)  # a clear refusal before the server starts
    require_free(port)
    spec = find_spec("app.main")
    if spec is None or spec.origin is None:
        raise click.ClickException("The page is not installed; run this from a full installation.")
    click.echo(f"{stats.passages:,} passages of {directory}: http://{HOST}:{port}", err=True)
    sys.stdout.flush()
    chosen = {"toml": str(toml.resolve()) if toml else None, "pairs": pairs}
    environment = {
        **os.environ,
        "GRAPHRAG_INDEX": str(directory.resolve()),
        "GRAPHRAG_SETTINGS": json.dumps(chosen),
    }
    line = streamlit_line(Path(spec.origin), port, browser)
    os.execve(sys.executable, line, environment)


def require_free(port: int) -> None:
    """Refuse a port that is taken.

    Raises:
        click.ClickException: something listens there already.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise click.ClickException(
                f"Port {port} cannot be used ({error.strerror}); choose another with --port."
            ) from error


def streamlit_line(page: Path, port: int, browser: bool) -> list[str]:
    """The command line that serves `page` with the safety and theme of its `streamlit.toml`.

    Flags, because Streamlit would look for a file of settings where the user happens to be.
    """
    given = tomllib.loads(page.with_name("streamlit.toml").read_text(encoding="utf-8"))
    given["server"] |= {"address": HOST, "port": port, "headless": not browser}
    flags = [f"--{name}={value}" for name, value in named_options(given)]
    return [sys.executable, "-m", "streamlit", "run", str(page), *flags]


def named_options(table: Mapping[str, Any], section: str = "") -> Iterator[tuple[str, str]]:
    """The options in a table of TOML as (dotted name, value), one for each item of a list."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from named_options(value, f"{section}{name}.")
        else:
            items = value if isinstance(value, list) else [value]
            yield from ((f"{section}{name}", _written(item)) for item in items)


def _written(value: object) -> str:
    """A value as Streamlit compares it: the option of three words knows `false`, not `False`."""
    return str(value).lower() if isinstance(value, bool) else str(value)
