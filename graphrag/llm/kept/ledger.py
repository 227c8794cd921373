"""The ledger: one row for every call that was sent, and how often a kept reply saved one.

Rows hold no text: when, which run, stage and model, tokens, money at the prices of that time,
seconds, requests and how it ended. `graphrag costs` prints it.
"""

from __future__ import annotations

import threading
import time
import weakref
from collections import Counter
from dataclasses import dataclass

from graphrag.llm.kept.replies_file import RepliesFile, Statement

AT_ONCE = 50  # kept replies counted before the count is written


@dataclass(frozen=True, slots=True)
class Call:
    """One call that was sent to a server."""

    stage: str
    model: str
    prompt_tokens: int
    completion_tokens: int
    estimated: bool  # the server did not say how many tokens; these are ours
    cost: float
    seconds: float
    attempts: int  # requests sent, further attempts included
    outcome: str  # "ok", or the class of the error


@dataclass(frozen=True, slots=True)
class Costs:
    """What calls of one kind came to, together."""

    run: str
    stage: str
    model: str
    calls: int
    failed: int
    attempts: int
    prompt_tokens: int
    completion_tokens: int
    estimated: int  # calls whose tokens are estimates
    cost: float
    seconds: float
    reused: int  # replies that were kept already
    started: float  # seconds since 1970


class Ledger:
    """The ledger of one run in a replies file. Thread-safe."""

    def __init__(self, file: RepliesFile, run: str) -> None:
        """Write rows under the name `run`."""
        self._file, self.run = file, run
        self._reused = _Reused(file, run)
        weakref.finalize(self, self._reused.write)  # also when nobody closes it

    def statement(self, call: Call) -> Statement:
        """What writes a call's row, to go into one transaction with its reply."""
        row = (
            time.time(),
            self.run,
            call.stage,
            call.model,
            call.prompt_tokens,
            call.completion_tokens,
            call.estimated,
            call.cost,
            call.seconds,
            call.attempts,
            call.outcome,
        )
        return f"INSERT INTO calls VALUES (NULL{',?' * len(row)})", row

    def record(self, call: Call) -> None:
        """Commit a call's row."""
        self._file.write([self.statement(call)])

    def reused(self, stage: str, model: str) -> None:
        """Count a reply that was kept already; written once there are some, and at the end."""
        self._reused.add(stage, model)

    def flush(self) -> None:
        """Write the counts that are not yet written."""
        self._reused.write()


class _Reused:
    """Counts of kept replies that are not yet written."""

    def __init__(self, file: RepliesFile, run: str) -> None:
        self._file, self._run = file, run
        self._lock = threading.Lock()
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, stage: str, model: str) -> None:
        with self._lock:
            self._counts[stage, model] += 1
            full = self._counts.total() >= AT_ONCE
        if full:
            self.write()

    def write(self) -> None:
        with self._lock:
            counts, self._counts = self._counts, Counter()
        if not counts:
            return
        self._file.write(
            (
                "INSERT INTO reused VALUES (?,?,?,?,?) ON CONFLICT (run, stage, model)"
                " DO UPDATE SET replies = replies + excluded.replies",
                (self._run, stage, model, time.time(), count),
            )
            for (stage, model), count in counts.items()
        )


def read_costs(file: RepliesFile) -> list[Costs]:
    """Every run, stage and model in the ledger, oldest run first."""
    rows = file.read(
        "SELECT run, stage, model, SUM(calls), SUM(failed), SUM(attempts), SUM(prompt), SUM(reply),"
        " SUM(estimated), SUM(cost), SUM(seconds), SUM(reused), MIN(at) FROM ("
        "  SELECT run, stage, model, 1 AS calls, outcome <> 'ok' AS failed, attempts,"
        "   prompt_tokens AS prompt, completion_tokens AS reply, estimated, cost, seconds,"
        "   0 AS reused, at FROM calls"
        "  UNION ALL SELECT run, stage, model, 0, 0, 0, 0, 0, 0, 0.0, 0.0, replies, at FROM reused"
        ") GROUP BY run, stage, model ORDER BY MIN(MIN(at)) OVER (PARTITION BY run), run, MIN(at)"
    )
    return [Costs(*row) for row in rows]
