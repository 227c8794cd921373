"""Timing and the one kind of table every benchmark returns."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A title, column heads, and rows of cells."""

    title: str
    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]

    def __str__(self) -> str:
        """As Markdown."""
        widths = [max(map(len, column)) for column in zip(self.heads, *self.rows, strict=True)]
        lines = [self.title, ""]
        for row in (self.heads, tuple("-" * width for width in widths), *self.rows):
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            lines.append(f"| {' | '.join(cells)} |")
        return "\n".join(lines)


def milliseconds(work: Callable[[], object], repeats: int) -> float:
    """Median time of `work` after one run that is not counted."""
    work()
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return 1000 * statistics.median(taken)
