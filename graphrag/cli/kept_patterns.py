"""What Python makes of our patterns, kept for this user.

A command's modules hold some three hundred patterns, and to parse and compile them is a tenth of
the work of a first question: Python keeps the code of modules and not what they make of it. What
`re` makes of a pattern are numbers, which its machine checks before it takes them; they are a
function of the pattern and of Python's version alone, and are kept under both.

That is for a process of our own, and for what is made while modules are loaded: a pattern that is
made of somebody's question is kept nowhere. Where a Python has other insides, nothing is kept.
"""

from __future__ import annotations

import json
import re
import sys
from array import array
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from graphrag.machine import user_cache

_FILE = f"patterns-{sys.implementation.cache_tag}"  # in the user's cache
_MOST = 8_000_000  # bytes that are kept; all commands together need a fifth of it
# As few are not worth a file's writing: some modules make a pattern of a set, which has another
# order at each start.
_FEW = 8
_LOADING = {"<module>", "load_parser"}  # who compiles what says nothing of questions or documents

Made = tuple[int, bytes, int, dict[str, int]]  # see `made_of`
Kept = dict[tuple[str, int], Made]
Compile = Callable[..., "re.Pattern[Any]"]


class KeptPatterns:
    """Hands out what is kept, and remembers what is new."""

    def __init__(self) -> None:
        self._kept: Kept = {}
        self._new = 0
        held = user_cache.read(_FILE)
        if held is not None and len(held) < _MOST:
            with suppress(ValueError, KeyError, TypeError):
                self._kept = _read(held)

    def put_in_place(self) -> None:
        """From here on Python takes what is kept."""
        compiler: Any = getattr(re, "_compiler", None)
        if all(hasattr(compiler, name) for name in ("compile", "_code", "_parser", "_sre")):
            compiler.compile = self.compiling(compiler, compiler.compile)

    def save(self) -> None:
        """Keep what is new for the next start."""
        if self._new > _FEW:
            user_cache.write(_FILE, _written(self._kept))

    def compiling(self, compiler: Any, plain: Compile) -> Compile:
        """`re._compiler.compile`, which asks first what is kept."""

        def compile_(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
            if not isinstance(pattern, str) or flags & re.DEBUG:
                return plain(pattern, flags)
            held = self._kept.get((pattern, int(flags)))
            if held is None:
                if not _is_loading():
                    return plain(pattern, flags)
                self._new += 1
                held = made_of(compiler, pattern, flags)
                self._kept[pattern, int(flags)] = held
            whole, code, groups, numbers = held
            names: list[str | None] = [None] * (groups + 1)
            for name, number in numbers.items():
                names[number] = name
            given = array("I", code).tolist()
            found: re.Pattern[Any] = compiler._sre.compile(
                pattern, whole, given, groups, numbers, tuple(names)
            )
            return found

        return compile_


def made_of(compiler: Any, pattern: str, flags: int) -> Made:
    """All flags, the numbers of the machine, how many groups there are, and which have names."""
    parsed = compiler._parser.parse(pattern, flags)
    code = array("I", compiler._code(parsed, flags)).tobytes()
    state = parsed.state
    return int(flags | state.flags), code, state.groups - 1, dict(state.groupdict)


def _read(held: memoryview) -> Kept:
    size = int.from_bytes(held[:4], "little")
    version, rows = json.loads(bytes(held[4 : 4 + size]))
    found: Kept = {}
    at = 4 + size
    for pattern, flags, whole, length, groups, numbers in rows if version == _version() else ():
        found[pattern, flags] = whole, bytes(held[at : at + length]), groups, numbers
        at += length
    return found


def _written(kept: Kept) -> list[bytes]:
    rows = [
        (pattern, flags, whole, len(code), groups, numbers)
        for (pattern, flags), (whole, code, groups, numbers) in kept.items()
    ]
    head = json.dumps([_version(), rows]).encode()
    return [len(head).to_bytes(4, "little"), head, *(code for _, code, _, _ in kept.values())]


def _is_loading() -> bool:
    """Whether a module is loaded that is not the program itself."""
    frame = sys._getframe(1)
    while frame.f_back is not None:
        frame = frame.f_back
        if frame.f_code.co_name in _LOADING and frame.f_globals.get("__name__") != "__main__":
            return True
    return False


def _version() -> str:
    return f"{sys.version} {sys.byteorder} {getattr(getattr(re, '_compiler', None), 'MAGIC', 0)}"
