"""The span head: where in a passage an answer may stand, read by the encoder's own layers.

The layers that ship have read the train questions of 2wiki, hotpotqa and musique: their best span
alone has F1 57 on train/2wiki and 20 on dev/2wiki. Nothing may be fitted to their scores there;
train/dated, train/news and covidqa are new to them.
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
