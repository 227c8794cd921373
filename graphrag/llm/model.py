"""A language model: plain replies and structured ones, from a server or from the cache.

Structured output climbs down a ladder: the server enforces the schema (json_schema), the server
enforces JSON (json_object), the prompt alone asks for it. A rung that the server rejects is not
tried again. Whatever the rung, the reply is parsed strictly and checked against the schema; cut
or ill-formed replies are never repaired.
"""

from __future__ import annotations

import dataclasses
import json
import threading
from importlib.resources import files
from pathlib import Path
from typing import Any

from graphrag import settings
from graphrag.errors import LLMError, SettingsError
from graphrag.llm.cache import ReplyCache, reply_key
from graphrag.llm.connection import Address, Connection, Rejected
from graphrag.llm.replies import Reply, Usage, read_chat, strict_json
from graphrag.llm.schema import Schema, check

RUNGS = ("json_schema", "json_object", "prompt")


class LanguageModel:
    """One model on one server. Thread-safe. `usage` counts what this object sent."""

    def __init__(self, section: settings.LLM, cache: Path | None = None) -> None:
        """See `graphrag.llm.open_llm`."""
        if section.max_tokens < 1:
            raise SettingsError("llm.max_tokens is 1 or more")
        self.name = section.model
        self._section = section
        self._connection = Connection(
            Address(section.base_url, section.key_env, section.timeout, section.retries)
        )
        self._cache = ReplyCache(cache) if cache is not None else None
        self._lock = threading.Lock()
        self._usage = Usage()
        self._rung = 0

    @property
    def usage(self) -> Usage:
        """Calls, tokens and replies from the cache since this object was made."""
        return self._usage

    def complete(self, prompt: str, *, system: str = "") -> Reply:
        """The model's reply to `prompt`.

        Raises:
            LLMError: no usable, complete reply by the deadline, or a limit is reached.
        """
        key = self._key(prompt, system, None)
        kept = self._kept(key)
        if kept is not None:
            return Reply(kept, Usage(from_cache=1))
        reply = self._ask(prompt, system, {})
        self._keep(key, reply)
        return reply

    def structured(self, prompt: str, schema: Schema, name: str, *, system: str = "") -> Any:
        """The model's reply as a JSON value that fits `schema`.

        Args:
            prompt: the question.
            schema: JSON Schema in the subset of `graphrag.llm.schema`.
            name: what the value is, such as "triples"; letters, digits, - and _ only.
            system: instructions that come first.

        Raises:
            LLMError: no reply by the deadline that fits, or a limit is reached.
        """
        key = self._key(prompt, system, schema)
        kept = self._kept(key)
        if kept is not None:
            return json.loads(kept)
        problem, lowest = "", self._rung
        for position in range(self._rung, len(RUNGS)):
            rung = RUNGS[position]
            asking, extra = _asking(prompt, schema, rung), _format(schema, name, rung)
            try:
                reply = self._ask(asking, system, extra)
            except Rejected:
                lowest = position + 1
                if lowest == len(RUNGS):
                    raise
                continue
            self._remember(lowest)
            try:
                value = strict_json(_unfenced(reply.text))
                check(value, schema)
            except ValueError as error:
                problem = str(error)
                continue
            self._keep(key, Reply(json.dumps(value, ensure_ascii=False), reply.usage))
            return value
        raise LLMError(f"the reply of {self.name} does not have the form asked for: {problem}")

    def close(self) -> None:
        """Close the connections and the cache."""
        self._connection.close()
        if self._cache is not None:
            self._cache.close()

    def _ask(self, prompt: str, system: str, extra: dict[str, Any]) -> Reply:
        section = self._section
        self._start_call()
        messages = [{"role": "user", "content": _clean(prompt)}]
        if system:
            messages.insert(0, {"role": "system", "content": _clean(system)})
        body: dict[str, Any] = {"model": section.model, "messages": messages, **extra}
        body[section.token_parameter] = section.max_tokens
        if section.temperature >= 0:
            body["temperature"] = section.temperature
        reply = read_chat(self._connection.send("chat", body))
        self._count(dataclasses.replace(reply.usage, calls=0))
        return reply

    def _start_call(self) -> None:
        section = self._section
        with self._lock:
            used = self._usage
            tokens = used.prompt_tokens + used.completion_tokens
            if section.call_limit and used.calls >= section.call_limit:
                raise LLMError(f"stopped after {used.calls} calls, the limit of llm.call_limit")
            if section.token_limit and tokens >= section.token_limit:
                raise LLMError(f"stopped after {tokens} tokens, the limit of llm.token_limit")
            self._usage += Usage(calls=1)

    def _count(self, usage: Usage) -> None:
        with self._lock:
            self._usage += usage

    def _remember(self, rung: int) -> None:
        with self._lock:
            self._rung = max(self._rung, rung)

    def _key(self, prompt: str, system: str, schema: Schema | None) -> bytes:
        section = self._section
        return reply_key(
            section.model,
            prompt=prompt,
            system=system,
            schema=schema,
            temperature=section.temperature,
            max_tokens=section.max_tokens,
        )

    def _kept(self, key: bytes) -> str | None:
        text = self._cache.get(key) if self._cache is not None else None
        if text is not None:
            self._count(Usage(from_cache=1))
        return text

    def _keep(self, key: bytes, reply: Reply) -> None:
        if self._cache is not None:
            tokens = (reply.usage.prompt_tokens, reply.usage.completion_tokens)
            self._cache.put(key, self.name, reply.text, tokens)


def _asking(prompt: str, schema: Schema, rung: str) -> str:
    """The prompt; where the server does not enforce the schema, with the schema."""
    if rung == "json_schema":
        return prompt
    text = (files("graphrag.prompts") / "json_reply.md").read_text(encoding="utf-8")
    return f"{prompt}\n\n{text.replace('{schema}', json.dumps(schema))}"


def _format(schema: Schema, name: str, rung: str) -> dict[str, Any]:
    if rung == "json_schema":
        wanted = {"name": name, "schema": schema, "strict": True}
        return {"response_format": {"type": "json_schema", "json_schema": wanted}}
    if rung == "json_object":
        return {"response_format": {"type": "json_object"}}
    return {}


def _unfenced(text: str) -> str:
    """What stands inside, when the whole reply is one fenced block of Markdown."""
    lines = text.strip().split("\n")
    if len(lines) > 2 and lines[0].strip() in ("```", "```json") and lines[-1].strip() == "```":
        return "\n".join(lines[1:-1])
    return text


def _clean(text: str) -> str:
    """Lone surrogates cannot be sent; they become question marks."""
    return text.encode("utf-8", "replace").decode()
