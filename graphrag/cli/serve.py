"""`graphrag serve`: the JSON API and the MCP tools, and the pages beside them."""

from __future__ import annotations

from pathlib import Path

import click

from graphrag.cli.options import index_option, settings_options
from graphrag.cli.serving import host_option, port_option, serve_index


@click.command("serve")
@index_option
@port_option
@host_option
@settings_options
def command(
    directory: Path, port: int, host: str, toml: Path | None, pairs: tuple[str, ...]
) -> None:
    """Answer programs over HTTP: POST /api/ask, /api/search, /api/explain with {"question": "…"}.

    \b
    GET /api/stats, /api/documents, /api/entities?q=…, /api/entities/NAME, /api/way?from=…&to=…
    GET /health, /openapi.json; the tools of an MCP client at /mcp; the pages at /.

    What comes back is what the commands print with --json.
    """
    serve_index(directory, toml, pairs, host=host, port=port, browser=False)
