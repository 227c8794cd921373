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

from app.assets import BELOW, scripts_of

PAGES = ("ask", "documents", "explore", "compare", "evaluate", "settings")
TITLE = "Ask your documents"
DRAWN_WITH = ("Html", "TextInput", "Button")  # what Streamlit would ask for late, one after another


@cache
def front(begins: bool = False) -> str:
    """The whole of it; `begins` where it comes with a field that takes a question at once."""
    page = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    style, script = (_own(name) for name in ("style.css", "front.js"))
    page = page.replace("<title>Streamlit</title>", f"<title>{TITLE}</title>")
    coming = "".join(
        f'<link rel="modulepreload" crossorigin href=".{BELOW}{name}">'
        for name in scripts_of(*DRAWN_WITH)
        if name not in page
    )
    page = page.replace("</head>", f"{coming}</head>", 1)
    first = _own("first.html") if begins else ""
    # In the body, so that it stands behind what Streamlit adds to the head, and wins.
    own = f"<body><style>{style}</style>{first}<script>{script}</script>"
    return page.replace("<body>", own, 1)


def _own(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def get_front(request: Request) -> HTMLResponse:
    """For a browser that comes to any page."""
    begins = request.url.path in ("/", "/ask") and not request.query_params
    return HTMLResponse(front(begins), headers={"cache-control": "no-cache"})


def page_routes() -> list[Route]:
    """The addresses of the pages; the rest of what Streamlit serves is its own."""
    return [Route(path, get_front) for path in ("/", *(f"/{name}" for name in PAGES))]
