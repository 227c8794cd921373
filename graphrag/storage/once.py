"""What a stage computes once for an open index, kept as long as the index is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

Opened = TypeVar("Opened")
Made = TypeVar("Made")


def once_an_index(make: Callable[[Opened], Made]) -> Callable[[Opened], Made]:
    """Decorate a function of an index alone: each index gets its value at the first call.

    Two threads may compute the first value at once; both are equal and the last one is kept.
    """
    kept: WeakKeyDictionary[Opened, Made] = WeakKeyDictionary()

    @wraps(make)
    def found(index: Opened) -> Made:
        if index not in kept:
            kept[index] = make(index)
        return kept[index]

    return found
