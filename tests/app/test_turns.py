"""Who may work at once, and in which order."""

from __future__ import annotations

import threading
import time

from app.turns import Turns
from graphrag import load_settings

SOON = 10


def started(turns: Turns, settings, people: int, begun: list[int], go: threading.Event) -> list:
    """So many who ask, one after the other; each says that it has begun, and ends when it may."""

    def ask(number: int) -> None:
        with turns.turn(settings):
            begun.append(number)
            go.wait(SOON)

    threads = []
    for number in range(people):
        threads.append(threading.Thread(target=ask, args=(number,)))
        threads[-1].start()
        time.sleep(0.02)  # so that they come in this order
    return threads


def test_two_at_once_and_the_others_in_the_order_they_came() -> None:
    begun: list[int] = []
    go = threading.Event()
    threads = started(Turns(2), load_settings(), 6, begun, go)
    assert begun == [0, 1]
    go.set()
    for thread in threads:
        thread.join(SOON)
    assert sorted(begun) == list(range(6))
    assert all(
        abs(place - number) <= 1 for place, number in enumerate(begun)
    )  # two go side by side


def test_who_asks_a_language_model_waits_for_nobody() -> None:
    begun: list[int] = []
    go = threading.Event()
    settings = load_settings(None, ["llm.model=m", "llm.base_url=http://127.0.0.1:9"])
    threads = started(Turns(1), settings, 4, begun, go)
    assert begun == [0, 1, 2, 3]
    go.set()
    for thread in threads:
        thread.join(SOON)


def test_a_turn_is_given_back_after_a_failure() -> None:
    turns = Turns(1)
    for _ in range(3):
        try:
            with turns.turn(load_settings()):
                raise ValueError
        except ValueError:
            pass
