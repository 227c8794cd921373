"""Hashes of large files, remembered until somebody touches the file.

A file's system counts every change of it in a time that no program can set (ctime), so a file of
which place, size and both times are those of the last look is as it was then.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from graphrag.machine import user_cache

_LARGE = 1 << 20  # bytes; a smaller file is read in less time than its record


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, read from end to end.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def known_sha256(path: Path) -> str:
    """The same, remembered where the file was not touched since.

    Raises:
        OSError: it cannot be read.
    """
    said = path.stat()
    return _known(path, said.st_ino, said.st_size, said.st_mtime_ns, said.st_ctime_ns)


@cache
def _known(path: Path, *looks: int) -> str:
    if looks[1] < _LARGE:
        return sha256_of(path)
    place = str(path.resolve())
    about = [place, *looks]
    name = f"digest-{hashlib.sha256(place.encode()).hexdigest()[:24]}"
    kept = user_cache.read(name)
    if kept is not None:
        before, digest = json.loads(bytes(kept))
        if before == about:
            return str(digest)
    digest = sha256_of(path)
    user_cache.write(name, [json.dumps([about, digest]).encode()])
    return digest
