"""Streamlit's scripts from memory, and the front page that names them early."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from app.ask.history import past_questions
from app.assets import Assets, content, files, scripts_of
from app.front import front, page_routes
from app.rehearsal import rehearse
from app.serve import PAGE
from app.views import ask


@pytest.fixture
def client() -> TestClient:
    """The assets before something that answers whatever is passed on."""
    rest = Route("/{path:path}", lambda _: PlainTextResponse("passed on"), methods=["GET", "POST"])
    app = Starlette(routes=[*page_routes(), rest], middleware=[Middleware(Assets)])
    return TestClient(app, base_url="http://127.0.0.1:8501")


def test_scripts_are_sent_whole_with_their_kind_and_may_be_kept(client: TestClient) -> None:
    (name,) = scripts_of("rolldown-runtime")  # imports nothing
    answer = client.get(f"/static/{name}")
    assert answer.content == files()[name].read_bytes() == content(name)
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]
    head = client.head(f"/static/{name}")
    assert head.content == b"" and head.headers["content-length"] == str(len(content(name)))


@pytest.mark.parametrize(
    "path",
    ["/static/", "/static/js/none.js", "/static/../index.html", "/static/js/../../index.html",
     "/staticjs/x", "/other"],
)  # fmt: skip
def test_anything_else_is_passed_on(client: TestClient, path: str) -> None:
    assert client.get(path).text == "passed on"
    assert client.post(f"/static/{scripts_of('Html')[0]}").text == "passed on"


def test_the_front_names_each_script_once_and_all_that_a_first_page_needs() -> None:
    named = [name for name in files() if f'href="./static/{name}"' in front()]
    assert {"Html", "TextInput", "Button", "purify"} <= {name[3:].split(".")[0] for name in named}
    assert all(front().count(f'href="./static/{name}"') == 1 for name in named)


@pytest.mark.parametrize(
    ("address", "begins"),
    [("/", True), ("/ask", True), ("/?q=Who", False), ("/explore", False), ("/documents", False)],
)
def test_only_a_page_that_asks_nothing_yet_begins_with_a_field(
    client: TestClient, address: str, begins: bool
) -> None:
    assert ('<form class="gr-first"' in client.get(address).text) == begins


def test_a_rehearsal_draws_the_page_and_keeps_nothing(
    monkeypatch: pytest.MonkeyPatch, index_copy: Path
) -> None:
    monkeypatch.setenv("GRAPHRAG_INDEX", str(index_copy))
    drawn, draw = [], ask.page
    monkeypatch.setattr(ask, "page", lambda: drawn.append(draw()))
    rehearse(PAGE)
    assert len(drawn) == 1 and past_questions(index_copy / "workbench") == []
    assert logging.root.manager.disable == logging.NOTSET
