"""Draws an iterator dry in a thread of its own, however slowly its pieces are read."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterator


def pumped(pieces: Generator[str, None, None]) -> Iterator[str]:
    """The pieces, as they come. They are drawn to the end also when the reader pauses for good;
    when the reader stops (closes this), drawing stops at the next piece.

    Raises:
        Exception: whatever `pieces` raises, after the pieces before it.
    """
    out: queue.SimpleQueue[str | Exception | None] = queue.SimpleQueue()
    stopped = threading.Event()

    def draw() -> None:
        try:
            for piece in pieces:
                out.put(piece)
                if stopped.is_set():
                    break
            pieces.close()
        except Exception as error:  # noqa: BLE001 - it is raised where the pieces are read
            out.put(error)
        out.put(None)

    threading.Thread(target=draw, daemon=True).start()
    try:
        while (item := out.get()) is not None:
            if isinstance(item, Exception):
                raise item
            yield item
    finally:
        stopped.set()
