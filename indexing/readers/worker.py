"""The process that reads files for `pool`: a job a line in, its length and a reading out.

What ends a reading that goes on for too long is the system's own alarm, which no parser can hold
off; memory is bounded by the system too. Nothing is printed: a library's warnings are nobody's.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from graphrag.settings import Chunking
from indexing.readers.one import read_one

SHARE = 0.7  # of the memory cap; the rest is for libraries, and for the process that waits for us
LENGTH = 8  # bytes of the number before each reading


def main() -> None:
    """Read until there are no more jobs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it and ends us
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    results = _only_pipe()
    for line in sys.stdin.buffer:
        job = json.loads(line)
        section = Chunking(**job["section"])
        _bound(section, job["factor"])
        reading = read_one(Path(job["path"]), job["name"], section, job["called"])
        signal.setitimer(signal.ITIMER_REAL, 0)
        raw = reading.dump()
        results.write(len(raw).to_bytes(LENGTH, "big"))
        results.write(raw)
        results.flush()


def _only_pipe() -> BinaryIO:
    """Standard output for ourselves; what else is printed goes nowhere."""
    ours = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return os.fdopen(ours, "wb")


def _bound(section: Chunking, factor: float) -> None:
    """Deadline and memory for the next file."""
    bytes_ = int(SHARE * factor * section.max_memory_mb) << 20
    with suppress(ValueError, OSError):  # not every system bounds it
        resource.setrlimit(resource.RLIMIT_DATA, (bytes_, resource.RLIM_INFINITY))
    signal.setitimer(signal.ITIMER_REAL, factor * section.max_seconds)


if __name__ == "__main__":
    main()
