"""One process: the pages, the JSON API, and the tools of an MCP client at /mcp.

The index is opened before the first visitor comes.
"""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route
from streamlit.web.bootstrap import load_config_options

from app.api.answers import on_error
from app.api.routes import routes
from app.assets import Assets
from app.desk import INDEX_VARIABLE, SETTINGS_VARIABLE, desk
from app.front import front, page_routes
from app.origins import Guard
from app.rehearsal import rehearse
from app.tools import tool_server
from graphrag.errors import GraphRAGError

PAGE = Path(__file__).with_name("main.py")


def serve(
    directory: Path,
    toml: Path | None,
    pairs: tuple[str, ...],
    options: Mapping[str, Any],
    token: str = "",
) -> None:
    """Serve until stopped.

    Args:
        options: of Streamlit, by their dotted names: address, port, safety, theme.
        token: what a visitor has to give; empty where only this machine is listened to.
    """
    os.environ[INDEX_VARIABLE] = str(directory.resolve())
    chosen = {"toml": str(toml.resolve()) if toml else None, "pairs": pairs}
    os.environ[SETTINGS_VARIABLE] = json.dumps(chosen)
    desk().index()
    load_config_options(dict(options))
    rehearse(PAGE)
    make_app(token).run(config=options)


def make_app(token: str = "") -> st.App:
    """The application, for any ASGI server."""
    tools = tool_server()
    front(begins=True)
    found: list[BaseRoute] = [*routes(), *_mounted(tools), *page_routes()]

    @asynccontextmanager
    async def life(_: st.App) -> AsyncIterator[dict[str, Any]]:
        async with tools.session_manager.run():
            desk().index()
            desk().examples(0)  # made while nobody waits
            yield {}

    return st.App(
        PAGE,
        routes=found,
        middleware=[Middleware(Guard, token=token), Middleware(Assets)],
        exception_handlers={GraphRAGError: on_error},
        lifespan=life,
    )


def _mounted(server: MCPServer) -> list[Route]:
    """The tools' address; each call is answered by itself, and who calls is the guard's matter."""
    anybody = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    app = server.streamable_http_app(
        json_response=True, stateless_http=True, transport_security=anybody
    )
    return [route for route in app.routes if isinstance(route, Route)]
