"""The vendor's client: how it is opened, and its errors turned into ours."""

from __future__ import annotations

import math
import sys
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

import openai

from graphrag.errors import LLMError
from graphrag.llm.failures import Failed, Refused, Rejected, Throttled, Unreachable, Unusable
from graphrag.llm.wire.secrets import strike

PASSING = {408, 409, 425, 429, 500, 502, 503, 504, 529}  # worth another attempt
REJECTED = {400, 404, 405, 413, 415, 422, 501}  # the request itself is the trouble
SAID = 200  # characters of what the server says


def _transport() -> Any:
    """The HTTP library under the client: another one in each major version."""
    for base in openai.DefaultAsyncHttpxClient.__mro__:
        if base.__name__ == "AsyncClient":
            return sys.modules[base.__module__.partition(".")[0]]
    raise ImportError("openai has no asynchronous HTTP client")  # pragma: no cover


_HTTP = _transport()
# Errors while a body is read come from the HTTP library itself.
ERRORS: tuple[type[Exception], ...] = (
    openai.OpenAIError,
    _HTTP.HTTPError,
    _HTTP.StreamError,
    _HTTP.InvalidURL,
    OSError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why one request failed, in words without a key."""

    said: str
    status: int = 0  # 0: no response
    passing: bool = False  # worth another attempt
    pause: float = 0.0  # seconds the server asks to wait; 0: it does not say
    quota: bool = False


def open_client(
    base_url: str, key: str, timeout: float, key_header: str, api_version: str
) -> openai.AsyncOpenAI:
    """A client that follows no redirect, uses no proxy, tries once, and sends only what we say."""

    async def carry_key(request: Any) -> None:
        if key_header == "authorization" and key:
            return
        del request.headers["authorization"]  # the client insists on one
        if key:
            request.headers[key_header] = key

    transport = openai.DefaultAsyncHttpxClient(
        follow_redirects=False,
        trust_env=False,
        timeout=2 * timeout,  # our own deadline comes first
        event_hooks={"request": [carry_key], "response": [_leave_errors_packed]},
    )
    client = openai.AsyncOpenAI(
        base_url=base_url,
        api_key=key or "none",
        max_retries=0,
        timeout=2 * timeout,
        http_client=transport,
        default_headers={"Accept-Encoding": "identity"},
        default_query={"api-version": api_version} if api_version else {},
    )
    client.organization = client.project = None  # whatever the environment says
    return client


async def _leave_errors_packed(response: Any) -> None:
    """The body of an error is read by the client without a limit: never let it swell."""
    if response.status_code >= 300:
        response.headers.pop("content-encoding", None)


def method(client: openai.AsyncOpenAI, kind: str) -> Any:
    """The client's method that makes a request and leaves reading its response to us."""
    owner: Any
    owner, name = {
        "chat": (client.chat.completions, "create"),
        "embeddings": (client.embeddings, "create"),
        "upload": (client.files, "create"),
        "content": (client.files, "content"),
        "batch": (client.batches, "create"),
        "batch status": (client.batches, "retrieve"),
        "batches": (client.batches, "list"),
    }[kind]
    return getattr(owner.with_streaming_response, name)


def trouble(error: Exception) -> Trouble:
    """What an error of the client means."""
    if isinstance(error, openai.APIStatusError):
        status, code = error.status_code, error.code
        quota = code == "insufficient_quota" or "insufficient_quota" in str(error)
        passing = status in PASSING and not quota
        pause = _pause(error.response.headers, time.time())
        text = str(error)
        if not isinstance(error.body, dict | list):  # one major version leaves such bodies out
            text = error.response.content.decode("utf-8", "replace") or text
        return Trouble(_safe(text), status, passing, pause, quota)
    if isinstance(error, _HTTP.DecodingError):
        return Trouble("its content-encoding does not hold", status=200)
    if isinstance(error, openai.APIConnectionError | _HTTP.HTTPError | OSError):
        return Trouble(type(error.__cause__ or error).__name__, passing=True)
    return Trouble(_safe(str(error)), status=200)


def translate(trouble: Trouble, host: str, key_env: str) -> LLMError:
    """Our sentence for it."""
    status = trouble.status
    said = f"HTTP {status}: {trouble.said}"
    if not status:
        return Unreachable(
            f"cannot get a reply from {host} ({trouble.said}); "
            "check that the server runs and that base_url is right"
        )
    if status in (401, 403):
        advice = f"put a valid key into the environment variable {key_env}"
        return Refused(f"{host} refuses access (HTTP {status}); {advice}")
    if 300 <= status < 400:
        advice = "redirects are not followed; set base_url to the final address"
        return Refused(f"{host} redirects elsewhere (HTTP {status}); {advice}")
    if status in REJECTED:
        return Rejected(f"{host} does not accept this request ({said})", status)
    if status == 200:
        return Unusable(f"{host} sent an unusable reply: {trouble.said}")
    if trouble.quota:
        return Throttled(f"{host}: the account's quota is used up ({said})")
    if status == 429:
        return Throttled(f"{host} failed ({said}); try again later")
    return Failed(f"{host} failed ({said}); try again later")


def _safe(text: str) -> str:
    return strike(" ".join(text.split()))[:SAID]


def _pause(headers: Any, now: float) -> float:
    """Seconds the server asks to wait (RFC 9110, 10.2.3, or in milliseconds); 0: it does not say.

    A date in the past and a value that is neither number nor date say nothing.
    """
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        value = str(headers.get(name, "")).strip()
        try:
            seconds = float(value) / unit
        except ValueError:
            seconds = _until(value, now)
        if 0 < seconds < math.inf:
            return seconds
    return 0.0


def _until(date: str, now: float) -> float:
    try:
        return parsedate_to_datetime(date).timestamp() - now
    except (ValueError, TypeError, OverflowError):
        return 0.0
