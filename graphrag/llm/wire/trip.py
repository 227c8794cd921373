"""What a connection is told and tells of one call, and where the response goes."""

from __future__ import annotations

import queue
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, slots=True)
class Address:
    """A server and the limits of talking to it."""

    base_url: str
    key_env: str  # the environment variable that holds the key
    timeout: float  # seconds for one request, retries included
    retries: int
    concurrency: int = 8  # most requests in flight
    key_header: str = "authorization"
    api_version: str = ""

    def as_azure(self) -> Address:
        """Where the address names an API version it is Azure's, whose key has its own header."""
        parts = urlsplit(self.base_url)
        asked = parse_qs(parts.query)
        if list(asked) != ["api-version"]:
            return self
        plain, version = parts._replace(query="").geturl(), asked["api-version"][0]
        return replace(self, base_url=plain, key_header="api-key", api_version=version)


@dataclass(slots=True)
class Trip:
    """What became of one call: filled in while it is under way."""

    again: Callable[[], None] = lambda: None  # called before a request is sent once more
    attempts: int = 0
    seconds: float = 0.0
    timeout: float = 0.0  # seconds; 0: that of the address
    once: bool = False  # do not send again what the server may have taken


class Whole:
    """Collects a response; may be emptied for another attempt."""

    def __init__(self, largest: float) -> None:
        self.largest = largest
        self.chunks: list[bytes] = []

    def put(self, chunk: bytes) -> None:
        """Take what came next."""
        self.chunks.append(chunk)

    def restart(self) -> bool:
        """May there be another attempt? What came so far is forgotten then."""
        self.chunks.clear()
        return True


class Passing:
    """Passes a response on at once; once something is passed on there is no other attempt."""

    def __init__(self, largest: float) -> None:
        self.largest = largest
        self.chunks: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._begun = False

    def put(self, chunk: bytes) -> None:
        """Take what came next."""
        self._begun = True
        self.chunks.put(chunk)

    def restart(self) -> bool:
        """May there be another attempt? What came so far is forgotten then."""
        return not self._begun


Sink = Whole | Passing
