"""Load and compile what the first question would, so that its time is that of any question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphrag.language.parser.clause_ends import clause_ends
from graphrag.llm_stages.session import ModelSession
from graphrag.pipeline import retrieve

if TYPE_CHECKING:
    from graphrag.index import Index

ANY = "Who wrote the first of these?"


def load(index: Index) -> Index:
    """Open the encoder, so that a first question's time is nearly that of any; the same index."""
    index.embedder.encode([ANY])
    return index


def warm_up(index: Index) -> Index:
    """Ask a question and forget the answer; the same index. No language model is asked. The parser,
    by which questions within a question are told, is loaded too.

    >>> from graphrag.warm import warm_up
    >>> warm_up(index) is index
    True
    """
    clause_ends(ANY)
    retrieve(index, ANY, 1, ModelSession(index.language_model, mute=True))
    return index
