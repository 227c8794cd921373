"""`graphrag mcp`: the tools of an index for an MCP client, over standard input and output."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from graphrag.cli.options import index_option, settings_options


@click.command("mcp")
@index_option
@settings_options
def command(directory: Path, toml: Path | None, pairs: tuple[str, ...]) -> None:
    """Offer search, ask, explain, entity and documents to an MCP client that starts this command.

    Over HTTP they are at /mcp of `graphrag serve`.
    """
    from app.desk import INDEX_VARIABLE, SETTINGS_VARIABLE, desk
    from app.tools import tool_server

    os.environ[INDEX_VARIABLE] = str(directory.resolve())
    chosen = {"toml": str(toml.resolve()) if toml else None, "pairs": pairs}
    os.environ[SETTINGS_VARIABLE] = json.dumps(chosen)
    desk().index()  # a clear refusal before a client waits
    tool_server().run("stdio")
