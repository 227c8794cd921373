"""The one job of an index that may run in the background: bring it up to date with its documents,
or resolve its names again after a correction. Where that would ask a language model, the job first
says what it would cost, and waits for a yes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.desk import Desk
from graphrag.errors import IndexLocked

FILE = "job.json"
SLOW_START = 60.0  # seconds that a process may take to say its first word
UPLOADS, UPDATE = {"do": "uploads"}, {"do": "update"}
POLITE = ("nice", "-n", "10")  # those who ask come first
_STARTED: list[subprocess.Popen[bytes]] = []  # asked after, so that one that ended is let go


@dataclass(frozen=True, slots=True)
class IndexJob:
    """How far it is; `state` is waiting, running, asking, done, failed or stopped."""

    state: str
    said: str
    stage: str
    done: int
    total: int
    rate: float  # units a second, 0 while it is not known
    left: float  # seconds, 0 while it is not known
    plan: tuple[tuple[str, str], ...]  # what it would ask of a language model, while it is asking

    @property
    def is_going_on(self) -> bool:
        """Whether another must wait."""
        return self.state in ("waiting", "running")


def job_of(folder: Path, now: float | None = None) -> IndexJob | None:
    """The last job of an index, by the file it writes; None where there was none."""
    try:
        told = _told(folder)
    except (OSError, ValueError):
        return None
    state, done, total = told["state"], int(told.get("done", 0)), int(told.get("total", 0))
    if state in ("waiting", "running") and not _lives(told, time.time() if now is None else now):
        state = "stopped"
    spent = told["told"] - told.get("stage_started", told["told"])
    rate = done / spent if spent > 0.5 else 0.0
    left = (total - done) / rate if rate and total > done else 0.0
    plan = tuple((str(name), str(value)) for name, value in told.get("plan", ()))
    return IndexJob(
        state, told.get("said", ""), told.get("stage", ""), done, total, rate, left, plan
    )


def _told(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
    return told


def _lives(told: dict[str, Any], now: float) -> bool:
    """Whether its process is there, or may still be starting."""
    for child in _STARTED:
        child.poll()
    if told["state"] == "waiting":
        return bool(now - told["told"] < SLOW_START)
    try:
        os.kill(int(told.get("pid", 0)) or -1, 0)
    except (ProcessLookupError, PermissionError, OverflowError):
        return False
    return int(told.get("pid", 0)) > 0


def start_job(served: Desk, work: Mapping[str, str] = UPLOADS, *, agreed: bool = False) -> None:
    """Begin, in a process that goes on when a page is closed.

    Args:
        work: `UPLOADS`: what was uploaded; `UPDATE`: all sources, and again what failed; or a
            correction, `{"do": "merge" | "split", "name", "other"}` or `{"do": "undo"}`.
        agreed: a language model may be asked without saying first what that would cost.

    Raises:
        IndexLocked: one is going on.
    """
    before = job_of(served.folder)
    if before is not None and before.is_going_on:
        raise IndexLocked("the documents are being indexed; wait until that has ended")
    file = served.folder / FILE
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    job = {
        "state": "waiting",
        "told": time.time(),
        "directory": str(served.directory),
        "toml": str(served.toml.resolve()) if served.toml else None,
        "pairs": [*served.pairs, *served.chosen],
        "work": dict(work),
        "agreed": agreed,
    }
    file.write_text(json.dumps(job), encoding="utf-8")
    root = Path(__file__).parents[2]
    child = subprocess.Popen(
        [*POLITE, sys.executable, "-m", "app.documents.run", str(file)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *sys.path])},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=0,  # no new session: Linux weighs sessions alike, whatever they are niced
    )
    _STARTED[:] = [*(one for one in _STARTED if one.poll() is None), child]


def start_again(served: Desk, *, agreed: bool = False) -> None:
    """The last job once more, or the one that asked, after a yes.

    Raises:
        IndexLocked: one is going on.
    """
    start_job(served, _told(served.folder).get("work", UPLOADS), agreed=agreed)


def let_go(served: Desk) -> None:
    """Forget a job that asked, after a no; what was uploaded stays, not indexed."""
    (served.folder / FILE).unlink(missing_ok=True)
