"""The keys of all names, sorted, each as one text; and their numbers when some come and some go.

A key's words follow each other in its text with spaces between them, and no letter of a word comes
before the space: so texts have the order of their keys, and those with the same first word are
neighbours.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import numpy as np
from numpy.typing import NDArray

from graphrag.language.keys import Key
from graphrag.storage.ragged import put_between
from graphrag.storage.strings import Strings

Int64s = NDArray[np.int64]
_PAST_SPACE = "!"  # what comes directly after the space


class KeyTable(Sequence[Key]):
    """Keys by their numbers, and numbers by their keys."""

    def __init__(self, texts: Strings) -> None:
        self.texts = texts

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, place: int) -> Key: ...
    @overload
    def __getitem__(self, place: slice) -> list[Key]: ...
    def __getitem__(self, place: int | slice) -> Key | list[Key]:
        if isinstance(place, slice):
            return [tuple(text.split(" ")) for text in self.texts[place]]
        return tuple(self.texts[place].split(" "))

    @cached_property
    def _sorted(self) -> list[str]:
        return list(self.texts)

    @cached_property
    def _number(self) -> dict[str, int]:
        return {text: number for number, text in enumerate(self._sorted)}

    def find(self, key: Key) -> int:
        """Its number; -1 where it is none of them."""
        return self._number.get(" ".join(key), -1)

    def place(self, text: str) -> int:
        """How many texts come before this one."""
        return bisect_left(self._sorted, text)

    def beginning(self, word: str) -> slice:
        """The keys with that first word."""
        return slice(self.place(word), self.place(word + _PAST_SPACE))

    @cached_property
    def words(self) -> Int64s:
        """(K,) how many words each key has."""
        return 1 + self.texts.counts(b" ")

    @property
    def begins_with_letter(self) -> NDArray[np.bool_]:
        """(K,) whether the first letter is one of a to z."""
        raw, ends = self.texts.packed()
        first = raw[ends - np.diff(ends, prepend=0)]
        return (first >= ord("a")) & (first <= ord("z"))

    @property
    def has_short_word(self) -> NDArray[np.bool_]:
        """(K,) whether a word of one letter may stand between others; one outside ASCII is several
        bytes.
        """
        raw, ends = self.texts.packed()
        space = raw == ord(" ")
        short = np.append(space[:-2] & space[2:], [False, False])[: len(raw)]
        found = np.append(0, np.cumsum(short | (raw > 127)))[ends]
        return (np.diff(found, prepend=0) > 0) & (self.words > 2)


@dataclass(frozen=True, slots=True, eq=False)
class Renumbered:
    """A table after a change."""

    former: KeyTable
    table: KeyTable
    moved: Int64s  # (K before,) the number of each now; -1: it is none any more
    added: dict[str, int]  # the numbers of those that are new

    def number(self, key: Key) -> int:
        """Its number now; -1 where it has none."""
        found = self.added.get(" ".join(key))
        if found is None:
            before = self.former.find(key)
            found = int(self.moved[before]) if before >= 0 else -1
        return found

    def numbers(self, keys: Iterable[Key]) -> list[int]:
        """Of keys that have one."""
        return list(map(self.number, keys))


def renumbered(former: KeyTable, stay: NDArray[np.bool_], others: Iterable[Key]) -> Renumbered:
    """The table of those former keys that `stay` (K before,), and of the others."""
    stay, new = stay.copy(), []
    for key in others:
        before = former.find(key)
        if before < 0:
            new.append(" ".join(key))
        else:
            stay[before] = True
    new = sorted(set(new))
    places = np.fromiter(map(former.place, new), np.int64, len(new))
    moved, numbers, rows = put_between(stay, places)
    table = KeyTable(former.texts.renewed(rows, new))
    return Renumbered(former, table, moved, dict(zip(new, numbers.tolist(), strict=True)))
