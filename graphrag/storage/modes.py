"""Who may read an index: those who may open its directory, and the files are no more open than it.

A directory that becomes an index is closed to all but its owner. Whoever opens it to a group later
finds what is written from then on open to the group as well.
"""

from __future__ import annotations

import os
from pathlib import Path


def make_private(directory: Path) -> None:
    """Make the directory, or close the one that is there, to everybody but its owner."""
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    directory.chmod(0o700)


def create(path: Path, directory: Path) -> None:
    """An empty file, no more open than the index's directory; nothing where it is there already."""
    mode = directory.stat().st_mode & 0o666
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, mode))


def close_like(root: Path, directory: Path) -> None:
    """Give `root` and all below it the mode of the index's directory; files without execution."""
    mode = directory.stat().st_mode & 0o777
    root.chmod(mode)
    for path in root.rglob("*"):
        path.chmod(mode if path.is_dir() else mode & 0o666)
