"""Caps on calls, tokens, money and seconds; reached, they stop at most one call too late.

A call reserves the most it may cost before it is sent. While calls in flight hold so much that
the next one might pass the cap, it waits for them; only what is truly spent raises.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from graphrag.errors import BudgetReached, SettingsError
from graphrag.settings import LLM

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Spending:
    """Tokens and money, spent or reserved."""

    tokens: int = 0
    cost: float = 0.0

    def __add__(self, other: Spending) -> Spending:
        """Both together."""
        return Spending(self.tokens + other.tokens, self.cost + other.cost)

    def __sub__(self, other: Spending) -> Spending:
        """Without the other."""
        return Spending(self.tokens - other.tokens, self.cost - other.cost)


def price(section: LLM, prompt_tokens: int, completion_tokens: int) -> float:
    """Money for these tokens, in the currency of the prices."""
    prompt = prompt_tokens * section.price_prompt
    return (prompt + completion_tokens * section.price_completion) / MILLION


class Budget:
    """What one run may spend. Thread-safe; the clock starts with the first call."""

    def __init__(self, section: LLM) -> None:
        """Check the caps.

        Raises:
            SettingsError: a cap or a price is below 0, or money is capped without prices.
        """
        caps = (section.call_limit, section.token_limit, section.cost_limit, section.seconds_limit)
        prices = (section.price_prompt, section.price_completion)
        if min(*caps, *prices) < 0:
            raise SettingsError("the limits and prices of section llm are 0 or more")
        if section.cost_limit and not any(prices):
            raise SettingsError(
                "llm.cost_limit needs llm.price_prompt and llm.price_completion, per million tokens"
            )
        self._section = section
        self._changed = threading.Condition()
        self._spent, self._reserved = Spending(), Spending()
        self._calls = self._in_flight = 0
        self._started = 0.0

    def start(self, most: Spending, *, wait: bool = True) -> None:
        """Reserve `most` for a call about to be sent.

        Args:
            most: what the call may cost.
            wait: while calls in flight may fill the cap, wait for them; False: refuse at once.

        Raises:
            BudgetReached: a cap is reached, or may be.
        """
        with self._changed:
            self._started = self._started or time.monotonic()
            while True:
                self._check()
                if not self._in_flight or self._fits(self._spent + self._reserved):
                    break
                if not wait:
                    raise BudgetReached("stopped: the rest may pass a limit of section llm")
                self._changed.wait()
            self._calls += 1
            self._in_flight += 1
            self._reserved += most

    def again(self) -> None:
        """Count one more request of a call that was started.

        Raises:
            BudgetReached: a cap is reached.
        """
        with self._changed:
            self._check()
            self._calls += 1

    def finish(self, most: Spending | None, spent: Spending) -> None:
        """Replace what was reserved, if anything was, by what was spent."""
        with self._changed:
            if most is not None:
                self._in_flight -= 1
                self._reserved -= most
            self._spent += spent
            self._changed.notify_all()

    def _check(self) -> None:
        section, spent = self._section, self._spent
        seconds = time.monotonic() - self._started
        reached = ""
        if section.call_limit and self._calls >= section.call_limit:
            reached = f"{self._calls} calls, the limit of llm.call_limit"
        elif section.token_limit and spent.tokens >= section.token_limit:
            reached = f"{spent.tokens} tokens, the limit of llm.token_limit"
        elif section.cost_limit and spent.cost >= section.cost_limit:
            reached = f"spending {spent.cost:.4f}, the limit of llm.cost_limit"
        elif section.seconds_limit and seconds >= section.seconds_limit:
            reached = f"{seconds:.0f} seconds, the limit of llm.seconds_limit"
        if reached:
            raise BudgetReached(f"stopped after {reached}; what was bought is kept")

    def _fits(self, total: Spending) -> bool:
        section = self._section
        tokens = not section.token_limit or total.tokens < section.token_limit
        return tokens and (not section.cost_limit or total.cost < section.cost_limit)
