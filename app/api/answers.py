"""What a program gets: JSON, errors by type, and a model's answer piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from app.api.requests import SentQuestion
from app.desk import desk
from graphrag.answering import ask_stream
from graphrag.cli.shapes import answered_shape, to_json
from graphrag.datatypes import Answer
from graphrag.errors import (
    BudgetReached,
    GraphRAGError,
    IndexError_,
    LLMError,
    QuestionError,
    SettingsError,
)
from graphrag.evidence.answer_evidence import evidence_of
from graphrag.evidence.entities import EntityCard
from graphrag.index import Index

# The first that fits; what is not listed is our own fault.
STATUS: tuple[tuple[type[GraphRAGError], int], ...] = (
    (QuestionError, 400),
    (SettingsError, 400),
    (BudgetReached, 429),
    (LLMError, 502),
    (IndexError_, 503),
)


def json_answer(shape: Any, status: int = 200) -> Response:
    """A shape as UTF-8 JSON, with line breaks as the command line has them."""
    text = to_json(shape, indent=2, encoding="utf-8") + "\n"
    headers = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
    return Response(text, status, headers, media_type="application/json")


def error_shape(kind: str, message: str) -> dict[str, Any]:
    """`{"error": {"type", "message"}}`; the type is the exception's name."""
    return {"error": {"type": kind, "message": message}}


def error_answer(error: Exception, status: int = 0) -> Response:
    """An error that was expected."""
    found = status or next((code for kind, code in STATUS if isinstance(error, kind)), 500)
    return json_answer(error_shape(type(error).__name__, str(error)), found)


def on_error(_: Request, error: Exception) -> Response:
    """For Starlette: one of our errors."""
    return error_answer(error)


def card_shape(card: EntityCard) -> dict[str, Any]:
    """Everything about one thing, lists as lists."""
    return asdict(card)


def spoken(index: Index, wanted: SentQuestion) -> Iterator[str]:
    """Server-sent events: `stage` when one has ended, `piece` with what a model writes, at the end
    `answer` or `error`.

    The question is asked in a thread of its own, so that a stage is told of while the next runs.
    """
    said: SimpleQueue[str] = SimpleQueue()
    gone = Event()

    def speak() -> None:
        try:
            with desk().turns.turn(index.settings):
                for event in _asked(index, wanted, said.put):
                    said.put(event)
                    if gone.is_set():
                        return
        finally:
            said.put("")

    Thread(target=speak, daemon=True).start()
    try:
        yield from iter(said.get, "")
    finally:
        gone.set()  # nobody listens any more


def _asked(index: Index, wanted: SentQuestion, say: Callable[[str], None]) -> Iterator[str]:
    """The events but those of stages, which are said as they end."""
    pieces = ask_stream(
        index,
        wanted.question,
        where=wanted.where or None,
        history=wanted.history,
        on_stage=lambda ended: say(_event("stage", asdict(ended))),
    )
    try:
        for piece in pieces:
            if isinstance(piece, Answer):
                yield _event("answer", answered_shape(piece, evidence_of(index, piece)))
            else:
                yield _event("piece", {"text": piece})
    except GraphRAGError as error:
        yield _event("error", error_shape(type(error).__name__, str(error)))


def _event(kind: str, shape: dict[str, Any]) -> str:
    return f"event: {kind}\ndata: {to_json(shape, encoding='utf-8')}\n\n"
