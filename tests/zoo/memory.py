"""Memory of a process and all that it starts, looked at while it runs (Linux)."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

PAUSE = 0.05  # seconds between two looks


def peaks_of(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """Wait until the process ends; the most memory in MB that one process of it and its children
    held, and that all of them held at once."""
    largest = together = 0
    while process.poll() is None:
        held = _held(process.pid)
        largest, together = max(largest, *held), max(together, sum(held))
        time.sleep(PAUSE)
    return largest / 1e6, together / 1e6


def _held(root: int) -> list[int]:
    """Bytes resident in a process and in each of its descendants."""
    parents, sizes = {}, {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            stat = (path / "stat").read_text().rpartition(")")[2].split()
            sizes[int(path.name)] = int((path / "statm").read_text().split()[1])
        except (OSError, IndexError):
            continue  # it has just ended
        parents[int(path.name)] = int(stat[1])
    family = {root}
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    return [0, *(sizes.get(pid, 0) * os.sysconf("SC_PAGE_SIZE") for pid in family)]
