"""What people leave beside the catalog: rows of JSON in files of `INDEX/workbench/`.

A file is written anew in one step, so a stop in the middle loses nothing; one process writes.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

Row = dict[str, Any]
_LOCK = threading.Lock()


def read_rows(file: Path) -> list[Row]:
    """The rows, in the order they were written; lines that are none are passed over."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    rows = []
    for line in lines:
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict):
            rows.append(row)
    return rows


def change_rows(file: Path, change: Callable[[list[Row]], Iterable[Mapping[str, Any]]]) -> None:
    """Put `change` of the rows in their place."""
    with _LOCK:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        rows = [json.dumps(dict(row), ensure_ascii=False) for row in change(read_rows(file))]
        partial = file.with_suffix(".partial")
        partial.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
        os.replace(partial, file)
