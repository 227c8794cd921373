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
BELOW = 0.98  # of the pace that was let through
CREEP = 0.01  # growth of the pace a second, near the ceiling
QUIET = 4.0  # seconds without a 429 after which the ceiling is taken to be gone
ENOUGH = 5  # requests let through that make a ceiling known; fewer only hint at it
CREDIT = 2.0  # requests that may follow at once after a delay
SLOWEST = 0.05  # requests a second
WINDOW = (1.0, 60.0)  # shortest and longest time over which the pace is measured


class Pace:
    """Shared by all requests to one server."""

    def __init__(self, most: int) -> None:
        """At most `most` requests at once."""
        self._most, self._width = most, float(most)
        self._active = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._cut_at = -math.inf
        self.let_through = 0  # requests that the server has answered
        self.rate = Rate()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait, first come first served, until another request may be in flight."""
        if self._active >= int(self._width) or self._waiting:
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
        self._width = min(self._most, self._width + 1 / self._width)

    def failed(self) -> None:
        """The server failed: half as much at once; failures close together count once."""
        now = asyncio.get_running_loop().time()
        if now - self._cut_at >= ONCE:
            self._cut_at = now
            self._width = max(1.0, self._width / 2)

    def _leave(self) -> None:
        self._active -= 1
        while self._waiting and self._active < int(self._width):
            place = self._waiting.popleft()
            if not place.done():
                self._active += 1
                place.set_result(None)


class Rate:
    """Requests a second; without bound until the first 429."""

    def __init__(self) -> None:
        """Nothing was sent yet."""
        self._pace = math.inf  # at the last 429
        self._since = -math.inf  # when the request that met it was sent
        self._window = WINDOW[0]
        self._known = False  # enough was let through to know the ceiling
        self._sent: deque[float] = deque(maxlen=10_000)  # times of requests not turned away
        self._next = -math.inf

    def now(self, time: float) -> float:
        """The pace at `time`."""
        if math.isinf(self._pace):
            return self._pace
        passed = time - self._since
        plateau = QUIET if self._known else 0.0
        doublings = min(max(0.0, passed - plateau), 60.0)
        return float(self._pace * (1 + CREEP * passed) * 2**doublings)

    async def wait(self) -> float:
        """Sleep until the next request is due; the time at which it leaves."""
        loop = asyncio.get_running_loop()
        time = loop.time()
        step = 1 / self.now(time)
        due = max(self._next, time - CREDIT * step)
        self._next = due + step
        if due > time:
            await asyncio.sleep(due - time)
        sent = loop.time()
        self._sent.append(sent)
        return sent

    def turned_away(self, sent: float, pause: float) -> None:
        """The server answered 429 to the request that left at `sent`; come back in `pause` s."""
        if sent in self._sent:
            self._sent.remove(sent)
        if sent > self._since:
            self._since = sent
            self._window = min(max(pause, WINDOW[0]), WINDOW[1])
        start = self._since - self._window
        passed = sum(start < time <= self._since for time in self._sent)
        self._known = passed >= ENOUGH
        if passed:
            self._pace = max(BELOW * passed / self._window, SLOWEST)
