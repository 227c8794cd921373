"""A reply as server-sent events: pieces of text as they come, and whether it has an end.

The end is a finish reason or `[DONE]`; a stream without one was cut. Servers that ignore the wish
to stream send an ordinary chat completion, which is read as one piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from graphrag.llm.failures import Cut, Unusable
from graphrag.llm.replies import Tokens, check_finish, decode, read_chat, read_tokens

THOUGHT, THOUGHT_END = "<think>", "</think>"


class StreamedReply:
    """One streamed reply; read `pieces` to the end, then `text` and `tokens`."""

    def __init__(self) -> None:
        """Nothing has come yet."""
        self.tokens: Tokens | None = None
        self._parts: list[str] = []
        self._ended = False

    @property
    def text(self) -> str:
        """What has come so far, without surrounding space."""
        return "".join(self._parts).strip()

    def pieces(self, chunks: Iterable[bytes]) -> Iterator[str]:
        """Text as it comes; thoughts before the reply are left out.

        Raises:
            Unusable: the stream is cut, withheld, empty or no stream of replies.
        """
        thoughts = _Thoughts()
        for text in self._texts(chunks):
            piece = thoughts.without(text)
            if not self._parts:
                piece = piece.lstrip()
            if piece:
                self._parts.append(piece)
                yield piece
        if not self._ended:
            raise Cut("the language model's reply was cut off: the stream has no end")
        if not self.text:
            raise Unusable("the language model's server sent an unusable reply: an empty text")

    def _texts(self, chunks: Iterable[bytes]) -> Iterator[str]:
        other: list[bytes] = []  # lines that are no events
        events = 0
        for line in _lines(chunks):
            field, colon, value = line.partition(b":")
            if field != b"data" or not colon:
                other += [line] if not events else []
                continue
            events += 1
            payload = value.strip()
            if payload == b"[DONE]":
                self._ended = True
                return
            yield from self._event(decode(payload))
        if not events:
            reply = read_chat(b"\n".join(other))
            self._ended, self.tokens = True, reply.tokens
            yield reply.text

    def _event(self, body: Any) -> Iterator[str]:
        if not isinstance(body, dict):
            raise Unusable("the language model's server sent an unusable event: not an object")
        if body.get("error"):
            said = str(body["error"])[:200]
            raise Unusable(f"the language model's server sent an error instead of a reply, {said}")
        self.tokens = read_tokens(body) or self.tokens
        choices = body.get("choices")
        if not choices:
            return  # the event that carries the usage
        if not isinstance(choices, list) or not isinstance(choices[0], dict):
            raise Unusable("the language model's server sent an unusable event: no choices")
        delta = choices[0].get("delta")
        text = delta.get("content") if isinstance(delta, dict) else None
        if text is not None and not isinstance(text, str):
            raise Unusable("the language model's server sent an unusable event: no text")
        if text:
            yield text
        finish = choices[0].get("finish_reason")
        check_finish(finish)
        self._ended = self._ended or bool(finish)


class _Thoughts:
    """Holds the start of a reply back until it is clear whether it is a thought, and drops that."""

    def __init__(self) -> None:
        self._held = ""
        self._over = False

    def without(self, text: str) -> str:
        if self._over:
            return text
        self._held += text
        start = self._held.lstrip()
        if start.startswith(THOUGHT):
            _, end, rest = start.partition(THOUGHT_END)
            self._over = bool(end)
            return rest
        if THOUGHT.startswith(start):
            return ""
        self._over = True
        return self._held


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        yield from (line.rstrip(b"\r") for line in lines)
    if rest:
        yield rest.rstrip(b"\r")
