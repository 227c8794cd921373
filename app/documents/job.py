"""The one job of an index that may run in the background: bring it up to date with the uploads, or
resolve its names again after a correction."""

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
from app.documents.uploads import FOLDER
from graphrag.errors import IndexLocked

FILE = "job.json"
SLOW_START = 60.0  # seconds that a process may take to say its first word
_STARTED: list[subprocess.Popen[bytes]] = []  # asked after, so that one that ended is let go


@dataclass(frozen=True, slots=True)
class IndexJob:
    """How far it is; `state` is waiting, running, done, failed or stopped."""

    state: str
    said: str
    stage: str
    done: int
    total: int
    rate: float  # units a second, 0 while it is not known
    left: float  # seconds, 0 while it is not known

    @property
    def is_going_on(self) -> bool:
        """Whether another must wait."""
        return self.state in ("waiting", "running")


def job_of(folder: Path, now: float | None = None) -> IndexJob | None:
    """The last job of an index, by the file it writes; None where there was none."""
    try:
        told: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    state, done, total = told["state"], int(told.get("done", 0)), int(told.get("total", 0))
    if state in ("waiting", "running") and not _lives(told, time.time() if now is None else now):
        state = "stopped"
    spent = told["told"] - told.get("stage_started", told["told"])
    rate = done / spent if spent > 0.5 else 0.0
    left = (total - done) / rate if rate and total > done else 0.0
    return IndexJob(state, told.get("said", ""), told.get("stage", ""), done, total, rate, left)


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


def start_job(served: Desk, correction: Mapping[str, str] | None = None) -> None:
    """Begin, in a process that goes on when a page is closed.

    Args:
        correction: what to correct, `{"do", "name", "other"}` or `{"do": "undo"}`, instead of
            indexing the uploads.

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
        "source": str(served.folder / FOLDER),
        "toml": str(served.toml.resolve()) if served.toml else None,
        "pairs": list(served.pairs),
        "correction": dict(correction) if correction else None,
    }
    file.write_text(json.dumps(job), encoding="utf-8")
    root = Path(__file__).parents[2]
    child = subprocess.Popen(
        ["nice", "-n", "10", sys.executable, "-m", "app.documents.run", str(file)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *sys.path])},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    _STARTED[:] = [*(one for one in _STARTED if one.poll() is None), child]
