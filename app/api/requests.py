"""What a program may send: JSON objects of known keys, of a limited size."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from graphrag.errors import QuestionError

MOST_BYTES = 64 * 1024
KEYS: Mapping[str, type] = {"question": str, "k": int, "where": list, "stream": bool}


class TooLarge(Exception):
    """The body is longer than a question may be."""


@dataclass(frozen=True, slots=True)
class SentQuestion:
    """A question as it was sent."""

    question: str
    k: int = 5
    where: tuple[str, ...] = ()
    stream: bool = False


async def read_wanted(request: Request) -> SentQuestion:
    """The body of a POST.

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
    return SentQuestion(**_checked(sent))


def _checked(sent: Mapping[str, Any]) -> dict[str, Any]:
    for key, value in sent.items():
        if key not in KEYS:
            raise QuestionError(f"unknown key {key[:60]!r}; known are {', '.join(KEYS)}")
        if type(value) is not KEYS[key]:
            raise QuestionError(f"{key} is no {_SAID[KEYS[key]]}")
    if "question" not in sent:
        raise QuestionError('the key "question" is missing')
    where = sent.get("where", [])
    if not all(isinstance(condition, str) for condition in where):
        raise QuestionError("where is no list of texts")
    return {**sent, "where": tuple(where)}


_SAID = {str: "text", int: "whole number", list: "list of texts", bool: "true or false"}
