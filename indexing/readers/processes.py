"""Files read in a few processes of their own, which are used again and replaced when they die.

A parser that loops, eats memory or crashes takes its process along, not the run: the file gets a
reason, the next one a new process.
"""

from __future__ import annotations

import atexit
import dataclasses
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import IO, Self

from graphrag.settings import Chunking
from indexing.readers.one import FileReading, load
from indexing.readers.worker import LENGTH

WORKER = "indexing.readers.worker"
MOST = 4  # processes
FILES_EACH = 20  # that are worth starting one more process
USUAL = 50 << 20  # bytes of a file up to which the limits hold as they are set
_spare: SimpleQueue[_Process] = SimpleQueue()  # at most one, from an earlier run


@dataclass(frozen=True, slots=True)
class FileJob:
    """A file, the name its document goes by, and what it is called where it gives no title."""

    path: Path
    name: str
    bytes: int
    called: str = ""


class ReaderPool:
    """Processes for `count` files; a context manager."""

    def __init__(self, section: Chunking, count: int) -> None:
        self._section = section
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
        self._threads = ThreadPoolExecutor(max(1, min(MOST, cores, count // FILES_EACH)))
        self._idle: SimpleQueue[_Process] = SimpleQueue()
        self._all: list[_Process] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None and not self._idle.empty() and _spare.empty():
            spared = self._idle.get()
            self._all.remove(spared)
            _spare.put(spared)
        else:  # whoever waits for a reading gets an end instead
            self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._all:
            process.end()
        self._threads.shutdown()

    def read(self, jobs: Sequence[FileJob]) -> Iterator[FileReading]:
        """One reading a job, in order."""
        return self._threads.map(self._read, jobs)

    def _read(self, job: FileJob) -> FileReading:
        try:
            process = self._idle.get_nowait()
        except Empty:
            process = self._start()
        reading = process.read(job, self._section)
        if process.worn(self._section):
            process.end()
        else:
            self._idle.put(process)
        return reading

    def _start(self) -> _Process:
        process = _take_spare() or _Process()
        self._all.append(process)
        return process


def _take_spare() -> _Process | None:
    """The process that an earlier run has left, if it lives and is ours (not our parent's)."""
    with suppress(Empty):
        process = _spare.get_nowait()
        if process.usable():
            return process
    return None


@atexit.register
def _end_spare() -> None:
    process = _take_spare()
    if process is not None:
        process.end()


class _Process:
    """One worker and its pipes."""

    def __init__(self) -> None:
        self._owner = os.getpid()
        paths = os.pathsep.join(map(os.path.abspath, sys.path))
        environment = {**os.environ, "PYTHONPATH": paths, "OMP_NUM_THREADS": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )

    def read(self, job: FileJob, section: Chunking) -> FileReading:
        """What the process makes of the file, or why it could not."""
        factor = max(1.0, job.bytes / USUAL)
        order = {
            "path": str(job.path),
            "name": job.name,
            "called": job.called,
            "section": dataclasses.asdict(section),
            "factor": factor,
        }
        stdin, stdout = _pipes(self._process)
        with suppress(BrokenPipeError):
            stdin.write(json.dumps(order).encode() + b"\n")
            stdin.flush()
        length = int.from_bytes(stdout.read(LENGTH), "big")
        raw = stdout.read(length)
        if length and len(raw) == length:
            return load(raw)
        return FileReading(failed=self._last_words(factor * section.max_seconds))

    def _last_words(self, seconds: float) -> str:
        code = self._process.wait()
        if code == -signal.SIGALRM:
            return f"reading it takes longer than {seconds:g} s (chunking.max_seconds)"
        if code == -signal.SIGABRT:  # as libraries end that get no more memory
            return "reading it takes too much memory (chunking.max_memory_mb), or breaks the reader"
        return f"the program that reads it died of it (exit code {code})"

    def worn(self, section: Chunking) -> bool:
        """Whether it is dead, or has taken so much memory that the next file would lack it."""
        if self._process.poll() is not None:
            return True
        try:
            pages = int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1])
        except OSError:
            return False
        return pages * os.sysconf("SC_PAGE_SIZE") > section.max_memory_mb << 18  # a quarter

    def usable(self) -> bool:
        """Whether it lives, and was started by this process rather than by one that forked us."""
        return self._owner == os.getpid() and self._process.poll() is None

    def end(self) -> None:
        """Kill it, if it lives, and let go of its pipes."""
        self._process.kill()
        self._process.wait()
        for pipe in _pipes(self._process):
            with suppress(OSError):
                pipe.close()


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin is not None and process.stdout is not None
    return process.stdin, process.stdout
