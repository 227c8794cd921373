"""Calls to the model: kept within the budget, priced, and written into the ledger."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from graphrag.errors import LLMError
from graphrag.llm.budget import Budget, Spending, price
from graphrag.llm.failures import Late, Rejected, Unusable
from graphrag.llm.kept.keeper import Keeper
from graphrag.llm.kept.ledger import Call
from graphrag.llm.replies import Tokens, Usage, estimate_tokens, read_chat, tokens_of
from graphrag.llm.wire.connection import Connection, Trip
from graphrag.llm.wire.requests import ChatRequest, Requests, clean
from graphrag.llm.wire.secrets import Striking, strike, strike_reply
from graphrag.llm.wire.streaming import StreamedReply
from graphrag.settings import LLM

OVERHEAD = 64  # tokens that a server may add to a prompt: roles, templates
BILLED = (Unusable, Late)  # failures after which the prompt has probably been paid for


@dataclass(frozen=True, slots=True)
class Bought:
    """A reply and its row for the ledger."""

    text: str
    call: Call


@dataclass(slots=True)
class Order:
    """A call under way, then what came of it."""

    trip: Trip
    text: str = ""
    tokens: Tokens | None = None
    problem: BaseException | None = None
    call: Call | None = field(default=None)


class Caller:
    """Sends questions within the budget and counts what they cost. Thread-safe."""

    def __init__(
        self, section: LLM, connection: Connection, requests: Requests, keeper: Keeper
    ) -> None:
        """Use an open connection; failed calls are written down from here.

        Raises:
            SettingsError: a cap or a price is not usable.
        """
        self._section, self._connection = section, connection
        self._requests, self._keeper = requests, keeper
        self.budget = Budget(section)
        self._lock = threading.Lock()
        self.usage = Usage()

    def ask(self, question: ChatRequest, extra: dict[str, Any]) -> Bought:
        """The reply to one question; `extra` goes into the request.

        Raises:
            BudgetReached: a cap is reached.
            LLMError: no usable, complete reply.
        """
        body = self._requests.body(question, extra)
        while True:
            try:
                with self._order(question) as order:
                    content = self._connection.send("chat", body, order.trip)
                    order.tokens = tokens_of(content)
                    order.text = strike_reply(clean(read_chat(content).text))
                return Bought(order.text, _row(order))
            except Rejected as error:
                if not self._requests.adapt(error, body):
                    raise

    def stream(self, question: ChatRequest) -> Generator[str, None, Bought]:
        """The same in pieces as they come; an error may follow pieces."""
        body = self._requests.body(question, {"stream": True})
        while True:
            try:
                with self._order(question) as order:
                    yield from self._pieces(body, order)
                return Bought(order.text, _row(order))
            except Rejected as error:
                if not self._requests.adapt(error, body):
                    raise

    def reused(self) -> None:
        """Count a reply that was kept already."""
        with self._lock:
            self.usage += Usage(from_cache=1)

    def _pieces(self, body: dict[str, Any], order: Order) -> Iterator[str]:
        reply, striking = StreamedReply(), Striking()
        try:
            for piece in reply.pieces(self._connection.stream("chat", body, order.trip)):
                shown = striking.feed(clean(piece))
                if shown:
                    yield shown
            if rest := striking.rest():
                yield rest
        finally:
            order.text, order.tokens = strike_reply(clean(reply.text)), reply.tokens

    @contextmanager
    def _order(self, question: ChatRequest) -> Iterator[Order]:
        """Keep within the budget, count what was spent, and write failures down."""
        most = self.most(question)
        self.budget.start(most)
        order = Order(Trip(self.budget.again))
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
            self.settle(question, order, most)

    def settle(
        self, question: ChatRequest, order: Order, most: Spending | None, share: float = 1.0
    ) -> Call:
        """Price a call that has ended, count it, and write it down if it failed.

        Args:
            question: what was asked.
            order: what came of it.
            most: what was reserved for it; None: nothing was.
            share: of the usual price.
        """
        call = order.call = self._priced(question, order, share)
        tokens = call.prompt_tokens + call.completion_tokens
        self.budget.finish(most, Spending(tokens, call.cost))
        self._count(call)
        if order.problem is not None:
            self._keeper.record(call)
        return call

    def most(self, question: ChatRequest) -> Spending:
        """The most that a call may cost; a token has two bytes or more but in rare scripts."""
        written = question.prompt + question.system
        prompt = len(written.encode("utf-8", "replace")) // 2 + OVERHEAD
        reply = self._section.max_tokens
        return Spending(prompt + reply, price(self._section, prompt, reply))

    def _priced(self, question: ChatRequest, order: Order, share: float) -> Call:
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
            cost=share * price(self._section, tokens.prompt, tokens.completion),
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


def misfit(call: Call) -> Call:
    """The row of a call whose reply is not of the form asked for."""
    return dataclasses.replace(call, outcome="misfit")


def _row(order: Order) -> Call:
    if order.call is None:  # pragma: no cover
        raise AssertionError("a call's row is made when it ends")
    return order.call
