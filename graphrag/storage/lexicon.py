"""Every known name by its key: what a question's words are looked up in.

Nothing here is a dictionary: an index of a million names opens as fast as one of ten. A name with
an error is compared with those alone that can be close enough. Where `d` letters are put in or
left out to make one name of another, their lengths differ by `d` at most, and so do the sets of
letters that each is made of: both are compared as numbers, for all names at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Alias, Entity
from graphrag.language.keys import Key, fold, without_bracket
from graphrag.storage.joined import joined_keys
from graphrag.storage.looked_up import LookedUp, pack_looked_up
from graphrag.storage.packing import Array
from graphrag.storage.ragged import distinct
from graphrag.storage.row_list import values_of


class Owners(Mapping[Key, tuple[int, ...]]):
    """The entities that each name may stand for."""

    def __init__(self, names: LookedUp, indptr: Array, values: Array) -> None:
        self._names = names
        self._indptr = indptr
        self._values = values

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[Key]:
        return (tuple(name.split(" ")) for name in self._names.strings)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, tuple) and self._names.find(" ".join(key)) >= 0

    def __getitem__(self, key: Key) -> tuple[int, ...]:
        number = self._names.find(" ".join(key))
        if number < 0:
            raise KeyError(key)
        return self.of(number)

    def of(self, number: int) -> tuple[int, ...]:
        """Those of one name, by its number."""
        return tuple(self._values[self._indptr[number] : self._indptr[number + 1]].tolist())


class Lexicon:
    """Every known name by its key, over the arrays of `pack_lexicon`."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._names = LookedUp("names", arrays)
        self._folded = LookedUp("folded", arrays)
        self._key_of: NDArray[np.int32] = arrays["folded_name"]
        self._letters: NDArray[np.uint64] = arrays["folded_letters"]
        self._lengths: NDArray[np.int32] = arrays["folded_lengths"]
        self._is_title: NDArray[np.bool_] = arrays["is_title"]
        self.longest = int(arrays["longest"][0])  # words
        self.entities_of = Owners(self._names, arrays["owner_indptr"], arrays["owners"])

    def is_title(self, key: Key) -> bool:
        """Whether a passage is called so."""
        number = self._names.find(" ".join(key))
        return number >= 0 and bool(self._is_title[number])

    def nearest(self, wanted: str, least: float) -> tuple[tuple[int, ...], float] | None:
        """The owners of the name most like `wanted`, which is folded, and how like it is.

        The likeness of two texts of a and b letters is 1 − d / (a + b), where d letters are to be
        put in or left out; `least` is what it must be.
        """
        same = self._folded.find(wanted)
        if same >= 0:
            return self._owners(same), 1.0
        from rapidfuzz import fuzz, process  # few commands ask for it

        near = self._possible(wanted, least)
        texts = [self._folded.strings[number] for number in near]
        best = process.extractOne(wanted, texts, scorer=fuzz.ratio, score_cutoff=100 * least)
        return (self._owners(near[best[2]]), best[1] / 100) if best else None

    def _possible(self, wanted: str, least: float) -> list[int]:
        most = (1 - least) * (self._lengths + len(wanted)) + 1e-6
        close = np.abs(self._lengths - len(wanted)) <= most
        others = self._letters ^ np.uint64(_letters(wanted))
        close &= np.bitwise_count(others) <= most
        found: list[int] = np.flatnonzero(close).tolist()
        return found

    def _owners(self, folded: int) -> tuple[int, ...]:
        return self.entities_of.of(int(self._key_of[folded]))


def build_lexicon(
    entities: Sequence[Entity], aliases: Sequence[Alias], titles: Iterable[str]
) -> Lexicon:
    """Names and aliases by key; see `pack_lexicon`."""
    return Lexicon(pack_lexicon(entities, aliases, titles))


def pack_lexicon(
    entities: Sequence[Entity], aliases: Sequence[Alias], titles: Iterable[str]
) -> dict[str, Array]:
    """The arrays of a lexicon; a title's bare name stands for every title that shares it."""
    named: Sequence[str] = values_of(entities, "name")
    bare = [
        (without_bracket(name), n) for n, name in enumerate(named) if ")" in name or "]" in name
    ]
    texts = [*values_of(aliases, "surface"), *named, *(name for name, _ in bare)]
    owner = [*values_of(aliases, "entity"), *range(len(named)), *(n for _, n in bare)]
    every = list(dict.fromkeys(texts))
    key_of = dict(zip(every, joined_keys(every), strict=True))
    keys = list(map(key_of.__getitem__, texts))
    names = sorted(dict.fromkeys(key for key in key_of.values() if key), reverse=True)
    number = {name: n for n, name in enumerate(names)} | {"": -1}
    numbers = np.fromiter(map(number.__getitem__, keys), np.int64, len(keys))
    wide = len(named) + 1
    codes = distinct(numbers * wide + np.array(owner, dtype=np.int64))
    codes = codes[codes >= 0]  # a name without words is none
    titled = list(titles)
    titled += [without_bracket(title) for title in titled if ")" in title or "]" in title]
    is_title = {*joined_keys(titled)}.__contains__
    folded = {name if name.isascii() else fold(name): n for n, name in enumerate(names)}
    lengths = np.fromiter(map(len, folded), np.int32, len(folded))
    longest = max((name.count(" ") + 1 for name in names), default=1)
    return (
        pack_looked_up("names", names)
        | pack_looked_up("folded", list(folded))
        | {
            "folded_name": np.fromiter(folded.values(), np.int32, len(folded)),
            "folded_letters": _all_letters(folded, lengths),
            "folded_lengths": lengths,
            "is_title": np.fromiter(map(is_title, names), bool, len(names)),
            "longest": np.array([longest], dtype=np.int32),
            "owner_indptr": np.searchsorted(codes // wide, np.arange(len(names) + 1)),
            "owners": (codes % wide).astype(np.int32),
        }
    )


def _all_letters(texts: Iterable[str], lengths: NDArray[np.int32]) -> NDArray[np.uint64]:
    """`_letters` of each text."""
    found = np.zeros(len(lengths), dtype=np.uint64)
    raw = np.frombuffer("".join(texts).encode("utf-32-le"), dtype="<u4")
    bits = np.uint64(1) << (raw & 63).astype(np.uint64)
    starts = np.cumsum(lengths, dtype=np.int64) - lengths
    some = lengths > 0
    if some.any():
        found[some] = np.bitwise_or.reduceat(bits, starts[some])
    return found


def _letters(text: str) -> int:
    """The letters of a text, one bit each of 64."""
    bits = 0
    for letter in set(text):
        bits |= 1 << (ord(letter) & 63)
    return bits
