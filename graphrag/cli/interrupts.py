"""An interruption that is neither lost nor told twice.

Python raises KeyboardInterrupt wherever the main thread happens to be. In a callback, such as an
import has many, it is printed and the work goes on; and where it passes through code that was made
from text, as a data class is, the process ends by the signal although `main` has handled it.
"""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Self


class Interruptions:
    """Remembers one while work of many steps is done; use as a context manager.

    Where the signal is ignored (`nohup`), or something else listens to it, it stays so.
    """

    def __init__(self) -> None:
        self._listens = self._heard = False

    def __enter__(self) -> Self:
        self._listens = _is_main() and signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if self._listens:
            signal.signal(signal.SIGINT, self._remember)
        return self

    def __exit__(self, *_: object) -> None:
        if self._listens:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    def raise_if_lost(self) -> None:
        """To be called after each step.

        Raises:
            KeyboardInterrupt: there was an interruption, and the work goes on nevertheless.
        """
        if self._heard and _is_main():
            raise KeyboardInterrupt

    def _remember(self, _: int, __: FrameType | None) -> None:
        self._heard = True
        raise KeyboardInterrupt


def handled() -> None:
    """The process may end with an exit code of its own.

    CPython notes that an interruption has left code made from text, and by that note `python -m`
    ends by the signal; the next such code that ends well clears it.
    """
    eval("None")  # noqa: S307


def _is_main() -> bool:
    return threading.current_thread() is threading.main_thread()
