"""Who may speak to the server: by Origin, by Host, by token."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from app.origins import COOKIE, Guard

WS = "ws://127.0.0.1:8501"
TOKEN = "a-token-that-nobody-guesses"


async def talk(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("hello")
    await socket.close()


def client_of(token: str = "", base: str = "http://127.0.0.1:8501") -> TestClient:
    app = Starlette(
        routes=[
            Route("/{path:path}", lambda request: PlainTextResponse("here")),
            WebSocketRoute("/{path:path}", talk),
        ],
        middleware=[Middleware(Guard, token=token)],
    )
    return TestClient(app, base_url=base, follow_redirects=False)


@pytest.mark.parametrize("origin", [None, "http://127.0.0.1:8501"])
def test_our_own_pages_and_programs_go_on(origin: str | None) -> None:
    headers = {"origin": origin} if origin else {}
    assert client_of().get("/", headers=headers).text == "here"
    with client_of().websocket_connect(f"{WS}/_stcore/stream", headers=headers) as socket:
        assert socket.receive_text() == "hello"


@pytest.mark.parametrize(
    "origin",
    ["http://x.test", "null", "http://127.0.0.1:8502", "https://localhost", "http://[", "",
     "http://127.0.0.1:8501.x.test", "http://x.test/127.0.0.1:8501"],
)  # fmt: skip
def test_a_page_elsewhere_is_refused_before_anything_acts(origin: str) -> None:
    refused = client_of().post("/api/ask", headers={"origin": origin})
    assert refused.status_code == 403 and refused.json()["error"]["type"] == "ForeignOrigin"
    with (
        pytest.raises(WebSocketDisconnect),
        client_of().websocket_connect(f"{WS}/_stcore/stream", headers={"origin": origin}),
    ):
        pass


@pytest.mark.parametrize("host", ["x.test", "x.test:8501", "127.0.0.1.x.test", "", "["])
def test_a_name_that_is_not_ours_is_refused(host: str) -> None:
    assert client_of().get("/", headers={"host": host}).status_code == 403


def test_a_token_is_wanted_and_becomes_a_cookie() -> None:
    client = client_of(TOKEN, "http://192.168.1.7:8501")
    for sent in ({}, {"authorization": "Bearer wrong"}, {"authorization": TOKEN},
                 {"cookie": f"{COOKIE}={TOKEN}"}):  # fmt: skip
        assert client.get("/", headers=sent).status_code == 401
    assert client.get("/?token=wrong").status_code == 401
    stream = "ws://192.168.1.7:8501/_stcore/stream"
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(stream):
        pass
    assert client.get("/", headers={"authorization": f"Bearer {TOKEN}"}).text == "here"
    welcome = client.get("/explore", params={"token": TOKEN, "e": "Ada Lane"})
    assert welcome.status_code == 303
    assert welcome.headers["location"] == "/explore?e=Ada+Lane"
    cookie = welcome.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie and TOKEN not in cookie
    assert client.get("/").text == "here"
    with client.websocket_connect(stream) as socket:
        assert socket.receive_text() == "hello"


def test_the_way_back_stays_on_this_server() -> None:
    for path in ("//x.test/", "/\\x.test"):
        client = client_of(TOKEN, "http://192.168.1.7:8501")
        answer = client.get(f"http://192.168.1.7:8501{path}", params={"token": TOKEN})
        assert answer.headers["location"].startswith("/")
        assert not answer.headers["location"].startswith(("//", "/\\"))
