"""Who may work at once, and in which order."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from app.turns import Turns
from graphrag import load_settings
from graphrag.settings import Settings

LONG = 60  # seconds; nobody waits so long


class People:
    """So many who ask, one after the other; each says that it has begun, and ends when it may."""

    def __init__(self, turns: Turns, settings: Settings, many: int) -> None:
        self.begun: list[int] = []
        self._may_end = [threading.Event() for _ in range(many)]
        self._came = [threading.Event() for _ in range(many)]
        self._threads = [
            threading.Thread(target=self._ask, args=(turns, settings, n)) for n in range(many)
        ]

    def _ask(self, turns: Turns, settings: Settings, number: int) -> None:
        self._came[number].set()
        with turns.turn(settings):
            self.begun.append(number)
            self._may_end[number].wait(LONG)

    def begun_are(self, number: int) -> list[int]:
        """Those who have begun, in their order, once they are so many."""
        until = time.monotonic() + LONG
        while len(self.begun) < number and time.monotonic() < until:
            time.sleep(0.005)
        time.sleep(0.05)  # for one more, who should wait
        return self.begun

    def end(self, number: int) -> None:
        """Let this one end."""
        self._may_end[number].set()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """All of them, in the order of their numbers, from here to the end of the block."""
        for thread, came in zip(self._threads, self._came, strict=True):
            thread.start()
            came.wait(LONG)
            time.sleep(0.1)  # from there to the queue
        try:
            yield
        finally:
            for event, thread in zip(self._may_end, self._threads, strict=True):
                event.set()
                thread.join(LONG)


def test_two_at_once_and_the_others_in_the_order_they_came() -> None:
    people = People(Turns(2), load_settings(), 6)
    with people.asking():
        assert people.begun_are(2) == [0, 1]
        for number in range(4):
            people.end(number)
            assert people.begun_are(number + 3) == list(range(number + 3))


def test_who_asks_a_language_model_waits_for_nobody() -> None:
    settings = load_settings(None, ["llm.model=m", "llm.base_url=http://127.0.0.1:9"])
    people = People(Turns(1), settings, 4)
    with people.asking():
        assert people.begun_are(4) == [0, 1, 2, 3]


def test_what_nobody_waits_for_gets_the_turn_that_is_left_over() -> None:
    turns, settings, done = Turns(1), load_settings(), threading.Event()

    def work() -> None:
        with turns.spare():
            done.set()

    worker = threading.Thread(target=work)
    with turns.turn(settings):
        worker.start()
        assert not done.wait(0.2)
    assert done.wait(LONG)
    worker.join(LONG)
    with turns.turn(settings):  # it was given back
        pass


def test_who_gives_a_turn_back_gets_none_before_the_one_who_waits() -> None:
    turns, settings, had = Turns(1), load_settings(), []

    def wait() -> None:
        with turns.turn(settings):
            had.append("who waited")
            time.sleep(0.1)  # the one who comes again is in the queue by now

    def spare() -> None:
        with turns.spare():
            had.append("what nobody waits for")

    others = [threading.Thread(target=wait), threading.Thread(target=spare)]
    with turns.turn(settings):
        for other in others:
            other.start()
            time.sleep(0.1)  # from there to the queue
    with turns.turn(settings):
        had.append("who came again")
        time.sleep(0.1)
    for other in others:
        other.join(LONG)
    assert had == ["who waited", "who came again", "what nobody waits for"]


def test_a_turn_is_given_back_after_a_failure() -> None:
    turns = Turns(1)
    for _ in range(3):
        try:
            with turns.turn(load_settings()):
                raise ValueError
        except ValueError:
            pass
