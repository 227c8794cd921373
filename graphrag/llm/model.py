"""A language model: plain, structured and streamed replies, from a server or kept from earlier.

A rung of the ladder (`graphrag.llm.ladder`) that the server rejects is not tried again for a week.
A kept reply is committed together with its row in the ledger before it is used.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

from graphrag import settings
from graphrag.errors import LLMError, SettingsError
from graphrag.llm.calls import Bought, Caller, misfit
from graphrag.llm.failures import Misfit, Rejected
from graphrag.llm.kept.cache import reply_key
from graphrag.llm.kept.flights import Flights
from graphrag.llm.kept.keeper import Keeper
from graphrag.llm.kept.runs import new_run
from graphrag.llm.kept.servers import ServerMemory
from graphrag.llm.ladder import RUNGS, UNKNOWN, asking, fitting, form
from graphrag.llm.replies import Reply, Usage
from graphrag.llm.schema import Schema
from graphrag.llm.wire.connection import Address, Connection
from graphrag.llm.wire.pump import pumped
from graphrag.llm.wire.requests import ChatRequest, Requests


class LanguageModel:
    """One model on one server. Thread-safe. `usage` counts what this object sent."""

    def __init__(self, section: settings.LLM, cache: Path | None = None, run: str = "") -> None:
        """See `graphrag.llm.open_llm`."""
        if section.max_tokens < 1:
            raise SettingsError("llm.max_tokens is 1 or more")
        self.name = section.model
        self.section = section
        self.run = run or new_run()
        self.connection = Connection(
            Address(
                section.base_url,
                section.key_env,
                section.timeout,
                section.retries,
                section.concurrency,
                section.key_header,
            ).as_azure()
        )
        self.keeper = Keeper(cache, self.run)
        self.memory = ServerMemory(self.keeper.file, section.base_url, section.model)
        self.requests = Requests(section, self.memory)
        self.caller = Caller(section, self.connection, self.requests, self.keeper)
        self._flights = Flights()

    def __enter__(self) -> LanguageModel:
        """Close at the end of a `with` block."""
        return self

    def __exit__(self, *_: object) -> None:
        """See `close`."""
        self.close()

    @property
    def usage(self) -> Usage:
        """Calls, tokens, money and replies kept already, since this object was made."""
        return self.caller.usage

    @property
    def notes(self) -> tuple[str, ...]:
        """What was changed in requests because the server refused it, a sentence each."""
        return self.requests.notes

    @property
    def rung(self) -> str:
        """The best form of structured output that the server is known to have."""
        return self.memory.get("rung") or RUNGS[0]

    def complete(self, prompt: str, *, system: str = "", stage: str = "") -> Reply:
        """The model's reply to `prompt`.

        Args:
            prompt: the question.
            system: instructions that come first.
            stage: what it is for, such as "answer"; stands in the ledger, decides nothing.

        Raises:
            BudgetReached: a cap of section llm is reached.
            LLMError: no usable, complete reply by the deadline.
        """
        question = ChatRequest(prompt, system, stage)
        key = self.key_of(prompt, None, system)
        spent = Usage()

        def buy() -> str:
            nonlocal spent
            bought = self.caller.ask(question, {})
            spent = _usage(bought)
            return self.keeper.keep(key, bought.text, bought.call)

        text = self._once(key, stage, buy)
        return Reply(text, spent if spent.calls else Usage(from_cache=1))

    def structured(
        self, prompt: str, schema: Schema, name: str, *, system: str = "", stage: str = ""
    ) -> Any:
        """The model's reply as a JSON value that fits `schema`.

        Args:
            prompt: the question.
            schema: JSON Schema in the subset of `graphrag.llm.schema`.
            name: what the value is, such as "triples"; letters, digits, - and _ only.
            system: instructions that come first.
            stage: what it is for; stands in the ledger, decides nothing.

        Raises:
            BudgetReached: a cap of section llm is reached.
            LLMError: no reply by the deadline that fits.
        """
        key = self.key_of(prompt, schema, system)

        def buy() -> str:
            return self._climb_down(key, ChatRequest(prompt, system, stage), schema, name)

        return json.loads(self._once(key, stage, buy))

    def stream(self, prompt: str, *, system: str = "", stage: str = "") -> Iterator[str]:
        """The reply to `prompt` in pieces as they come; together they are that of `complete`,
        but for space at the end. A kept reply comes at once, in one piece. Nothing is sent before
        the first piece is asked for.

        Raises:
            BudgetReached: a cap of section llm is reached.
            LLMError: no usable, complete reply by the deadline; possibly after some pieces.
        """
        return pumped(self._stream(prompt, system, stage))

    def key_of(self, prompt: str, schema: Schema | None = None, system: str = "") -> bytes:
        """The key under which the reply to these is kept: they, the model, its temperature and
        its limit on tokens.
        """
        return reply_key(
            self.name,
            prompt=prompt,
            system=system,
            schema=schema,
            temperature=self.section.temperature,
            max_tokens=self.section.max_tokens,
        )

    def close(self) -> None:
        """Close the connections and the file."""
        self.connection.close()
        self.keeper.close()

    def _stream(self, prompt: str, system: str, stage: str) -> Generator[str, None, None]:
        key = self.key_of(prompt, None, system)
        text = self._flights.join(key)
        if text is None:
            try:
                text = self.keeper.kept(key)
                if text is None:
                    bought = yield from self.caller.stream(ChatRequest(prompt, system, stage))
                    self.keeper.keep(key, bought.text, bought.call)
                    self._flights.land(key, bought.text)
                    return
                self._flights.land(key, text)
            except LLMError as error:
                self._flights.fail(key, error)
                raise
            finally:
                self._flights.leave(key)
        self._reused(stage)
        yield text

    def _climb_down(self, key: bytes, question: ChatRequest, schema: Schema, name: str) -> str:
        first = known = RUNGS.index(self.rung)
        problem = ""
        for position, rung in enumerate(RUNGS[first:], first):
            asked = ChatRequest(
                asking(question.prompt, schema, rung), question.system, question.stage
            )
            try:
                bought = self.caller.ask(asked, form(schema, name, rung))
            except Rejected as error:
                if position == len(RUNGS) - 1 or error.status not in UNKNOWN:
                    raise
                known = position + 1
                continue
            if known > first:
                self.memory.learn("rung", RUNGS[known])
            try:
                text = fitting(bought.text, schema)
            except ValueError as error:
                problem = str(error)
                self.keeper.record(misfit(bought.call))
                continue
            return self.keeper.keep(key, text, bought.call)
        raise Misfit(f"the reply of {self.name} does not have the form asked for: {problem}")

    def _once(self, key: bytes, stage: str, buy: Callable[[], str]) -> str:
        """The kept reply, or that which another thread is buying, or a new one."""
        kept = False

        def get() -> str:
            nonlocal kept
            text = self.keeper.kept(key)
            kept = text is not None
            return text if text is not None else buy()

        text, ours = self._flights.once(key, get)
        if kept or not ours:
            self._reused(stage)
        return text

    def _reused(self, stage: str) -> None:
        self.caller.reused()
        self.keeper.reused(stage, self.name)


def _usage(bought: Bought) -> Usage:
    call = bought.call
    return Usage(1, call.prompt_tokens, call.completion_tokens, 0, int(call.estimated), call.cost)
