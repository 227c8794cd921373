"""Streamlit's scripts, styles and fonts, sent from memory.

A first visit asks for eighty of them. Each is read once and sent without a thread of its own; their
names hold a hash of what is in them, so a browser may keep them.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

BELOW = "/static/"
KINDS = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
KEPT = {"cache-control": "public, immutable, max-age=31536000"}
_IMPORTED = re.compile(r"""(?:from|import)\s*["']\./([\w.~-]+\.js)["']""")


class Assets:
    """ASGI middleware: answers for `files()`, and passes on whatever else is asked for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        path = scope.get("path", "")
        name = path.removeprefix(BELOW)
        reads = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if not reads or name == path or name not in files():
            await self._app(scope, receive, send)
            return
        kind = KINDS[files()[name].suffix]
        await Response(content(name), headers=KEPT, media_type=kind)(scope, receive, send)


@cache
def files() -> dict[str, Path]:
    """What is sent from memory, by its path below `/static/`."""
    folder = Path(file_util.get_static_dir()) / "static"
    found = (path for path in folder.rglob("*") if path.suffix in KINDS)
    return {path.relative_to(folder).as_posix(): path for path in found}


@cache
def content(name: str) -> bytes:
    """One of `files()`."""
    return files()[name].read_bytes()


def scripts_of(*components: str) -> list[str]:
    """The scripts of these components and all that they import, as names of `files()`."""
    found: list[str] = []
    wanted = [name for name in files() if _component(name) in components]
    while wanted:
        name = wanted.pop()
        if name in files() and name not in found:
            found.append(name)
            imported = _IMPORTED.findall(content(name).decode("utf-8"))
            wanted += [f"js/{one}" for one in imported]
    return sorted(found)


def _component(name: str) -> str:
    """`TextInput` of `js/TextInput.MPWivlu9.js`."""
    return name.removeprefix("js/").partition(".")[0] if name.endswith(".js") else ""
