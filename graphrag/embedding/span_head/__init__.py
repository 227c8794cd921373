"""The span head: where in a passage an answer may stand, read by the encoder's own layers.

It was fitted on reading comprehension and a little on the train questions; what is fitted to its
scores there (`scripts/fit_reader.py`) was fitted to those of heads that had not seen them.
"""

from __future__ import annotations

from functools import cache

from graphrag.embedding.span_head.span_head import SpanHead

__all__ = ["SpanHead", "open_head"]


@cache
def open_head() -> SpanHead:
    """The head that comes with the package, opened once a process.

    Raises:
        WeightsError: the encoder's files are missing or damaged.
    """
    return SpanHead()
