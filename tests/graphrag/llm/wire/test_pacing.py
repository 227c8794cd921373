"""How many requests at once and a second: measured coarsely over a socket, exactly without one."""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from graphrag.errors import LLMError
from graphrag.llm import open_llm
from graphrag.llm.wire import connection, vendor
from graphrag.llm.wire.pacing import BELOW, CREEP, CUT, QUIET, Pace, Rate
from tests.servers.in_turn import in_turn
from tests.servers.limited import Limited
from tests.servers.replies import respond
from tests.servers.server import FakeServer, Seen

assert vendor  # loads the client before any clock runs


@pytest.mark.parametrize("kind", ["window", "bucket"])
def test_a_limit_a_second_is_found_without_a_failure(kind: str):
    seconds, limit = 3.0, 20
    with FakeServer(limited := Limited(limit, kind, latency=0.02)) as server:
        section = server.section(timeout=30.0, retries=2)
        with open_llm(section) as model, ThreadPoolExecutor(8) as pool:
            ends = time.monotonic() + seconds

            def ask(thread: int) -> int:
                number = 0
                while time.monotonic() < ends:
                    number += 1
                    model.complete(f"{thread}: {number}?")
                return number

            done = sum(pool.map(ask, range(8)))
        assert done == limited.let_through
        assert limited.let_through > limit  # it went on after the first 429; for more, benchmarks


def test_never_more_at_once_than_allowed():
    now = most = 0
    lock = threading.Lock()

    def answer(_: Seen) -> str:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.01)
        with lock:
            now -= 1
        return "yes"

    with FakeServer(answer) as server, open_llm(server.section(concurrency=3)) as model:
        with ThreadPoolExecutor(12) as pool:
            list(pool.map(lambda n: model.complete(f"{n}?"), range(40)))
    assert most == 3


def test_the_deadline_counts_from_a_requests_turn():
    with FakeServer(lambda _: "yes", latency=0.3) as server:
        with open_llm(server.section(concurrency=1, timeout=0.8, retries=0)) as model:
            with ThreadPoolExecutor(5) as pool:  # the last one waits 1.2 s for its turn
                replies = list(pool.map(lambda n: model.complete(f"{n}?").text, range(5)))
    assert replies == ["yes"] * 5


def test_failures_halve_the_width_once_and_replies_widen_it(monkeypatch: pytest.MonkeyPatch):
    async def run() -> None:
        pace = Pace(8)
        clock = asyncio.get_running_loop()
        time_now = 100.0
        monkeypatch.setattr(clock, "time", lambda: time_now)
        pace.failed()
        pace.failed()  # of the same moment
        assert pace.width == 4.0
        time_now += 5
        pace.failed()
        assert pace.width == 2.0
        pace.succeeded()
        assert pace.width == 2.5
        pace.succeeded()
        assert pace.width == 2.9
        for _ in range(100):
            pace.succeeded()
        assert pace.width == 8.0

    asyncio.run(run())


def test_turns_come_in_order_and_none_is_lost_when_one_gives_up():
    async def run() -> list[int]:
        pace, order = Pace(1), []

        async def work(number: int) -> None:
            async with pace.turn():
                order.append(number)
                await asyncio.sleep(0.01)

        tasks = [asyncio.create_task(work(number)) for number in range(5)]
        await asyncio.sleep(0.005)
        tasks[2].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        async with asyncio.timeout(1), pace.turn():
            order.append(9)
        return order

    assert asyncio.run(run()) == [0, 1, 3, 4, 9]


def test_the_pace_after_a_429(monkeypatch: pytest.MonkeyPatch):
    async def run() -> None:
        rate, clock = Rate(), asyncio.get_running_loop()
        time_now = 50.0
        monkeypatch.setattr(clock, "time", lambda: time_now)
        sent = []
        for _ in range(11):
            time_now += 0.01
            sent.append(await rate.wait())
        rate.turned_away(sent[-1], 1.0)  # ten were let through in the second before
        assert rate.now(time_now) == pytest.approx(10 * BELOW)
        assert rate.now(time_now + 2) == pytest.approx(10 * BELOW * (1 + 2 * CREEP))
        later = time_now + QUIET + 1
        assert rate.now(later) == pytest.approx(10 * BELOW * (1 + (QUIET + 1) * CREEP) * 2)
        time_now += 1.5
        at = await rate.wait()
        tried = rate.now(at)
        rate.turned_away(at, 1.0)  # nothing else was sent in the second before
        assert rate.now(time_now) == pytest.approx(CUT * tried)

    asyncio.run(run())


def test_being_turned_away_costs_no_attempt_while_others_get_through(monkeypatch):
    monkeypatch.setattr(connection, "FIRST_WAIT", 0.02)
    away = 0

    def answer(seen: Seen) -> object:
        nonlocal away
        if "unlucky" in seen.prompt and away < 6:
            away += 1
            return respond("", status=429, retry_after_ms="60")
        return "yes"

    with FakeServer(answer) as server, open_llm(server.section(retries=1, timeout=20.0)) as model:
        with ThreadPoolExecutor(2) as pool:
            unlucky = pool.submit(model.complete, "unlucky?")
            number = 0
            while not unlucky.done():
                number += 1
                model.complete(f"{number}?")
            assert unlucky.result().text == "yes"
    assert away == 6


def test_busy_for_good_is_an_error_that_says_so():
    with FakeServer(in_turn(respond("", status=429, retry_after_ms="10"))) as server:
        with open_llm(server.section(retries=3)) as model:
            with pytest.raises(LLMError, match="HTTP 429"):
                model.complete("?")
        assert server.calls == 4


def test_closing_ends_what_is_in_flight():
    with FakeServer(lambda _: "yes", latency=5.0) as server:
        model = open_llm(server.section(timeout=30.0))
        with ThreadPoolExecutor(2) as pool:
            asked = pool.submit(model.complete, "?")
            streamed = pool.submit(lambda: list(model.stream("!")))
            while server.calls < 2:
                time.sleep(0.01)
            begun = time.monotonic()
            model.close()
            for future in (asked, streamed):
                with pytest.raises(LLMError, match="was closed"):
                    future.result(timeout=4)
        assert time.monotonic() - begun < 4
