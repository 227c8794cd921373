"""Lets so many requests through in a second and answers 429 to the rest.

Three ways of counting, as servers differ:

    window   at most N in any one second; Retry-After in whole seconds
    bucket   a bucket of N tokens that fills at N a second; retry-after-ms until the next token
    spaced   1/N seconds between two requests; Retry-After in whole seconds
"""

import math
import threading
import time
from collections import deque

from tests.servers.replies import Answer, respond
from tests.servers.server import Seen

KINDS = ("window", "bucket", "spaced")


class Limited:
    """`let_through` and `turned_away` count; `times` are those of the requests let through."""

    def __init__(self, per_second: float, kind: str = "window", latency: float = 0.0) -> None:
        self._rate, self._kind, self._work = per_second, kind, latency
        self.turned_away = 0
        self.times: list[float] = []
        self._gate = threading.Lock()
        self._recent: deque[float] = deque()
        self._tokens, self._filled = per_second, time.monotonic()

    @property
    def let_through(self) -> int:
        """Requests that got an answer."""
        return len(self.times)

    def __call__(self, _: Seen) -> Answer:
        with self._gate:
            now = time.monotonic()
            wait = getattr(self, f"_{self._kind}")(now)
            if wait <= 0:
                self.times.append(now)
            else:
                self.turned_away += 1
        if wait > 0:
            if self._kind == "bucket":
                return respond("", status=429, retry_after_ms=str(math.ceil(1000 * wait)))
            return respond("", status=429, retry_after=str(math.ceil(wait)))
        time.sleep(self._work)
        return "yes"

    def _window(self, now: float) -> float:
        while self._recent and now - self._recent[0] >= 1:
            self._recent.popleft()
        if len(self._recent) < self._rate:
            self._recent.append(now)
            return 0.0
        return 1 - (now - self._recent[0])

    def _bucket(self, now: float) -> float:
        self._tokens = min(self._rate, self._tokens + (now - self._filled) * self._rate)
        self._filled = now
        if self._tokens >= 1:
            self._tokens -= 1
            return 0.0
        return (1 - self._tokens) / self._rate

    def _spaced(self, now: float) -> float:
        step = 1 / self._rate
        if not self._recent or now - self._recent[-1] >= step * 0.999:
            self._recent.append(now)
            return 0.0
        return step - (now - self._recent[-1])
