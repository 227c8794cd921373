"""Patterns that are compiled when they are first used.

There are hundreds of them, and most questions need fewer than half: compiled with their modules
they take as long as a question's search.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def pattern(text: str, flags: int | re.RegexFlag = 0) -> re.Pattern[str]:
    """`re.compile`, later: an error in the pattern shows when it is used.

    >>> pattern("[a-z]+").findall("two words")
    ['two', 'words']
    """
    return cast("re.Pattern[str]", _Later(text, flags))


class _Later:
    """Has the methods of the compiled pattern for its own, once one of them is asked for."""

    def __init__(self, text: str, flags: int | re.RegexFlag) -> None:
        self.pattern = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # of copying and the like: a pattern has no such thing
            raise AttributeError(name)
        made = re.compile(self.pattern, self._flags)
        vars(self).update((method, getattr(made, method)) for method in _METHODS)
        return getattr(made, name)

    def __repr__(self) -> str:
        return f"pattern({self.pattern!r}, {self._flags!r})"
