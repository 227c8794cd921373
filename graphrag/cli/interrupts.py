"""An interruption that is neither lost nor told twice.

Python raises KeyboardInterrupt wherever the main thread happens to be. In a callback, such as an
import has many, it is printed and the work goes on; and where it passes through code that was made
from text, as a data class is, the process ends by the signal although `main` has handled it.
"""

from __future__ import annotations

import signal
import threading
from types import FrameType

_heard = threading.Event()


def listen() -> None:
    """From now on an interruption is remembered; where it is ignored (`nohup`) it stays so."""
    _heard.clear()
    if threading.current_thread() is not threading.main_thread():
        return
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _remember)


def raise_if_lost() -> None:
    """For work of many steps, after each.

    Raises:
        KeyboardInterrupt: there was an interruption, and the work goes on nevertheless.
    """
    if _heard.is_set() and threading.current_thread() is threading.main_thread():
        raise KeyboardInterrupt


def handled() -> None:
    """The process may end with an exit code of its own."""
    eval("None")  # noqa: S307  what CPython notes of such code, the next run of it clears


def _remember(_: int, __: FrameType | None) -> None:
    _heard.set()
    raise KeyboardInterrupt
