"""How near to a server's limit of requests a second we come, without a failure.

Threads ask for structured replies through one `LanguageModel` for some seconds; the server answers
429 beyond its limit. The share is of what the server would have let through in that time, counted
from the end of its first second (what a full bucket gives away at the start is not counted).
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from benchmarks.table import Table
from graphrag.errors import LLMError
from graphrag.llm import open_llm
from tests.servers.limited import KINDS, Limited
from tests.servers.server import FakeServer

CASES = tuple((kind, rate) for kind in KINDS for rate in (5, 20, 60))
THREADS = 8
AT_ONCE = 3  # servers, each with threads of its own; all of them wait most of the time
LATENCY = 0.05  # seconds the server takes for a reply


def run(cases: tuple[tuple[str, int], ...] = CASES, seconds: float = 8.0) -> Table:
    """One row a way of counting and limit."""
    heads = ("server", "allows a second", "reached", "share", "turned away", "failures")
    title = f"Pace against a server with a limit: {THREADS} threads, {seconds:g} s"
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Table(title, heads, list(pool.map(lambda case: measure(*case, seconds), cases)))


def measure(kind: str, rate: int, seconds: float) -> tuple[str, ...]:
    """The row of one server."""
    failures = 0
    with FakeServer(limited := Limited(rate, kind, LATENCY)) as server:
        section = server.section(timeout=60.0, retries=4, concurrency=THREADS)
        with open_llm(section) as model, ThreadPoolExecutor(THREADS) as pool:
            model.complete("loads the client")
            begun = time.monotonic()

            def ask(thread: int) -> int:
                failed = number = 0
                while time.monotonic() - begun < seconds:
                    number += 1
                    try:
                        model.complete(f"{thread}: {number}?")
                    except LLMError:
                        failed += 1
                return failed

            failures = sum(pool.map(ask, range(THREADS)))
        counted = [t for t in limited.times if begun + 1 <= t <= begun + seconds]
        reached = len(counted) / (seconds - 1)
        turned_away = limited.turned_away
    share = f"{reached / rate:.2f}"
    return (kind, str(rate), f"{reached:.1f}", share, str(turned_away), str(failures))
