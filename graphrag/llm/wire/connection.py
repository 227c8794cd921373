"""One server: requests with a total deadline, one retry layer, no redirects, no proxies, no leaks.

The vendor's timeout counts from one read to the next, so a server that drips never runs into it.
Here every request runs on an event loop of its own thread under one deadline that covers
connecting, sending, waiting, reading, and every retry. It counts from when the request gets its
turn (`graphrag.llm.wire.pacing`), not while it queues behind others.
"""

from __future__ import annotations

import asyncio
import math
import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from graphrag.errors import SettingsError
from graphrag.llm.failures import Late, Unreachable, Unusable
from graphrag.llm.wire.pacing import Pace
from graphrag.llm.wire.secrets import SHORTEST_IN_REPLIES, STRUCK, read_key
from graphrag.llm.wire.trip import Address as Address
from graphrag.llm.wire.trip import Passing, Sink, Whole
from graphrag.llm.wire.trip import Trip as Trip

if TYPE_CHECKING:
    import openai

    from graphrag.llm.wire.vendor import Trouble

Kind = Literal["chat", "embeddings", "upload", "batch", "batch status", "batches", "content"]

FIRST_WAIT, LONGEST_WAIT = 0.5, 20.0  # seconds between attempts; doubled each time
LARGEST = 32 << 20  # bytes of a response


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
        if address.timeout <= 0 or address.retries < 0 or address.concurrency < 1:
            raise SettingsError(
                "timeout is above 0 seconds, retries is 0 or more and concurrency 1 or more"
            )
        self._address = address
        self._host = parts.hostname
        self._key = read_key(address.key_env)
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._client: openai.AsyncOpenAI | None = None
        self._pace = Pace(address.concurrency)

    def send(self, kind: Kind, body: dict[str, Any], trip: Trip | None = None) -> bytes:
        """Send `body` and return the response's bytes, whatever they are.

        Raises:
            Rejected: the server does not accept this request.
            LLMError: it could not be reached, refused, failed, or was late.
        """
        sink = Whole(LARGEST)
        future = self._start(kind, body, sink, trip or Trip())
        try:
            _outcome(future)
        finally:
            future.cancel()  # an interrupt in the caller ends the request too
        return self._struck(b"".join(sink.chunks))

    def stream(self, kind: Kind, body: dict[str, Any], trip: Trip | None = None) -> Iterator[bytes]:
        """The same, in the pieces in which the response comes; errors may follow pieces.

        The response is read at the server's pace, not at that of whoever reads the pieces, and
        ended when the reader stops early.
        """
        sink = Passing(math.inf if kind == "content" else LARGEST)
        future = self._start(kind, body, sink, trip or Trip())
        future.add_done_callback(lambda _: sink.chunks.put(None))
        try:
            while (chunk := sink.chunks.get()) is not None:
                yield chunk
            _outcome(future)
        finally:
            future.cancel()

    def close(self) -> None:
        """End what is in flight, close the connections and end the thread."""
        with self._lock:
            loop, thread, client = self._loop, self._thread, self._client
            self._loop = self._thread = self._client = None
            self._pace = Pace(self._address.concurrency)  # what waits in the old one is ended
        if loop is None or thread is None:
            return
        with suppress(TimeoutError):
            asyncio.run_coroutine_threadsafe(_end(client), loop).result(timeout=5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=5)
        if not thread.is_alive():
            loop.close()

    def _start(self, kind: Kind, body: dict[str, Any], sink: Sink, trip: Trip) -> Future[None]:
        from graphrag.llm.wire import vendor  # the vendor's library takes a second to load

        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
                self._thread.start()
            if self._client is None:
                self._client = vendor.open_client(
                    self._address.base_url,
                    self._key.text,
                    self._address.timeout,
                    self._address.key_header,
                    self._address.api_version,
                )
            exchange = self._exchange(self._client, kind, body, sink, trip)
            return asyncio.run_coroutine_threadsafe(exchange, self._loop)

    async def _exchange(
        self, client: openai.AsyncOpenAI, kind: Kind, body: dict[str, Any], sink: Sink, trip: Trip
    ) -> None:
        from graphrag.llm.wire import vendor

        create = vendor.method(client, kind)
        timeout = trip.timeout or self._address.timeout
        loop = asyncio.get_running_loop()
        async with self._pace.turn():
            sent = await self._pace.rate.wait()
            started = loop.time()
            try:
                async with asyncio.timeout(timeout) as deadline:
                    ends = deadline.when() or math.inf
                    await self._attempts(lambda: create(**body), sink, trip, sent, ends)
            except TimeoutError:
                self._pace.failed()
                raise Late(
                    f"{self._host} sent no complete reply within {timeout:g} s; "
                    "raise the timeout or try again later"
                ) from None
            finally:
                trip.seconds = loop.time() - started

    async def _attempts(
        self, request: Callable[[], Any], sink: Sink, trip: Trip, sent: float, deadline: float
    ) -> None:
        from graphrag.llm.wire import vendor

        wait, tries = FIRST_WAIT, 0
        answered = self._pace.let_through
        while True:
            trip.attempts += 1
            trouble = await self._attempt(request, sink)
            if trouble is None:
                self._pace.succeeded()
                return
            turned_away = trouble.status == 429 and trouble.passing
            if turned_away:
                self._pace.rate.turned_away(sent, trouble.pause)
            elif trouble.passing:
                self._pace.failed()
            # Being turned away costs a try only if the server let nobody else through meanwhile.
            if trip.once and not turned_away:
                tries = self._address.retries
            tries += not (turned_away and self._pace.let_through > answered)
            answered = self._pace.let_through
            pause = trouble.pause or wait * random.uniform(0.75, 1.0)
            late = asyncio.get_running_loop().time() + pause >= deadline
            if not trouble.passing or tries > self._address.retries or late or not sink.restart():
                raise vendor.translate(trouble, self._host, self._address.key_env) from None
            await asyncio.sleep(pause)
            wait = min(2 * wait, LONGEST_WAIT)
            if not turned_away:
                trip.again()
            sent = await self._pace.rate.wait()

    async def _attempt(self, request: Callable[[], Any], sink: Sink) -> Trouble | None:
        """One request; None when the response has come in whole."""
        from graphrag.llm.wire import vendor

        try:
            async with request() as response:
                size = 0
                async for chunk in response.iter_bytes():
                    size += len(chunk)
                    if size > sink.largest:
                        raise Unusable(f"{self._host} sent more than {size >> 20} MB; given up")
                    sink.put(chunk)
        except vendor.ERRORS as error:
            return vendor.trouble(error)
        return None

    def _struck(self, content: bytes) -> bytes:
        key = self._key.text.encode()
        secret = len(key) >= SHORTEST_IN_REPLIES
        return content.replace(key, STRUCK.encode()) if secret else content


def _outcome(future: Future[None]) -> None:
    try:
        future.result()
    except CancelledError:
        raise Unreachable("the connection was closed while a request was in flight") from None


async def _end(client: openai.AsyncOpenAI | None) -> None:
    mine = asyncio.current_task()
    others = [task for task in asyncio.all_tasks() if task is not mine]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    if client is not None:
        await client.close()
