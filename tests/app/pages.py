"""Opens one page on an index without a browser, and reads what it shows."""

from __future__ import annotations

import re
from html import unescape

from streamlit.testing.v1 import AppTest


def opened(view: str, **query: str) -> AppTest:
    """The page of `app.views` of that name, at this address, drawn once."""
    page = AppTest.from_string(f"from app.views import {view}\n{view}.page()", default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


def html_of(page: AppTest) -> str:
    """All HTML of the page but scripts and style sheets, which are ours."""
    assert not page.exception
    bodies = (part.proto.body for part in page.get("html"))
    return "\n".join(body for body in bodies if not body.startswith(("<style>", "<script>")))


def words_of(page: AppTest) -> str:
    """Its words."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html_of(page))).split())


def button(page: AppTest, words: str):
    """The first button that says so."""
    return next(one for one in page.button if words in one.label.replace("\\", ""))
