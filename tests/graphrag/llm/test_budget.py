"""Caps: at most one call too many, also when many threads ask at once."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from graphrag.errors import BudgetReached, LLMError, SettingsError
from graphrag.llm import open_llm
from graphrag.llm.budget import Budget, Spending, price
from graphrag.llm.wire import connection
from graphrag.settings import LLM
from tests.servers.in_turn import in_turn
from tests.servers.replies import chat, respond
from tests.servers.server import FakeServer

USED = {"prompt_tokens": 20, "completion_tokens": 30}


def ask_many(model, count: int = 40, threads: int = 8) -> tuple[int, int]:
    """How many of `count` questions were answered, and how many the budget refused."""

    def ask(number: int) -> bool:
        try:
            model.complete(f"{number}?")
        except BudgetReached:
            return False
        return True

    with ThreadPoolExecutor(threads) as pool:
        answered = sum(pool.map(ask, range(count)))
    return answered, count - answered


@pytest.mark.parametrize(
    ("cap", "most"),
    [
        ({"call_limit": 5}, 5),
        ({"token_limit": 120}, 3),  # 50 tokens a call: 100 is below, 150 stops
        ({"cost_limit": 0.00012, "price_prompt": 1.0, "price_completion": 1.0}, 3),
    ],
)
def test_threads_together_stop_at_the_cap(cap: dict, most: int):
    with FakeServer(lambda _: chat("yes", usage=USED), latency=0.02) as server:
        answered, _ = ask_many(open_llm(server.section(max_tokens=30, **cap)))
        assert answered == most
        assert server.calls == most


def test_seconds():
    with FakeServer(lambda _: "yes", latency=0.1) as server:
        model = open_llm(server.section(seconds_limit=0.35))
        begun = time.monotonic()
        answered, refused = ask_many(model, threads=1)
        assert 1 <= answered <= 4 and refused
        assert time.monotonic() - begun < 2


def test_further_attempts_count_as_calls(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connection, "FIRST_WAIT", 0.001)
    with FakeServer(in_turn(respond("", status=500))) as server:
        model = open_llm(server.section(call_limit=4, retries=2))
        with pytest.raises(LLMError, match="HTTP 500"):
            model.complete("1")
        with pytest.raises(BudgetReached):
            model.complete("2")
        with pytest.raises(BudgetReached):
            model.complete("3")
        assert server.calls == 4


def test_being_turned_away_does_not_count(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connection, "FIRST_WAIT", 0.001)
    with FakeServer(in_turn(respond("", status=429), respond("", status=429), "yes")) as server:
        assert open_llm(server.section(call_limit=1, retries=3)).complete("1").text == "yes"


def test_a_stream_counts_too():
    with FakeServer(lambda _: "yes") as server:
        model = open_llm(server.section(call_limit=1))
        assert "".join(model.stream("1")) == "yes"
        with pytest.raises(BudgetReached, match=r"llm\.call_limit"):
            list(model.stream("2"))
        assert server.calls == 1


def test_a_kept_reply_costs_nothing(tmp_path):
    with FakeServer(lambda _: "yes") as server:
        model = open_llm(server.section(call_limit=1), tmp_path / "replies")
        assert [model.complete("1").text for _ in range(3)] == ["yes"] * 3


def test_a_call_that_may_pass_the_cap_waits_for_those_in_flight():
    budget = Budget(LLM(token_limit=100))
    budget.start(Spending(80))
    budget.start(Spending(80))  # 80 are reserved, below the cap: it goes
    waiting = threading.Thread(target=budget.start, args=(Spending(80),))
    waiting.start()
    waiting.join(0.1)
    assert waiting.is_alive()  # 160 are reserved
    with pytest.raises(BudgetReached):
        budget.start(Spending(1), wait=False)
    budget.finish(Spending(80), Spending(10))
    budget.finish(Spending(80), Spending(10))
    waiting.join(2)
    assert not waiting.is_alive()


def test_price():
    section = LLM(price_prompt=2.0, price_completion=8.0)
    assert price(section, 500_000, 250_000) == 1.0 + 2.0


@pytest.mark.parametrize(
    "change", [{"cost_limit": 1.0}, {"call_limit": -1}, {"price_prompt": -2.0}]
)
def test_caps_that_cannot_hold_are_refused(change: dict):
    with pytest.raises(SettingsError):
        open_llm(LLM(model="tiny", **change))
