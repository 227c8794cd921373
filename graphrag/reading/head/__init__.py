"""The span head: where in a passage an answer may stand, read by the encoder's own layers.

The layers that ship were fitted on reading comprehension alone; no question of a train set was
among it, so what is fitted to their scores there (`scripts/fit_reader.py`) meets them as they are.
"""

from __future__ import annotations

from functools import cache

from graphrag.reading.head.span_head import SpanHead
from graphrag.settings import Reading

__all__ = ["SpanHead", "open_head"]


def open_head(section: Reading) -> SpanHead | None:
    """The head that comes with the package, opened once a process; None where it is off.

    Raises:
        WeightsError: the encoder's files are missing or damaged.
    """
    return None if section.head == "none" else _bundled()


@cache
def _bundled() -> SpanHead:
    return SpanHead()
