"""Load and compile what the first question would, so that its time is that of any question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphrag.pipeline import retrieve

if TYPE_CHECKING:
    from graphrag.index import Index

ANY = "Who wrote the first of these?"


def warm_up(index: Index) -> Index:
    """Ask a question and forget the answer; the same index."""
    retrieve(index, ANY, 1)
    return index
