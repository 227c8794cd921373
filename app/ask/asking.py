"""Ask once, keep the answer for this visitor until the question or the index changes."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from graphrag.answering import ask_stream
from graphrag.datatypes import Answer
from graphrag.evidence.answer_evidence import AnswerEvidence, evidence_of
from graphrag.index import Index


def answer_to(
    index: Index, question: str, show: Callable[[str], object]
) -> tuple[Answer, AnswerEvidence]:
    """The answer and its evidence.

    Args:
        show: is given what a language model has written so far, each time there is more.

    Raises:
        GraphRAGError: the question cannot be asked.
    """
    key = (str(index.directory), index.generation, question)
    kept: tuple[object, tuple[Answer, AnswerEvidence]] | None = st.session_state.get("answered")
    if kept is not None and kept[0] == key:
        return kept[1]
    written = ""
    for piece in ask_stream(index, question):
        if isinstance(piece, Answer):
            found = piece, evidence_of(index, piece)
            st.session_state["answered"] = (key, found)
            return found
        written += piece
        show(written)
    raise AssertionError("unreachable: the answer comes last")
