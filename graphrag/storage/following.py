"""Something that is replaced now and then, always in its newest form: an index that is written on.

Whoever asks gets one form and works on it to the end, so that nothing is half old and half new.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

PAUSE = 0.25  # seconds between two looks for a newer form

Held = TypeVar("Held")


class Following(Generic[Held]):
    """Holds the newest form that is known, `held`.

    Args:
        first: the form to begin with.
        newer: from a form to the newest one, which may be itself.
    """

    def __init__(self, first: Held, newer: Callable[[Held], Held]) -> None:
        self.held = first
        self._newer = newer
        self._looked = time.monotonic()
        self._looking = Lock()

    def newest(self) -> Held:
        """The newest form; while one thread fetches it, the others go on with what there is."""
        due = time.monotonic() - self._looked >= PAUSE
        if due and self._looking.acquire(blocking=False):
            try:
                self.held = self._newer(self.held)
                self._looked = time.monotonic()
            finally:
                self._looking.release()
        return self.held
