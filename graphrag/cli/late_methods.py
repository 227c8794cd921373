"""Methods of data classes, made when somebody calls them.

`dataclasses` writes the text of five methods of a class beside `__init__`, and has each compiled:
for the hundred classes of a command half as long as all else that loading our modules takes. Of
most no two are ever compared, shown or hashed. That is for a process of our own; where a Python
writes them all in one text, which is quicker, nothing is changed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

Method = Callable[..., Any]


def make_methods_late() -> None:
    """From here on data classes get their methods so, but for `__init__`."""
    plain = getattr(dataclasses, "_create_fn", None)
    if plain is None:
        return

    def create(name: str, args: Sequence[str], body: Sequence[str], **around: Any) -> Method:
        make = partial(plain, name, args, body, **around)
        made: Method = make() if name == "__init__" else late(name, make)
        return made

    vars(dataclasses)["_create_fn"] = create


def late(name: str, make: Callable[[], Method]) -> Method:
    """A method that makes the one it stands for when it is first called, and gives it its place."""
    made: Method | None = None

    def method(self: Any, *given: Any) -> Any:
        nonlocal made
        if made is None:
            made = make()
            made.__qualname__ = method.__qualname__
            for cls in type(self).__mro__:
                if vars(cls).get(name) is method:
                    setattr(cls, name, made)
        return made(self, *given)

    method.__name__ = name
    return method
