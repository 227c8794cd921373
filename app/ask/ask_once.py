"""Ask once, and keep the last answers for this visitor while the index stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from app.ask.pieces import under_way
from app.desk import desk
from graphrag.answering import ask_stream
from graphrag.clock import StageEnded
from graphrag.datatypes import Answer
from graphrag.evidence.answer_evidence import AnswerEvidence, evidence_of
from graphrag.index import Index

MOST = 12  # answers that are kept


@dataclass(slots=True)
class UnderWay:
    """What is shown of an answer while it is made: the stages that have ended, and what a language
    model has written so far."""

    show: Callable[[str], object]  # is given HTML, each time there is more
    stages: list[StageEnded] = field(default_factory=list)
    written: str = ""

    def ended(self, stage: StageEnded) -> None:
        """A stage has ended."""
        self.stages.append(stage)
        self._show()

    def wrote(self, piece: str) -> None:
        """The model has written on."""
        self.written += piece
        self._show()

    def _show(self) -> None:
        self.show(under_way(self.stages, self.written))


def answer_to(
    index: Index, question: str, show: Callable[[str], object]
) -> tuple[Answer, AnswerEvidence]:
    """The answer and its evidence.

    Args:
        show: is given what is known so far as HTML, as soon as there is more.

    Raises:
        GraphRAGError: the question cannot be asked.
    """
    key = (str(index.directory), index.generation, index.settings, question)
    kept: dict[object, tuple[Answer, AnswerEvidence]]
    kept = st.session_state.setdefault("answered", {})
    if key in kept:
        return kept[key]
    under = UnderWay(show)
    with desk().turns.turn(index.settings):
        found = _asked(index, question, under)
    while len(kept) >= MOST:
        del kept[next(iter(kept))]
    kept[key] = found
    return found


def _asked(index: Index, question: str, under: UnderWay) -> tuple[Answer, AnswerEvidence]:
    for piece in ask_stream(index, question, on_stage=under.ended):
        if isinstance(piece, Answer):
            return piece, evidence_of(index, piece)
        under.wrote(piece)
    raise AssertionError("unreachable: the answer comes last")
