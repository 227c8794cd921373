"""The HTML that every page begins as: Streamlit's own, with our style sheet and script in it.

There before the first paint, the style sheet keeps the place of what comes later; put into the page
by the page, it would come late and make everything jump.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route
from streamlit import file_util

PAGES = ("ask", "documents", "explore", "compare", "evaluate", "settings")
TITLE = "Ask your documents"
HERE = Path(__file__).parent


@cache
def front() -> str:
    """The whole of it."""
    page = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    style = (HERE / "style.css").read_text(encoding="utf-8")
    script = (HERE / "front.js").read_text(encoding="utf-8")
    page = page.replace("<title>Streamlit</title>", f"<title>{TITLE}</title>")
    # In the body, so that it stands behind what Streamlit adds to the head, and wins.
    return page.replace("<body>", f"<body><style>{style}</style><script>{script}</script>", 1)


def get_front(_: Request) -> HTMLResponse:
    """For a browser that comes to any page."""
    return HTMLResponse(front(), headers={"cache-control": "no-cache"})


def page_routes() -> list[Route]:
    """The addresses of the pages; the rest of what Streamlit serves is its own."""
    return [Route(path, get_front) for path in ("/", *(f"/{name}" for name in PAGES))]
