"""One writer at a time: filelock's advisory lock, which the system releases when its holder dies.

Ours is what stands round it: the holder writes its number into the lock file, so that a refusal can
name it, and a directory that is not an index is never touched.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from graphrag.errors import IndexError_, IndexLocked, NotAnIndex
from graphrag.storage.catalog import FILE as CATALOG
from graphrag.storage.modes import make_private

NAME = "writer.lock"
PATIENCE = 0.2  # seconds: enough to come after one who is removing a directory it left empty


@contextmanager
def writing(directory: Path) -> Iterator[None]:
    """Hold the index directory for writing; it is created, and removed again if left empty.

    Raises:
        NotAnIndex: the directory holds other things and no index.
        IndexLocked: another process is writing it; its number is named.
        IndexError_: the directory cannot be written.
    """
    _refuse_foreign(directory)
    try:
        lock = _locked(directory)
    except OSError as error:
        raise IndexError_(f"cannot write into {directory}: {error.strerror}") from error
    try:
        yield
    finally:
        if not (directory / CATALOG).exists():
            (directory / NAME).unlink(missing_ok=True)  # while held: who waits opens a new one
            with suppress(OSError):
                directory.rmdir()
        lock.release()


def _refuse_foreign(directory: Path) -> None:
    if directory.is_file():
        raise NotAnIndex(f"{directory} is a file; name a directory for the index")
    if directory.is_dir() and not (directory / CATALOG).exists():
        if {path.name for path in directory.iterdir()} - {NAME}:
            raise NotAnIndex(
                f"{directory} is not empty and holds no index; choose a new directory so that "
                "nothing of yours is touched"
            )


def _locked(directory: Path) -> FileLock:
    """The lock, held, with our number in its file.

    Without `fallback_to_soft` a file system that knows no locks is refused: the lock that filelock
    would take there outlives a holder that is killed.
    """
    path = directory / NAME
    if not (directory / CATALOG).exists():
        make_private(directory)
    lock = FileLock(path, timeout=PATIENCE, fallback_to_soft=False, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise IndexLocked(
            f"another process (pid {_holder(path)}) is writing {directory}; wait until it is done, "
            "or stop it"
        ) from error
    with suppress(OSError):  # on a full disk the first real write says so, in its own words
        path.write_text(str(os.getpid()), encoding="utf-8")
    return lock


def _holder(path: Path) -> str:
    with suppress(OSError):
        return path.read_text(encoding="utf-8", errors="replace").strip()[:20] or "unknown"
    return "unknown"
