"""In which texts words are: looked for all at once, in one pass over the letters.

Of each three letters that follow each other five bits a letter make a number; a table says which
numbers begin a word that is looked for, and only there the other letters are compared. Python's
`find` would go over all letters once for each word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

DROPPED = "'’`´"  # what a key leaves out of a word
_PARTING = re.compile(f"[{DROPPED}]{{2,}}")
_BEGINNING = 3  # letters
_BITS = 5  # of a letter
_BLOCK = 1 << 18  # letters that fit into a core's cache

Places = NDArray[np.int64]


class Texts:
    """Texts as one, in lower case and without the marks that a key leaves out."""

    def __init__(self, whole: str, lengths: Iterable[int]) -> None:
        """Texts of some lengths, with one letter between them."""
        self._whole = whole
        self._starts = np.array([0, *accumulate(length + 1 for length in lengths)], np.int64)
        if whole.isascii():
            self._letters: NDArray[Any] = np.frombuffer(whole.encode("ascii"), np.uint8)
        else:
            self._letters = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), np.uint32)

    def __getitem__(self, number: int) -> str:
        start, past = self._starts[number : number + 2].tolist()
        return self._whole[start : past - 1]

    def having(self, words: Iterable[str]) -> dict[str, list[int]]:
        """The texts that have the letters of each word, as they follow each other."""
        asked = dict.fromkeys(words)
        long = {word: _number(word) for word in asked if len(word) >= _BEGINNING}
        wanted = np.zeros(1 << _BEGINNING * _BITS, dtype=bool)
        wanted[list(long.values())] = True
        at, numbers = self._beginnings(wanted)
        places = {word: self._beginning_at(word, at[numbers == n]) for word, n in long.items()}
        found = {}
        for word in asked:
            some = places[word] if word in places else np.array(list(self._one_by_one(word)), int)
            texts = np.searchsorted(self._starts, some, side="right") - 1
            found[word] = texts[np.flatnonzero(np.diff(texts, prepend=-1))].tolist()
        return found

    def _beginnings(self, wanted: NDArray[np.bool_]) -> tuple[Places, NDArray[Any]]:
        """Where three letters have a number that is wanted, in order, and that number."""
        places: list[Places] = [np.empty(0, np.int64)]
        numbers: list[NDArray[Any]] = [np.empty(0, np.uint16)]
        for start in range(0, len(self._letters), _BLOCK):
            some = self._letters[start : start + _BLOCK + _BEGINNING - 1]
            low = (some & 31).astype(np.uint16)
            number: NDArray[Any] = low[:-2] | low[1:-1] << _BITS | low[2:] << 2 * _BITS
            at = np.flatnonzero(wanted[number])
            places.append(at + start)
            numbers.append(number[at])
        return np.concatenate(places), np.concatenate(numbers)

    def _beginning_at(self, word: str, at: Places) -> Places:
        """Those of the places at which the word begins."""
        at = at[at <= len(self._letters) - len(word)]
        for place, letter in enumerate(word):
            at = at[self._letters[at + place] == ord(letter)]
        return at

    def _one_by_one(self, word: str) -> Iterator[int]:
        """The first place of a short word in each text that has it."""
        at = self._whole.find(word)
        while at >= 0:
            yield at
            after = int(np.searchsorted(self._starts, at, side="right"))
            at = self._whole.find(word, int(self._starts[after]))


def _number(word: str) -> int:
    first, second, third = (ord(letter) & 31 for letter in word[:_BEGINNING])
    return first | second << _BITS | third << 2 * _BITS


def plain_texts(texts: Sequence[str]) -> Texts:
    """Any texts, in lower case and without those marks; two of them part words."""
    plain = [_plain(text) for text in texts]
    return Texts("\n".join(plain), map(len, plain))


def plain_ascii(texts: Sequence[str]) -> Texts:
    """The same of ASCII letters, which keep their places in lower case."""
    texts = [
        _PARTING.sub(" ", t) if "''" in t or "'`" in t or "`'" in t or "``" in t else t
        for t in texts
    ]
    whole = "\n".join(texts).casefold().replace("'", "").replace("`", "")
    return Texts(whole, (len(text) - text.count("'") - text.count("`") for text in texts))


def _plain(text: str) -> str:
    folded = text.casefold()
    marks = [mark for mark in DROPPED if mark in folded]
    if any(one + other in folded for one in marks for other in marks):
        folded = _PARTING.sub(" ", folded)
    for mark in marks:
        folded = folded.replace(mark, "")
    return folded
