"""What is kept for this user alone, beside no index: it can be deleted at any time.

Every file ends in the hash of what it holds, so one that was cut short or changed counts as none;
so does one that is another user's.
"""

from __future__ import annotations

import hashlib
import mmap
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_DIGEST = hashlib.sha256().digest_size


def folder() -> Path | None:
    """Where it lies; None for a user without a home."""
    users = Path(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"))
    return users / "multihop-graphrag" if users.is_absolute() else None


def read(name: str) -> memoryview | None:
    """What is kept under a name, mapped; None where nothing is."""
    root = folder()
    with suppress(OSError, ValueError):  # an empty file cannot be mapped
        if root is not None:
            with (root / name).open("rb") as file:
                if not _is_own(file.fileno()):
                    return None
                whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            body = whole[:-_DIGEST]
            if hashlib.sha256(body).digest() == whole[-_DIGEST:]:
                return body
    return None


def _is_own(file: int) -> bool:
    return not hasattr(os, "getuid") or os.fstat(file).st_uid == os.getuid()


def write(name: str, pieces: Iterable[bytes]) -> None:
    """Keep it, where that folder can be written."""
    root = folder()
    if root is None:
        return
    with suppress(OSError):
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = root / f"{name}.{os.getpid()}"
        hasher = hashlib.sha256()
        try:
            with open(os.open(beside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
                for piece in pieces:
                    hasher.update(piece)
                    file.write(piece)
                file.write(hasher.digest())
            beside.replace(root / name)
        finally:
            beside.unlink(missing_ok=True)
