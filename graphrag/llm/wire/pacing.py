"""How many requests at once, and how many a second: both found out from the server's answers.

At once: additive increase, multiplicative decrease (Chiu & Jain 1989) on failures of the server.
A second: after a 429 the pace is what the server let through just before, then it creeps up and,
after a quiet time, doubles every second, as CUBIC (RFC 9438) probes for a new ceiling.
Everything here runs on one event loop, so there are no locks.
"""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

ONCE = 1.0  # seconds during which failures count as one event
BELOW = 0.97  # of the pace that was let through
CUT = 0.95  # of the pace that was tried
CREEP = 0.005  # growth of the pace a second, near the ceiling
QUIET = 4.0  # seconds without a 429 after which the ceiling is taken to be gone
ENOUGH = 5  # requests let through that make a ceiling known; fewer only hint at it
CREDIT = 0.01  # seconds of delay that are made up for
LOOK = 0.2  # seconds after which the pace is looked at again while waiting
SLOWEST = 0.05  # requests a second
WINDOW = (1.0, 60.0)  # shortest and longest time over which the pace is measured


class Pace:
    """Shared by all requests to one server."""

    def __init__(self, most: int) -> None:
        """At most `most` requests at once."""
        self._most, self.width = most, float(most)
        self._active = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._cut_at = -math.inf
        self.let_through = 0  # requests that the server has answered
        self.rate = Rate()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait, first come first served, until another request may be in flight."""
        if self._active >= int(self.width) or self._waiting:
            place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(place)
            try:
                await place  # whoever wakes it has counted it as active
            except asyncio.CancelledError:
                if place.done() and not place.cancelled():
                    self._leave()
                else:
                    self._waiting.remove(place)
                raise
        else:
            self._active += 1
        try:
            yield
        finally:
            self._leave()

    def succeeded(self) -> None:
        """The server answered: a little more at once."""
        self.let_through += 1
        self.width = min(self._most, self.width + 1 / self.width)

    def failed(self) -> None:
        """The server failed: half as much at once; failures close together count once."""
        now = asyncio.get_running_loop().time()
        if now - self._cut_at >= ONCE:
            self._cut_at = now
            self.width = max(1.0, self.width / 2)

    def _leave(self) -> None:
        self._active -= 1
        while self._waiting and self._active < int(self.width):
            place = self._waiting.popleft()
            if not place.done():
                self._active += 1
                place.set_result(None)


class Rate:
    """Requests a second; without bound until the first 429."""

    def __init__(self) -> None:
        """Nothing was sent yet."""
        self._pace = math.inf  # at the last 429
        self._tried = math.inf  # the pace then
        self._since = -math.inf  # when it came
        self._left = -math.inf  # when the request that met it had left
        self._window = WINDOW[0]
        self._known = False  # enough was let through to know the ceiling
        self._sent: deque[float] = deque(maxlen=10_000)  # times of requests not turned away
        self._last = -math.inf  # when the latest request was due
        self._line = asyncio.Lock()

    def now(self, time: float) -> float:
        """The pace at `time`."""
        if math.isinf(self._pace):
            return self._pace
        passed = max(0.0, time - self._since)
        plateau = QUIET if self._known else 0.0
        doublings = min(max(0.0, passed - plateau), 60.0)
        return float(self._pace * (1 + CREEP * passed) * 2**doublings)

    async def wait(self) -> float:
        """Sleep until the next request is due; the time at which it leaves."""
        loop = asyncio.get_running_loop()
        async with self._line:  # first come, first served
            while (rest := self._due(loop.time()) - loop.time()) > 0:
                await asyncio.sleep(min(rest, LOOK))
            sent = loop.time()
            self._last = max(self._due(sent), sent - CREDIT)
        self._sent.append(sent)
        return sent

    def _due(self, time: float) -> float:
        """When the next request may leave, at the pace of `time`."""
        return self._last + 1 / self.now(time)

    def turned_away(self, sent: float, pause: float) -> None:
        """The server answered 429 to the request that left at `sent`; come back in `pause` s."""
        if sent in self._sent:
            self._sent.remove(sent)
        if sent > self._since:  # else it had left before we knew better: the same event
            self._tried, self._left = self.now(sent), sent
            self._since = asyncio.get_running_loop().time()
            self._window = min(max(pause, WINDOW[0]), WINDOW[1])
        start = self._left - self._window
        passed = sum(start < time <= self._left for time in self._sent)
        tried = self._tried if math.isfinite(self._tried) else 0.0
        self._known = tried > 0 or passed >= ENOUGH
        pace = max(BELOW * passed / self._window, CUT * tried)
        self._pace = max(pace, SLOWEST) if pace else math.inf
