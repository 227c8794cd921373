"""Ask once, and keep the last answers for this visitor while the index stays as it is."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from graphrag.answering import ask_stream
from graphrag.datatypes import Answer
from graphrag.evidence.answer_evidence import AnswerEvidence, evidence_of
from graphrag.index import Index

MOST = 12  # answers that are kept


def answer_to(
    index: Index, question: str, show: Callable[[str], object]
) -> tuple[Answer, AnswerEvidence]:
    """The answer and its evidence.

    Args:
        show: is given what a language model has written so far, each time there is more.

    Raises:
        GraphRAGError: the question cannot be asked.
    """
    key = (str(index.directory), index.generation, index.settings, question)
    kept: dict[object, tuple[Answer, AnswerEvidence]]
    kept = st.session_state.setdefault("answered", {})
    if key in kept:
        return kept[key]
    written = ""
    for piece in ask_stream(index, question):
        if isinstance(piece, Answer):
            found = piece, evidence_of(index, piece)
            while len(kept) >= MOST:
                del kept[next(iter(kept))]
            kept[key] = found
            return found
        written += piece
        show(written)
    raise AssertionError("unreachable: the answer comes last")
