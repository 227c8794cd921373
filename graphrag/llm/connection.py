"""One server: requests with a total deadline, one retry layer, no redirects, no proxies, no leaks.

The vendor's timeout counts from one read to the next, so a server that drips never runs into it.
Here every request runs on an event loop of its own thread under one deadline that covers
connecting, sending, waiting, reading, and every retry. Vendor errors become ours in this file.
"""

from __future__ import annotations

import asyncio
import math
import os
import threading
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Literal, NoReturn, TypeVar
from urllib.parse import urlsplit

import openai

from graphrag.errors import LLMError, SettingsError

Kind = Literal["chat", "embeddings"]
T = TypeVar("T")

FIRST_WAIT, LONGEST_WAIT = 0.5, 20.0  # seconds between attempts; doubled each time
PASSING = {408, 409, 425, 429, 500, 502, 503, 504, 529}  # worth another attempt
REJECTED = {400, 404, 405, 415, 422, 501}  # the request itself is the trouble


class Rejected(LLMError):
    """The server understood the request and does not do that."""


@dataclass(frozen=True, slots=True)
class Address:
    """A server and the limits of talking to it."""

    base_url: str
    key_env: str  # the environment variable that holds the key
    timeout: float  # seconds for one request, retries included
    retries: int


class Connection:
    """Sends requests to one server. Thread-safe; nothing is opened before the first request."""

    def __init__(self, address: Address) -> None:
        """Check the address.

        Raises:
            SettingsError: the address, the timeout or the number of retries is not usable.
            LLMError: the key has characters that no header can carry.
        """
        parts = urlsplit(address.base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise SettingsError(f"base_url starts with http:// or https://: {address.base_url!r}")
        if parts.username or parts.password or parts.query:
            raise SettingsError(
                "base_url holds a user, password or query; keys are read from the environment only"
            )
        if address.timeout <= 0 or address.retries < 0:
            raise SettingsError("timeout is above 0 seconds and retries is 0 or more")
        self._address = address
        self._host = parts.hostname
        self._key = _key(address.key_env)
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._client: openai.AsyncOpenAI | None = None

    def send(self, kind: Kind, body: dict[str, Any]) -> bytes:
        """Send `body` and return the response's bytes, whatever they are.

        Raises:
            Rejected: the server does not accept this request.
            LLMError: it could not be reached, refused, failed, or was late.
        """
        return self._wait_for(self._send(kind, body))

    def close(self) -> None:
        """Close the connections and end the thread."""
        with self._lock:
            loop, client = self._loop, self._client
            self._loop = self._client = None
        if loop is not None and client is not None:
            asyncio.run_coroutine_threadsafe(client.close(), loop).result(timeout=5)
            loop.call_soon_threadsafe(loop.stop)

    def _wait_for(self, coroutine: Coroutine[Any, Any, T]) -> T:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, daemon=True).start()
        future = asyncio.run_coroutine_threadsafe(coroutine, self._loop)
        try:
            return future.result()
        finally:
            future.cancel()  # an interrupt in the caller ends the request too

    async def _send(self, kind: Kind, body: dict[str, Any]) -> bytes:
        if self._client is None:
            self._client = _client(self._address, self._key)
        resource: Any = self._client.embeddings
        if kind == "chat":
            resource = self._client.chat.completions
        create = resource.with_raw_response.create
        try:
            async with asyncio.timeout(self._address.timeout) as deadline:
                return await self._attempts(create, body, deadline.when() or math.inf)
        except TimeoutError:
            raise LLMError(
                f"{self._host} sent no complete reply within {self._address.timeout:g} s; "
                "raise the timeout or try again later"
            ) from None

    async def _attempts(self, create: Any, body: dict[str, Any], deadline: float) -> bytes:
        wait = FIRST_WAIT
        for attempt in range(self._address.retries + 1):
            last = attempt == self._address.retries
            try:
                response = await create(**body)
                content: bytes = response.http_response.content
                return content
            except openai.APIStatusError as error:
                if last or error.status_code not in PASSING or error.code == "insufficient_quota":
                    self._refuse(error)
                pause = _asked_pause(error) or wait
                if asyncio.get_running_loop().time() + pause >= deadline:
                    self._refuse(error)
            except openai.APIConnectionError as error:
                if last:
                    reason = type(error.__cause__ or error).__name__
                    raise LLMError(
                        f"cannot get a reply from {self._host} ({reason}); "
                        "check that the server runs and that base_url is right"
                    ) from None
                pause = wait
            except openai.OpenAIError as error:
                raise LLMError(
                    f"{self._host} sent an unusable reply: {self._safe(error)}"
                ) from None
            await asyncio.sleep(pause)
            wait = min(2 * wait, LONGEST_WAIT)
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _refuse(self, error: openai.APIStatusError) -> NoReturn:
        """Our sentence for a status, without the vendor's error: its text may hold a key."""
        status = error.status_code
        said = f"HTTP {status}: {self._safe(error)}"
        if status in REJECTED:
            raise Rejected(f"{self._host} does not accept this request ({said})") from None
        if status in (401, 403):
            advice = f"put a valid key into the environment variable {self._address.key_env}"
            raise LLMError(f"{self._host} refuses access (HTTP {status}); {advice}") from None
        if 300 <= status < 400:
            advice = "redirects are not followed; set base_url to the final address"
            raise LLMError(f"{self._host} redirects elsewhere (HTTP {status}); {advice}") from None
        raise LLMError(f"{self._host} failed ({said}); try again later") from None

    def _safe(self, error: Exception) -> str:
        text = " ".join(str(error).split())
        if self._key:
            text = text.replace(self._key, "[key]")
        return text[:200]


def _client(address: Address, key: str) -> openai.AsyncOpenAI:
    transport = openai.DefaultAsyncHttpxClient(
        follow_redirects=False, trust_env=False, timeout=address.timeout
    )
    client = openai.AsyncOpenAI(
        base_url=address.base_url,
        api_key=key or "none",
        max_retries=0,
        timeout=address.timeout,
        http_client=transport,
    )
    client.organization = client.project = None  # whatever the environment says
    return client


def _key(variable: str) -> str:
    key = os.environ.get(variable, "").strip() if variable else ""
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise LLMError(f"the key in the environment variable {variable} has unusable characters")
    return key


def _asked_pause(error: openai.APIStatusError) -> float:
    """Seconds the server asks to wait, 0 when it does not say."""
    try:
        seconds = float(error.response.headers.get("retry-after", ""))
    except ValueError:
        return 0.0
    return seconds if 0 < seconds < math.inf else 0.0
