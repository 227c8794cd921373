"""Memory of a process and all that it starts, looked at while it runs (Linux)."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

PAUSE = 0.05  # seconds between two looks


def peak_of(process: subprocess.Popen[bytes]) -> int:
    """Wait until the process ends; the most memory in MB that it and its children held at once."""
    peak = 0
    while process.poll() is None:
        peak = max(peak, _held(process.pid))
        time.sleep(PAUSE)
    return peak >> 20


def _held(root: int) -> int:
    """Bytes resident in a process and its descendants."""
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
    return sum(sizes.get(pid, 0) for pid in family) * os.sysconf("SC_PAGE_SIZE")
