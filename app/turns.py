"""Turns: as many questions are worked on at once as there are cores, in the order they came.

More at once would make most of them later and none sooner. Who gives a turn back hands it to the
one who has waited longest, so that nobody who comes just then is before him. Where a language model
is asked, a question waits for its server and needs no core meanwhile: it waits for nobody here.
What nobody waits for is done in turns that are left over.
"""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from graphrag.settings import Settings

GLANCE = 0.05  # seconds between two looks whether a turn is left over


class Turns:
    """The turns of one process; `most` at once."""

    def __init__(self, most: int = 0) -> None:
        self._lock = threading.Lock()
        self._free = most or os.cpu_count() or 1  # none is free while anybody waits
        self._waiting: deque[threading.Event] = deque()

    @contextmanager
    def turn(self, settings: Settings) -> Iterator[None]:
        """Wait for a turn, and have it as long as the block takes."""
        if settings.llm.model:
            yield
            return
        self._wait()
        try:
            yield
        finally:
            self._give_back()

    @contextmanager
    def spare(self) -> Iterator[None]:
        """Wait until a turn is left over, and have it as long as the block takes."""
        while not self._take():
            time.sleep(GLANCE)
        try:
            yield
        finally:
            self._give_back()

    def _take(self) -> bool:
        with self._lock:
            taken = self._free > 0
            self._free -= taken
            return taken

    def _wait(self) -> None:
        mine = threading.Event()
        with self._lock:
            if self._free:
                self._free -= 1
                return
            self._waiting.append(mine)
        mine.wait()

    def _give_back(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1
