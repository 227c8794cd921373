"""What a chat completion's body says: checked field by field, or refused in one sentence."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn

from graphrag.errors import LLMError

_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Usage:
    """What was sent and bought; tokens as counted by the server."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    from_cache: int = 0

    def __add__(self, other: Usage) -> Usage:
        """Both together."""
        return Usage(
            self.calls + other.calls,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            self.from_cache + other.from_cache,
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """A finished reply and what it cost (nothing but `from_cache` when it was kept)."""

    text: str
    usage: Usage


def strict_json(text: str) -> Any:
    """Parse JSON without any tolerance: no repair, no NaN, no repeated key.

    Raises:
        ValueError: the text is not exactly one JSON value.
    """
    try:
        return json.loads(text, parse_constant=_constant, object_pairs_hook=_unrepeated)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def decode(content: bytes) -> Any:
    """The JSON value of a response's body.

    Raises:
        LLMError: it is something else, such as a page of HTML.
    """
    try:
        return strict_json(content.decode("utf-8"))
    except ValueError:  # UnicodeDecodeError and JSONDecodeError are ValueErrors
        start = content[:60].decode("utf-8", "replace")
        raise LLMError(
            f"the language model's server sent something that is not JSON: {start!r}"
        ) from None


def read_chat(content: bytes) -> Reply:
    """The reply in a chat completion's body.

    Raises:
        LLMError: not a chat completion, an error in its place, an empty or an unfinished reply.
    """
    body = decode(content)
    if not isinstance(body, dict):
        _unusable("not an object")
    if body.get("error"):
        _unusable(f"an error instead of a reply, {str(body['error'])[:200]}")
    choices = body.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        _unusable("no choices")
    finish = choices[0].get("finish_reason")
    if finish == "length":
        raise LLMError(
            "the language model's reply was cut off; raise llm.max_tokens or ask for less"
        )
    if finish == "content_filter":
        raise LLMError("the language model's server withheld the reply (content filter)")
    message = choices[0].get("message")
    text = message.get("content") if isinstance(message, dict) else None
    if not isinstance(text, str):
        _unusable("no text in the message")
    text = _THOUGHT.sub("", text).strip()
    if not text:
        _unusable("an empty text")
    return Reply(text, read_usage(body))


def read_usage(body: dict[str, Any]) -> Usage:
    """One call and its tokens; counts that are missing or no counts are 0."""
    counts = body.get("usage")

    def count(name: str) -> int:
        value = counts.get(name) if isinstance(counts, dict) else None
        return value if type(value) is int and value > 0 else 0

    return Usage(1, count("prompt_tokens"), count("completion_tokens"))


def _unusable(what: str) -> NoReturn:
    raise LLMError(f"the language model's server sent an unusable reply: {what}")


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        raise ValueError("a key is repeated")
    return table
