"""Rows of the files that the span head is fitted on: how they are read, and which are left out."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path
from typing import Any

HELD = 12  # one article in twelve of squad_dev is kept for looking
FOLDS = 2


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines, packed or not."""
    opened = gzip.open(path, "rt") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as file:
        return [json.loads(line) for line in file]


def is_held(row: dict[str, Any]) -> bool:
    """Of an article that no fit sees."""
    own = row["source"].startswith("squad-") and row["source"].endswith("-dev")
    return own and zlib.crc32(row["title"].encode()) % HELD == 0


def truths(row: dict[str, Any]) -> list[str]:
    """The answers that count as right."""
    return [one["text"] if isinstance(one, dict) else one for one in row["answers"]]


def fold_of(group: str) -> int:
    """The fold of a train question; its steps stay with it."""
    return zlib.crc32(group.encode()) % FOLDS
