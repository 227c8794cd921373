"""Single flight: what is asked by several threads at once is bought once, and all get the reply."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future

from graphrag.errors import LLMError


class Flights:
    """Questions in flight by their key."""

    def __init__(self) -> None:
        """None yet."""
        self._lock = threading.Lock()
        self._flying: dict[bytes, Future[str]] = {}

    def join(self, key: bytes) -> str | None:
        """The reply to `key` that another thread is buying; None: the caller is to buy it, and to
        call `land`, `fail` or `leave` at the end.

        Raises:
            LLMError: the other thread could not get it.
        """
        while True:
            with self._lock:
                flight = self._flying.get(key)
                if flight is None:
                    self._flying[key] = Future()
                    return None
            try:
                return flight.result()
            except CancelledError:
                continue  # the other has given up; maybe it is our turn
            except LLMError as error:
                raise type(error)(*error.args) from None

    def land(self, key: bytes, text: str) -> None:
        """Give the reply to all who wait for it."""
        self._take(key).set_result(text)

    def fail(self, key: bytes, error: LLMError) -> None:
        """Give the error to all who wait."""
        self._take(key).set_exception(error)

    def leave(self, key: bytes) -> None:
        """Give up; one of those who wait takes over. Does nothing after `land` or `fail`."""
        with self._lock:
            flight = self._flying.pop(key, None)
        if flight is not None:
            flight.cancel()

    def once(self, key: bytes, buy: Callable[[], str]) -> tuple[str, bool]:
        """The reply to `key`, and whether it is ours: bought by this thread."""
        text = self.join(key)
        if text is not None:
            return text, False
        try:
            text = buy()
            self.land(key, text)
        except LLMError as error:
            self.fail(key, error)
            raise
        finally:
            self.leave(key)
        return text, True

    def _take(self, key: bytes) -> Future[str]:
        with self._lock:
            return self._flying.pop(key)
