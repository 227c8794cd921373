"""Who may speak to the server: checked before Streamlit sees a request.

no Origin, or the server's own     goes on
another Origin                     refused: a page elsewhere must not make this server act
a Host that is not ours            refused, where the server listens to this machine alone
a token is set                     wanted as `Authorization: Bearer`, or once as `?token=`, which
                                   becomes a cookie that scripts cannot read
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.answers import error_shape, json_answer

COOKIE = "graphrag_visitor"
LOCAL = ("127.0.0.1", "localhost", "::1")


class Guard:
    """ASGI middleware. `token` is empty where the server listens to this machine alone."""

    def __init__(self, app: ASGIApp, token: str = "") -> None:
        self._app, self._token = app, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if not self._is_ours(headers):
            await _refuse(scope, receive, send, 403, "ForeignOrigin", "another site asks")
        elif self._token and not self._is_known(headers):
            if scope["type"] == "http" and self._is_right(_query(scope).get("token", "")):
                await self._welcome(scope)(scope, receive, send)
            else:
                said = "give the token as Authorization: Bearer …, or once as ?token=…"
                await _refuse(scope, receive, send, 401, "TokenNeeded", said)
        else:
            await self._app(scope, receive, send)

    def _is_ours(self, headers: Mapping[str, str]) -> bool:
        host, origin = headers.get("host", ""), headers.get("origin")
        if not self._token and _name(f"//{host}") not in LOCAL:
            return False
        return origin is None or _place(origin) == host.lower()

    def _is_known(self, headers: Headers) -> bool:
        kind, _, given = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and self._is_right(given.strip()):
            return True
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            return False
        return cookie is not None and hmac.compare_digest(cookie.value, self._visitor())

    def _is_right(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self._token.encode())

    def _visitor(self) -> str:
        """What the cookie holds: not the token itself."""
        return hmac.new(self._token.encode(), b"visitor", hashlib.sha256).hexdigest()

    def _welcome(self, scope: Scope) -> Response:
        """To the same address without the token, with the cookie."""
        rest = {name: value for name, value in _query(scope).items() if name != "token"}
        query = f"?{urlencode(rest)}" if rest else ""
        path = "/" + scope["path"].lstrip("/\\")
        answer = RedirectResponse(f"{path}{query}", 303)
        answer.set_cookie(COOKIE, self._visitor(), httponly=True, samesite="strict", path="/")
        answer.headers["cache-control"] = "no-store"
        return answer


def _query(scope: Scope) -> dict[str, str]:
    return dict(parse_qsl(scope.get("query_string", b"").decode("latin-1")))


def _place(origin: str) -> str:
    """Host and port of an origin; what no header `Host` can be where it is none."""
    try:
        return urlsplit(origin).netloc.lower() or "nowhere"
    except ValueError:
        return "nowhere"


def _name(address: str) -> str:
    """The host in an address, without its port."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


async def _refuse(
    scope: Scope, receive: Receive, send: Send, status: int, kind: str, said: str
) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": said})
        return
    await json_answer(error_shape(kind, said), status)(scope, receive, send)
