"""Calls to the model: what a request says, what it costs, and its row in the ledger.

A parameter that the server refuses by name is left out or renamed, and that is remembered:
reasoning models want `max_completion_tokens` and no temperature, some servers cannot count the
tokens of a stream.
"""

from __future__ import annotations

import dataclasses
import logging
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from graphrag.errors import LLMError
from graphrag.llm.budget import Budget, Spending, price
from graphrag.llm.connection import Connection, Trip
from graphrag.llm.failures import Late, Rejected, Unusable
from graphrag.llm.ledger import Call, Ledger
from graphrag.llm.replies import Tokens, Usage, estimate_tokens, read_chat, tokens_of
from graphrag.llm.secrets import Striking, strike
from graphrag.llm.servers import ServerMemory
from graphrag.llm.streaming import StreamedReply
from graphrag.settings import LLM

_log = logging.getLogger(__name__)
OVERHEAD = 64  # tokens that a server may add to a prompt: roles, templates
BILLED = (Unusable, Late)  # failures after which the prompt has probably been paid for


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the model."""

    prompt: str
    system: str
    stage: str


@dataclass(frozen=True, slots=True)
class Bought:
    """A reply and its row for the ledger."""

    text: str
    call: Call


@dataclass(slots=True)
class _Order:
    """A call under way."""

    trip: Trip
    text: str = ""
    tokens: Tokens | None = None
    problem: BaseException | None = None
    call: Call | None = field(default=None)


class Caller:
    """Sends questions within the budget and counts what they cost. Thread-safe."""

    def __init__(
        self, section: LLM, connection: Connection, memory: ServerMemory, ledger: Ledger | None
    ) -> None:
        """Use an open connection; failed calls go into `ledger` from here.

        Raises:
            SettingsError: a cap or a price is not usable.
        """
        self._section, self._connection = section, connection
        self._memory, self._ledger = memory, ledger
        self._budget = Budget(section)
        self._lock = threading.Lock()
        self.usage = Usage()
        self.notes: tuple[str, ...] = ()

    def ask(self, question: Question, extra: dict[str, Any]) -> Bought:
        """The reply to one question; `extra` goes into the request.

        Raises:
            BudgetReached: a cap is reached.
            LLMError: no usable, complete reply.
        """
        body = self._body(question, extra)
        while True:
            try:
                with self._order(question) as order:
                    content = self._connection.send("chat", body, order.trip)
                    order.tokens = tokens_of(content)
                    order.text = strike(clean(read_chat(content).text))
                return Bought(order.text, _row(order))
            except Rejected as error:
                if not self._adapt(error, body):
                    raise

    def stream(self, question: Question) -> Generator[str, None, Bought]:
        """The same in pieces as they come; an error may follow pieces."""
        body = self._body(question, {"stream": True})
        if not self._memory.get("stream_options"):
            body["stream_options"] = {"include_usage": True}
        while True:
            try:
                with self._order(question) as order:
                    yield from self._pieces(body, order)
                return Bought(order.text, _row(order))
            except Rejected as error:
                if not self._adapt(error, body):
                    raise

    def reused(self) -> None:
        """Count a reply that was kept already."""
        with self._lock:
            self.usage += Usage(from_cache=1)

    def _pieces(self, body: dict[str, Any], order: _Order) -> Iterator[str]:
        reply, striking = StreamedReply(), Striking()
        try:
            for piece in reply.pieces(self._connection.stream("chat", body, order.trip)):
                shown = striking.feed(clean(piece))
                if shown:
                    yield shown
            if rest := striking.rest():
                yield rest
        finally:
            order.text, order.tokens = strike(clean(reply.text)), reply.tokens

    @contextmanager
    def _order(self, question: Question) -> Iterator[_Order]:
        """Keep within the budget, count what was spent, and write failures down."""
        most = self._most(question)
        self._budget.start(most)
        order = _Order(Trip(self._budget.again))
        try:
            yield order
        except LLMError as error:
            order.problem = error
            said = strike(str(error))
            if said == str(error):
                raise
            error.args = (said,)
            raise
        except BaseException as error:
            order.problem = error
            raise
        finally:
            call = order.call = self._priced(question, order)
            tokens = call.prompt_tokens + call.completion_tokens
            self._budget.finish(most, Spending(tokens, call.cost))
            self._count(call)
            if order.problem is not None and self._ledger is not None:
                self._ledger.record(call)

    def _most(self, question: Question) -> Spending:
        """The most that a call may cost; a token has two bytes or more but in rare scripts."""
        written = question.prompt + question.system
        prompt = len(written.encode("utf-8", "replace")) // 2 + OVERHEAD
        reply = self._section.max_tokens
        return Spending(prompt + reply, price(self._section, prompt, reply))

    def _priced(self, question: Question, order: _Order) -> Call:
        tokens, outcome = order.tokens, "ok"
        if order.problem is not None:
            ours = isinstance(order.problem, LLMError)
            outcome = type(order.problem).__name__.lower() if ours else "abandoned"
        bought = outcome in ("ok", "abandoned") or isinstance(order.problem, BILLED)
        estimated = tokens is None and bought
        if estimated:
            written = question.prompt + question.system
            tokens = Tokens(estimate_tokens(written), estimate_tokens(order.text))
        tokens = tokens or Tokens(0, 0)
        return Call(
            stage=question.stage,
            model=self._section.model,
            prompt_tokens=tokens.prompt,
            completion_tokens=tokens.completion,
            estimated=estimated,
            cost=price(self._section, tokens.prompt, tokens.completion),
            seconds=order.trip.seconds,
            attempts=order.trip.attempts,
            outcome=outcome,
        )

    def _count(self, call: Call) -> None:
        spent = Usage(
            1, call.prompt_tokens, call.completion_tokens, 0, int(call.estimated), call.cost
        )
        with self._lock:
            self.usage += spent

    def _body(self, question: Question, extra: dict[str, Any]) -> dict[str, Any]:
        section = self._section
        messages = [{"role": "user", "content": clean(question.prompt)}]
        if question.system:
            messages.insert(0, {"role": "system", "content": clean(question.system)})
        body: dict[str, Any] = {"model": section.model, "messages": messages, **extra}
        limit = self._memory.get("token_parameter") or section.token_parameter
        body[limit] = section.max_tokens
        if section.temperature >= 0 and not self._memory.get("temperature"):
            body["temperature"] = section.temperature
        return body

    def _adapt(self, error: Rejected, body: dict[str, Any]) -> bool:
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


def misfit(call: Call) -> Call:
    """The row of a call whose reply is not of the form asked for."""
    return dataclasses.replace(call, outcome="misfit")


def clean(text: str) -> str:
    """Lone surrogates can be neither sent nor kept; they become question marks."""
    return text.encode("utf-8", "replace").decode()


def _row(order: _Order) -> Call:
    if order.call is None:  # pragma: no cover
        raise AssertionError("a call's row is made when it ends")
    return order.call
