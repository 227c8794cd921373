"""Every known name by its key: what a question's words are looked up in.

Nothing here is a dictionary: an index of a million names opens as fast as one of ten. A name with
an error is compared with those alone that can be close enough. Where `d` letters are put in or
left out to make one name of another, their lengths differ by `d` at most, and so do the sets of
letters that each is made of: both are compared as numbers, for all names at once.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Alias, Entity
from graphrag.language.keys import Key, fold, without_bracket
from graphrag.storage.joined import joined_keys
from graphrag.storage.looked_up import LookedUp, hashes_of, pack_looked_up
from graphrag.storage.owned_names import OwnedNames, owned_names
from graphrag.storage.packing import Array
from graphrag.storage.strings import Strings

_OUTSIDE_ASCII = bytes(range(128, 256))
_GOING_ON = bytes(range(0x80, 0xC0))  # of a letter that is several bytes, all but the first


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
    return Lexicon(pack_lexicon(owned_names(entities, aliases), titles))


def pack_lexicon(owned: OwnedNames, titles: Iterable[str]) -> dict[str, Array]:
    """The arrays of a lexicon; a title's bare name stands for every title that shares it."""
    names, texts = owned.names, list(owned.names)
    hashes = hashes_of(*names.packed())
    packed = pack_looked_up("names", names, hashes)
    find = LookedUp("names", packed).find
    other = np.flatnonzero(names.counts(_OUTSIDE_ASCII)).tolist()
    folds = {n: fold(texts[n]) for n in other}
    owner, first = _folded_alike(len(texts), folds, find)
    named = [n for n in other if first[n]]
    folded = names.renewed(np.where(_marked(other, len(texts)), -1, np.arange(len(texts)))[first],
                           [folds[n] for n in named])  # fmt: skip
    hashes[named] = [zlib.crc32(folds[n].encode()) for n in named]
    titled = list(titles)
    titled += [without_bracket(title) for title in titled if ")" in title or "]" in title]
    is_title = {*joined_keys(titled)}.__contains__
    return (
        packed
        | pack_looked_up("folded", folded, hashes[first])
        | {
            "folded_name": owner[first].astype(np.int32),
            "folded_letters": _all_letters(folded),
            "folded_lengths": lengths_of(folded),
            "is_title": np.fromiter(map(is_title, texts), bool, len(texts)),
            "longest": np.array([names.counts(b" ").max(initial=0) + 1], dtype=np.int32),
            "owner_indptr": np.searchsorted(owned.name, np.arange(len(texts) + 1)),
            "owners": owned.owner.astype(np.int32),
        }
    )


def _folded_alike(
    count: int, folds: Mapping[int, str], find: Callable[[str], int]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """(n,) the last of the names that are folded alike, and whether a name is the first of them.

    Args:
        folds: of the names that folding changes, by their numbers.
        find: the number of a name.
    """
    alike: dict[str, list[int]] = {}
    for number, text in folds.items():
        alike.setdefault(text, []).append(number)
    last, first = np.arange(count), np.ones(count, dtype=bool)
    for text, numbers in alike.items():
        if text.isascii() and (plain := find(text)) >= 0:
            numbers.append(plain)
        numbers.sort()
        last[numbers[0]] = numbers[-1]
        first[numbers[1:]] = False
    return last, first


def _marked(numbers: Sequence[int], count: int) -> NDArray[np.bool_]:
    found = np.zeros(count, dtype=bool)
    found[numbers] = True
    return found


def lengths_of(texts: Strings) -> NDArray[np.int32]:
    """(n,) how many letters each has."""
    _, ends = texts.packed()
    going_on = texts.counts(_GOING_ON)
    return (np.diff(ends, prepend=0) - going_on).astype(np.int32)


def _all_letters(texts: Strings) -> NDArray[np.uint64]:
    """`_letters` of each text: of ASCII all at once."""
    raw, ends = texts.packed()
    starts = np.append(0, ends[:-1])[: len(ends)]
    found, some = np.zeros(len(ends), dtype=np.uint64), ends > starts
    if some.any():
        bits = (np.uint64(1) << np.arange(256, dtype=np.uint64) % 64)[raw]
        found[some] = np.bitwise_or.reduceat(bits, starts[some])
    for number in np.flatnonzero(texts.counts(_OUTSIDE_ASCII)).tolist():
        found[number] = _letters(texts[number])
    return found


def _letters(text: str) -> int:
    """The letters of a text, one bit each of 64."""
    bits = 0
    for letter in set(text):
        bits |= 1 << (ord(letter) & 63)
    return bits
