"""Reading files: megabytes and passages a CPU second, a line a format."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

from benchmarks.table import Table
from graphrag.errors import DocumentError
from graphrag.settings import Chunking
from indexing.passages import cut
from indexing.readers.formats import KINDS, read


def run(folder: Path, least: float = 0.25) -> Table:
    """Read all files below `folder`, each format again until `least` seconds are spent on it."""
    files: dict[str, list[tuple[Path, bytes]]] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix.lower() in KINDS:
            files.setdefault(path.suffix.lower(), []).append((path, path.read_bytes()))
    rows = []
    for kind, some in sorted(files.items()):
        found: Counter[str] = Counter()
        _read_all(some, found)  # a format's library is loaded once
        once = Counter(found)
        started, rounds = time.process_time(), 0
        while rounds == 0 or time.process_time() - started < least:
            _read_all(some, found)
            rounds += 1
        seconds = (time.process_time() - started) / rounds
        size = sum(len(raw) for _, raw in some) / 1e6
        rows.append(
            (
                *(kind, str(len(some)), f"{size:.2f}", f"{size / seconds:.2f}"),
                *(f"{once['passages'] / seconds:.0f}", str(once["failed"])),
            )
        )
    heads = ("format", "files", "MB", "MB/s", "passages/s", "failed")
    return Table(f"Reading and cutting {folder.name}", heads, rows)


def _read_all(files: list[tuple[Path, bytes]], found: Counter[str]) -> None:
    for path, raw in files:
        try:
            documents = read(path, raw).documents
        except DocumentError:
            found["failed"] += 1
            continue
        found["passages"] += sum(len(cut(document, Chunking())) for document in documents)
