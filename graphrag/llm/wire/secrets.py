"""Keys: read from the environment, stripped, and struck out of everything that is written.

The vendor's loggers print response headers at DEBUG, and a server may echo a key in them; so every
key in use is struck out of their records too. Servers without keys are often given a word in its
place, such as "ollama": what is too short to be a secret may stand in replies.
"""

from __future__ import annotations

import logging
import os

from graphrag.errors import LLMError

STRUCK = "[key]"
SHORTEST, SHORTEST_IN_REPLIES = 4, 16  # characters
LOGGERS = (
    "openai",
    "openai._base_client",
    "openai._response",
    "openai._legacy_response",
    *(
        name
        for client in ("httpx", "httpx2", "httpcore", "httpcore2")
        for name in (client, *(f"{client}.{part}" for part in ("connection", "http11", "proxy")))
    ),
)
_keys: set[str] = set()


class Key:
    """A key that does not show itself when something that holds it is printed."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        """Hold `text`, which may be empty."""
        self.text = text

    def __repr__(self) -> str:
        """Never the key."""
        return STRUCK if self.text else "no key"


def read_key(variable: str) -> Key:
    """The key in an environment variable, empty when there is none.

    Raises:
        LLMError: it has characters that no header can carry.
    """
    key = os.environ.get(variable, "").strip() if variable else ""
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise LLMError(f"the key in the environment variable {variable} has unusable characters")
    if key:
        _keys.add(key)
        for name in LOGGERS:
            logging.getLogger(name).addFilter(_strike_record)
    return Key(key)


def strike(text: str) -> str:
    """A message without any key in use."""
    return _without(text, SHORTEST)


def strike_reply(text: str) -> str:
    """A reply without any key in use."""
    return _without(text, SHORTEST_IN_REPLIES)


def _without(text: str, shortest: int) -> str:
    for key in _keys:
        text = text.replace(key, STRUCK) if len(key) >= shortest else text
    return text


def _strike_record(record: logging.LogRecord) -> bool:
    message = record.getMessage()
    struck = strike(message)
    if struck != message:
        record.msg, record.args = struck, ()
    if record.exc_info:
        record.exc_text = strike(logging.Formatter().formatException(record.exc_info))
        record.exc_info = None
    return True


class Striking:
    """Strikes keys out of text that comes in pieces, wherever it is cut."""

    def __init__(self) -> None:
        """Nothing is held back yet."""
        self._held = ""

    def feed(self, text: str) -> str:
        """What can be shown; the start of what may become a key is held back."""
        text = strike_reply(self._held + text)
        keys = [key for key in _keys if len(key) >= SHORTEST_IN_REPLIES]
        longest = max(map(len, keys), default=0)
        for length in range(min(longest - 1, len(text)), 0, -1):
            if any(key.startswith(text[-length:]) for key in keys):
                self._held = text[-length:]
                return text[:-length]
        self._held = ""
        return text

    def rest(self) -> str:
        """What was held back and became no key."""
        held, self._held = self._held, ""
        return held
