"""What a program may send: JSON objects of known keys, of a limited size."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from graphrag.datatypes import Turn
from graphrag.errors import QuestionError

MOST_BYTES = 64 * 1024
Keys = Mapping[str, type]
SEARCHED: Keys = {"question": str, "k": int, "where": list}
ASKED: Keys = {"question": str, "where": list, "stream": bool, "history": list}
MOST_TURNS = 20


class TooLarge(Exception):
    """The body is longer than a question may be."""


@dataclass(frozen=True, slots=True)
class SentQuestion:
    """A question as it was sent."""

    question: str
    k: int = 5
    where: tuple[str, ...] = ()
    stream: bool = False
    history: tuple[Turn, ...] = ()


async def read_wanted(request: Request, keys: Keys) -> SentQuestion:
    """The body of a POST, which may have these keys.

    Raises:
        TooLarge: it is longer than `MOST_BYTES`.
        QuestionError: it is not such an object.
    """
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise TooLarge(f"the body is longer than {MOST_BYTES:,} bytes")
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise QuestionError('the body is not JSON; send {"question": "…"}') from error
    if not isinstance(sent, dict):
        raise QuestionError('the body is not a JSON object; send {"question": "…"}')
    return SentQuestion(**_checked(sent, keys))


def _checked(sent: Mapping[str, Any], keys: Keys) -> dict[str, Any]:
    for key, value in sent.items():
        if key not in keys:
            raise QuestionError(f"unknown key {key[:60]!r}; known are {', '.join(keys)}")
        if type(value) is not keys[key]:
            raise QuestionError(f"{key} is no {_SAID[keys[key]]}")
    if "question" not in sent:
        raise QuestionError('the key "question" is missing')
    where = sent.get("where", [])
    if not all(isinstance(condition, str) for condition in where):
        raise QuestionError("where is no list of texts")
    return {**sent, "where": tuple(where), "history": turns_of(sent.get("history", []))}


def turns_of(sent: list[Any]) -> tuple[Turn, ...]:
    """The turns of a conversation as they are sent: objects with a question and an answer.

    Raises:
        QuestionError: they are no such objects, or too many.
    """
    if len(sent) > MOST_TURNS:
        raise QuestionError(f"history has more than {MOST_TURNS} turns")
    turns = []
    for turn in sent:
        if not isinstance(turn, dict) or set(turn) - {"question", "answer"}:
            raise QuestionError('history is no list of {"question": "…", "answer": "…"}')
        said = turn.get("question"), turn.get("answer", "")
        if not isinstance(said[0], str) or not isinstance(said[1], str):
            raise QuestionError('history is no list of {"question": "…", "answer": "…"}')
        turns.append((said[0], said[1]))
    return tuple(turns)


_SAID = {str: "text", int: "whole number", list: "list", bool: "true or false"}
