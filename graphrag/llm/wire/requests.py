"""What a request says, and what is changed in it when the server refuses a parameter by name.

Reasoning models want `max_completion_tokens` and no temperature; some servers cannot count the
tokens of a stream. Each is found out once, said in a note and a log line, and remembered.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from graphrag.llm.failures import Rejected
from graphrag.llm.kept.servers import ServerMemory
from graphrag.settings import LLM

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """What is asked of the model."""

    prompt: str
    system: str
    stage: str


class Requests:
    """Builds the requests to one model. Thread-safe."""

    def __init__(self, section: LLM, memory: ServerMemory) -> None:
        """Use what is known of the server."""
        self._section, self._memory = section, memory
        self.notes: tuple[str, ...] = ()

    def body(self, question: ChatRequest, extra: dict[str, Any]) -> dict[str, Any]:
        """The request for one question, with `extra` in it."""
        section = self._section
        messages = [{"role": "user", "content": clean(question.prompt)}]
        if question.system:
            messages.insert(0, {"role": "system", "content": clean(question.system)})
        body: dict[str, Any] = {"model": section.model, "messages": messages, **extra}
        limit = self._memory.get("token_parameter") or section.token_parameter
        body[limit] = section.max_tokens
        if section.temperature >= 0 and not self._memory.get("temperature"):
            body["temperature"] = section.temperature
        if extra.get("stream") and not self._memory.get("stream_options"):
            body["stream_options"] = {"include_usage": True}
        return body

    def adapt(self, error: Rejected, body: dict[str, Any]) -> bool:
        """Change the one parameter of `body` that the server refuses by name; False: there is
        none. A parameter once changed is not changed back.
        """
        said = str(error)
        if error.status not in (400, 422):
            return False
        if "max_completion_tokens" in said and "max_tokens" in body:
            body["max_completion_tokens"] = body.pop("max_tokens")
            self._learn("token_parameter", "max_completion_tokens", "takes max_completion_tokens")
            return True
        for name in ("temperature", "stream_options"):
            if name in said and name in body:
                del body[name]
                self._learn(name, "none", f"takes no {name}; it is left out")
                return True
        return False

    def _learn(self, name: str, value: str, what: str) -> None:
        note = f"{self._section.model} {what}"
        if self._memory.get(name) != value:
            _log.warning("%s", note)
            self.notes += (note,)
        self._memory.learn(name, value)


def clean(text: str) -> str:
    """Lone surrogates can be neither sent nor kept; they become question marks."""
    return text.encode("utf-8", "replace").decode()
