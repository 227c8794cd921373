"""Work on many things at once in processes that share one open index.

Each is forked from this process, so it has the index, the encoder and the reader without loading
them. Where processes cannot be forked, or a server is asked for anything (`opening.at_once`), the
things are worked on one after the other.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from graphrag.errors import GraphRAGError

T = TypeVar("T")
LEAST = 8  # things for which it pays to fork
_WORK: list[Callable[[Any], Any]] = []  # what forked processes find to do


def cores() -> int:
    """How many processes may work at once; 1 where they cannot be forked."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def in_order(work: Callable[[str], T], things: Sequence[str], processes: int) -> Iterator[T]:
    """What `work` gives for each thing, in their order.

    The first is worked on here: what it loads is there for all.

    Raises:
        GraphRAGError: one of the processes was killed; and whatever `work` raises.
    """
    if processes < 2 or len(things) < LEAST:
        yield from map(work, things)
        return
    yield work(things[0])
    _WORK.append(work)
    try:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(processes, context, _deaf) as pool:
            try:
                yield from pool.map(_worked, things[1:])
            except BrokenProcessPool as error:
                raise GraphRAGError(
                    "a process that answered questions was killed, most likely because the memory "
                    "was full; ask fewer at once, or run the command again with more memory"
                ) from error
            except BaseException:
                pool.shutdown(wait=True, cancel_futures=True)
                raise
    finally:
        _WORK.pop()


def _deaf() -> None:
    """An interruption is for the process that waits for this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _worked(thing: str) -> Any:
    return _WORK[-1](thing)
