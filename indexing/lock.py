"""One writer at a time: an advisory lock that the system releases when its holder dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from graphrag.errors import IndexError_, IndexLocked, NotAnIndex
from graphrag.storage.catalog import FILE as CATALOG

NAME = "writer.lock"


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
        file = _locked(directory)
    except OSError as error:
        raise IndexError_(f"cannot write into {directory}: {error.strerror}") from error
    with file:
        try:
            yield
        finally:
            if not (directory / CATALOG).exists():
                (directory / NAME).unlink(missing_ok=True)
                with suppress(OSError):
                    directory.rmdir()


def _refuse_foreign(directory: Path) -> None:
    if directory.is_file():
        raise NotAnIndex(f"{directory} is a file; name a directory for the index")
    if directory.is_dir() and not (directory / CATALOG).exists():
        if {path.name for path in directory.iterdir()} - {NAME}:
            raise NotAnIndex(
                f"{directory} is not empty and holds no index; choose a new directory so that "
                "nothing of yours is touched"
            )


def _locked(directory: Path) -> IO[str]:
    """The lock file, open and locked."""
    path = directory / NAME
    while True:
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = path.open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            file.close()
            raise IndexLocked(
                f"another process (pid {holder}) is writing {directory}; wait until it is done, or "
                "stop it"
            ) from error
        with suppress(FileNotFoundError):
            if os.fstat(file.fileno()).st_ino == path.stat().st_ino:
                file.truncate(0)
                file.write(str(os.getpid()))
                file.flush()
                return file
        file.close()  # it was removed between opening and locking: take the new one
