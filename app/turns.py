"""Turns: as many questions are worked on at once as there are cores, in the order they came.

More at once would make most of them later and none sooner. Where a language model is asked, a
question waits for its server and needs no core meanwhile: it waits for nobody here.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from graphrag.settings import Settings


class Turns:
    """The turns of one process; `most` at once."""

    def __init__(self, most: int = 0) -> None:
        self._free = threading.Semaphore(most or os.cpu_count() or 1)

    @contextmanager
    def turn(self, settings: Settings) -> Iterator[None]:
        """Wait for a turn, and have it as long as the block takes."""
        if settings.llm.model:
            yield
            return
        with self._free:
            yield
