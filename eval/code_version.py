"""Which code made a run: the git revision when there is one, else the package's version."""

from __future__ import annotations

import hashlib
import subprocess
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_SOURCES = ("graphrag", "indexing", "eval")


@cache
def code_version() -> str:
    """The revision, with a digest of the sources when they are changed; or a version."""
    revision = _git("rev-parse", "--short=12", "HEAD")
    if revision is None:
        try:
            return version("multihop-graphrag")
        except PackageNotFoundError:
            return f"sources {_digest()}"
    changed = _git("status", "--porcelain", "--", *_SOURCES, ":!eval/results")
    return f"{revision}+{_digest()}" if changed else revision


def _git(*arguments: str) -> str | None:
    if not (_ROOT / ".git").exists():
        return None
    try:
        done = subprocess.run(
            ["git", "-C", str(_ROOT), *arguments],
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def _digest() -> str:
    """Eight digits over all sources, models and prompts, to tell two work trees apart."""
    digest = hashlib.sha256()
    for folder in _SOURCES:
        for path in sorted((_ROOT / folder).rglob("*")):
            place = path.relative_to(_ROOT)
            if path.is_file() and not {"__pycache__", "results"} & set(place.parts):
                digest.update(place.as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
