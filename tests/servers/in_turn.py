"""Answers from a list, in turn; the last one for good."""

import threading
from collections.abc import Callable

from tests.servers.replies import Answer
from tests.servers.server import Seen


def in_turn(*answers: Answer) -> Callable[[Seen], Answer]:
    """Gives `answers` in turn, and the last one to all that comes after."""
    left = list(answers)
    lock = threading.Lock()

    def answer(_: Seen) -> Answer:
        with lock:
            return left.pop(0) if len(left) > 1 else left[0]

    return answer
