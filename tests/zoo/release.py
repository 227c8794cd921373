"""The zoo as a folder: every file, and what a file system can hold beside files."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from tests.zoo.containers import containers
from tests.zoo.texts import texts

SLOW = ("zeros.pdf", "many.pdf", "pages.pdf", "twice.pdf", "long.docx")  # take up to the deadline
ODDITIES = 15  # files among what `_oddities` makes


def release(root: Path, *, every: int = 1, without: tuple[str, ...] = ()) -> int:
    """Make the folder; how many files it holds.

    Args:
        every: 1 for all files, n for each n-th.
        without: names that are left out.
    """
    root.mkdir()
    animals = {**dict(texts()), **dict(containers())}
    names = [name for name in list(animals)[::every] if name not in without]
    for name in names:
        (root / name).write_bytes(animals[name])
    _oddities(root)
    return len(names) + ODDITIES


def _oddities(root: Path) -> None:
    outside = root.parent / "outside.txt"
    outside.write_text("Text outside the folder.")
    (root / "link out.txt").symlink_to(outside)
    (root / "link to nowhere.txt").symlink_to("absent")
    (root / "link to itself.txt").symlink_to("link to itself.txt")
    (root / "link inside.txt").symlink_to("tea.txt")
    (root / "tea.txt").write_text("A pot of tea stands in the garden of the zoo.")
    os.mkfifo(root / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        here = os.getcwd()
        os.chdir(root)  # a socket's path is short
        try:
            listener.bind("socket.txt")
        finally:
            os.chdir(here)
    (root / "a folder.txt").mkdir()
    (root / "link to a folder").symlink_to(".")
    (root / ".git").mkdir()
    (root / ".git" / "config.txt").write_text("Not looked at.")
    deep = root.joinpath(*["deep"] * 60)
    deep.mkdir(parents=True)
    (deep / "down here.txt").write_text("Text sixty folders down.")
    for name in ("new\nline.txt", "quote'\".txt", "-rf.txt", "NFD e\u0301.txt", "n" * 240 + ".txt"):
        (root / name).write_text(f"Text of a file that is called {name[:40]!r}.")
    (root / "old.bak").write_text("Text of a kind that is not read.")
    closed = root / "closed.txt"
    closed.write_text("Text that only its owner reads.")
    closed.chmod(0)
