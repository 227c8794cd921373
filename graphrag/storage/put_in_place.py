"""A derived folder written beside the others and renamed into place, by one process at a time."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graphrag.errors import IndexError_
from graphrag.storage.layout import Layout, flush
from graphrag.storage.manifest import write_manifest
from graphrag.storage.modes import close_like, create

FOLDER = "derived"


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """One process at a time derives; the others wait and find the work done."""
    folder = directory / FOLDER
    try:
        if not folder.exists():
            folder.mkdir(exist_ok=True)
            close_like(folder, directory)
        create(folder / "lock", directory)
        file = (folder / "lock").open("a")
    except OSError as error:
        raise IndexError_(
            f"the derived files of {directory} must be made anew, but it cannot be written "
            f"({error.strerror}); give write access once"
        ) from error
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def beside(
    directory: Path,
    layout: Layout,
    key: str,
    made: str,
    former: Layout | None = None,
) -> Iterator[Layout]:
    """A scratch folder for the files of `layout`; sealed with its manifest, or removed again.

    Args:
        key: what the files are made of.
        made: the code that makes them.
        former: sound files, some of which may be the same.
    """
    scratch = Layout(directory / FOLDER / f"new-{layout.root.name}-{os.getpid()}")
    shutil.rmtree(scratch.root, ignore_errors=True)
    try:
        scratch.root.mkdir()
        yield scratch
        write_manifest(scratch, key, made, former)
        close_like(scratch.root, directory)
    except OSError as error:
        shutil.rmtree(scratch.root, ignore_errors=True)
        raise IndexError_(_cannot_write(directory, error)) from error
    except BaseException:
        shutil.rmtree(scratch.root, ignore_errors=True)
        raise


def put(scratch: Layout, layout: Layout) -> None:
    """Rename the finished folder into place, under the lock."""
    root, folder = layout.root, layout.root.parent
    former = folder / f"old-{root.name}-{os.getpid()}"
    try:
        if root.exists():
            root.rename(former)
        scratch.root.rename(root)
        flush(folder)
    except OSError as error:
        if former.exists() and not root.exists():
            former.rename(root)
        shutil.rmtree(scratch.root, ignore_errors=True)
        raise IndexError_(_cannot_write(folder.parent, error)) from error
    finally:
        shutil.rmtree(former, ignore_errors=True)


def _cannot_write(directory: Path, error: OSError) -> str:
    return (
        f"cannot write the derived files of {directory} ({error.strerror}); the index is as it "
        "was: make room and run the command again"
    )
