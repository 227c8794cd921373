"""Everything a folder holds: the files to be read, and an account of all that is passed over."""

from __future__ import annotations

import os
import stat
from collections.abc import Container
from dataclasses import dataclass, field
from pathlib import Path

from graphrag.storage.catalog import Account
from indexing.clean import usable
from indexing.readers.formats import ending_of


@dataclass(slots=True)
class Met:
    """Files by the name they go by (the path below the root), and what is not read."""

    files: dict[str, Path] = field(default_factory=dict)
    accounts: list[Account] = field(default_factory=list)


def walk(root: Path, index: Path, kinds: Container[str]) -> Met:
    """Look at every file and folder below `root`, links not followed.

    Args:
        index: the index's directory: passed over where it lies in the folder.
        kinds: the suffixes that a reader knows, in lower case.
    """
    found = Met()
    taken: dict[str, int] = {}

    def name_of(path: Path) -> str:
        name = usable(path.relative_to(root).as_posix())
        taken[name] = taken.get(name, 0) + 1  # two spellings may read the same
        return name if taken[name] == 1 else f"{name} ({taken[name]})"

    def closed(error: OSError) -> None:
        here = Path(error.filename)
        name = "./" if here == root else f"{name_of(here)}/"
        found.accounts.append(Account(name, "skipped", _said(error)))

    for folder, folders, names in os.walk(root, onerror=closed):
        here = Path(folder)
        passed = {name: why for name in folders if (why := _folder(here / name, index))}
        folders[:] = sorted(name for name in folders if name not in passed)
        for name, why in sorted(passed.items()):
            found.accounts.append(Account(f"{name_of(here / name)}/", "skipped", why))
        for name in sorted(names):
            own, why = name_of(here / name), _file(root, here / name, kinds)
            if why:
                found.accounts.append(Account(own, "skipped", why))
            else:
                found.files[own] = here / name
    return found


def _folder(path: Path, index: Path) -> str:
    """Why a folder is passed over; empty where it is not."""
    if path.is_symlink():
        return "link to a folder"
    if path.name.startswith("."):
        return "hidden"
    return "the index itself" if path.resolve() == index.resolve() else ""


def _file(root: Path, path: Path, kinds: Container[str]) -> str:
    """Why a file is passed over; empty where it is not."""
    if path.name.startswith("."):
        return "hidden"
    if ending_of(path) not in kinds:
        return f"kind {path.suffix.lower()}" if path.suffix else "kind unknown: no suffix"
    return unreadable(root, path)


def unreadable(root: Path, path: Path) -> str:
    """Why a file of a known kind cannot be opened from here; empty where it can."""
    try:
        if not path.resolve(strict=True).is_relative_to(root.resolve()):
            return "link out of the folder"
        if not stat.S_ISREG(path.stat().st_mode):
            return "not a plain file"
        with path.open("rb"):
            return ""
    except (OSError, RuntimeError) as error:
        if path.is_symlink() and not isinstance(error, PermissionError):
            return "link that leads nowhere"
        return _said(error)


def _said(error: OSError | RuntimeError) -> str:
    if isinstance(error, PermissionError):
        return "no permission"
    return getattr(error, "strerror", None) or str(error)
