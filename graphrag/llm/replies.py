"""What a chat completion's body says: checked field by field, or refused in one sentence."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn

from graphrag.llm.failures import Cut, Unusable, Withheld

_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Usage:
    """What was sent and bought; tokens as counted by the server, or estimated where it does not."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    from_cache: int = 0
    estimated: int = 0  # calls whose tokens are estimates
    cost: float = 0.0

    def __add__(self, other: Usage) -> Usage:
        """Both together."""
        return Usage(
            self.calls + other.calls,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            self.from_cache + other.from_cache,
            self.estimated + other.estimated,
            self.cost + other.cost,
        )


@dataclass(frozen=True, slots=True)
class Tokens:
    """A call's tokens as the server counted them."""

    prompt: int
    completion: int


@dataclass(frozen=True, slots=True)
class ChatReply:
    """What a chat completion's body says; no tokens where the server did not count."""

    text: str
    tokens: Tokens | None


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
    """The JSON value of a response's body; a mark of byte order before it is skipped.

    Raises:
        Unusable: it is something else, such as a page of HTML.
    """
    try:
        return strict_json(content.decode("utf-8-sig"))
    except ValueError:  # UnicodeDecodeError and JSONDecodeError are ValueErrors
        start = content[:60].decode("utf-8", "replace")
        raise Unusable(
            f"the language model's server sent something that is not JSON: {start!r}"
        ) from None


def read_chat(content: bytes) -> ChatReply:
    """The reply in a chat completion's body.

    Raises:
        Unusable: not a chat completion, an error in its place, an empty or an unfinished reply.
    """
    return read_completion(decode(content))


def read_completion(body: Any) -> ChatReply:
    """The same for a body that is parsed already."""
    if not isinstance(body, dict):
        _unusable("not an object")
    if body.get("error"):
        _unusable(f"an error instead of a reply, {str(body['error'])[:200]}")
    choices = body.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        _unusable("no choices")
    check_finish(choices[0].get("finish_reason"))
    message = choices[0].get("message")
    text = message.get("content") if isinstance(message, dict) else None
    if not isinstance(text, str):
        _unusable("no text in the message")
    text = _THOUGHT.sub("", text).strip()
    if not text:
        _unusable("an empty text")
    return ChatReply(text, read_tokens(body))


def check_finish(finish: object) -> None:
    """Do nothing for a reply that ended by itself.

    Raises:
        Cut: it was stopped by the limit on tokens.
        Withheld: it was stopped by a content filter.
    """
    if finish == "length":
        raise Cut("the language model's reply was cut off; raise llm.max_tokens or ask for less")
    if finish == "content_filter":
        raise Withheld("the language model's server withheld the reply (content filter)")


def read_tokens(body: object) -> Tokens | None:
    """The tokens that a response's body counts; None when it does not, or not in whole numbers."""
    counts = body.get("usage") if isinstance(body, dict) else None
    if not isinstance(counts, dict):
        return None
    values = [counts.get(name, 0) for name in ("prompt_tokens", "completion_tokens")]
    if not all(type(value) is int and value >= 0 for value in values) or not any(values):
        return None
    return Tokens(*values)


def tokens_of(content: bytes) -> Tokens | None:
    """The tokens counted in a body that may be of any kind."""
    try:
        return read_tokens(decode(content))
    except Unusable:
        return None


def estimate_tokens(text: str) -> int:
    """Tokens of `text`, about four bytes each."""
    return -(-len(text.encode("utf-8", "replace")) // 4)


def _unusable(what: str) -> NoReturn:
    raise Unusable(f"the language model's server sent an unusable reply: {what}")


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        raise ValueError("a key is repeated")
    return table
