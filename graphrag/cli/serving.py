"""How `ui` and `serve` serve: to this machine alone, or with a token to others."""

from __future__ import annotations

import ipaddress
import os
import socket
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

LOCAL = "127.0.0.1"
TOKEN_VARIABLE = "GRAPHRAG_TOKEN"
SHORTEST = 16  # characters of a token

port_option = click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8501,
    show_default=True,
    help="The port.",
)
host_option = click.option(
    "--host",
    default=LOCAL,
    show_default=True,
    help=f"The address to listen at; another than this machine's needs {TOKEN_VARIABLE}.",
)


def serve_index(
    directory: Path,
    toml: Path | None,
    pairs: tuple[str, ...],
    *,
    host: str,
    port: int,
    browser: bool,
) -> None:
    """Serve until stopped.

    Raises:
        click.ClickException: the port is taken, or others would be served without a token.
        GraphRAGError: the index or the settings cannot be used.
    """
    from importlib.util import find_spec

    from graphrag.settings import load_settings, require_model
    from graphrag.storage.stats import read_stats

    require_model(load_settings(toml, pairs))
    stats = read_stats(directory)  # a clear refusal before the server starts
    token = token_for(host, os.environ.get(TOKEN_VARIABLE, ""))
    require_free(host, port)
    if find_spec("app.main") is None:
        raise click.ClickException("The pages are not installed; run a full installation.")
    from app.serve import PAGE, serve

    address = f"[{host}]" if ":" in host else host
    click.echo(f"{stats.passages:,} passages of {directory}: http://{address}:{port}", err=True)
    if token:
        said = f"Whoever reaches {host} and has the token in {TOKEN_VARIABLE} may ask and upload."
        click.echo(said, err=True)
    options = server_options(PAGE.with_name("streamlit.toml"), host, port, browser)
    serve(directory, toml, pairs, options, token)


def token_for(host: str, token: str) -> str:
    """The token that visitors need; none where only this machine is listened to.

    Raises:
        click.ClickException: one is needed and missing, or too short.
    """
    if is_local(host):
        return ""
    if len(token) < SHORTEST:
        raise click.ClickException(
            f"{host} can be reached from other machines: put a token of at least {SHORTEST} "
            f"characters into the environment variable {TOKEN_VARIABLE} first."
        )
    return token


def is_local(host: str) -> bool:
    """Whether nobody but this machine reaches the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def require_free(host: str, port: int) -> None:
    """Refuse a port that is taken.

    Raises:
        click.ClickException: something listens there already, or the address is not ours.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"Port {port} of {host} cannot be used ({error.strerror}); choose another with "
                "--port."
            ) from error


def server_options(file: Path, host: str, port: int, browser: bool) -> dict[str, Any]:
    """Streamlit's options by dotted name: safety and theme of `streamlit.toml`, and the address.

    Given to it as they are, so that no file or variable of the user's overrides them.
    """
    given = tomllib.loads(file.read_text(encoding="utf-8"))
    given["server"] |= {"address": host, "port": port, "headless": not browser}
    if not is_local(host):
        given["server"]["allowedHosts"] = []  # whoever has the token, by whatever name
        given["browser"]["serverAddress"] = host  # else Streamlit asks elsewhere for one to print
    return dict(named_options(given))


def named_options(table: Mapping[str, Any], section: str = "") -> Iterator[tuple[str, Any]]:
    """The options in a table of TOML as (dotted name, value)."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from named_options(value, f"{section}{name}.")
        else:
            yield f"{section}{name}", value
