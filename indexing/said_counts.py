"""How often each text is said of each name: counted once, and taken over by the next generation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphrag.language.keys import Key
from graphrag.storage.packing import (
    Array,
    pack_codes,
    pack_strings,
    unpack_codes,
    unpack_strings,
)
from graphrag.storage.strings import Codes, Strings
from indexing.key_table import Int64s, KeyTable

Counts = Mapping[str, int]  # how often each text is said


@dataclass(frozen=True, slots=True, eq=False)
class KeptCounts:
    """A row for each text of each key, sorted by both."""

    key: Int64s  # (n,) numbers of a table
    count: Int64s  # (n,)
    texts: Strings | Codes  # n; few are distinct where they are codes

    def arrays(self, name: str) -> dict[str, Array]:
        """As a derived file keeps them."""
        pack: Any = pack_codes if isinstance(self.texts, Codes) else pack_strings
        return {f"{name}_key": self.key, f"{name}_count": self.count, **pack(name, self.texts)}

    def renewed(
        self, moved: Int64s, stay: NDArray[np.bool_], new: Mapping[int, Counts]
    ) -> KeptCounts:
        """Those of the keys that `stay`, by their numbers now, and those of `new` by theirs."""
        rows = np.flatnonzero(stay[self.key])
        own = [(n, *row) for n, counts in sorted(new.items()) for row in sorted(counts.items())]
        both = np.concatenate([moved[self.key[rows]], [n for n, _, _ in own]]).astype(np.int64)
        counts = np.concatenate([self.count[rows], [n for _, _, n in own]]).astype(np.int64)
        order = np.argsort(both, kind="stable")
        places = np.concatenate([rows, np.full(len(own), -1)])[order]
        texts = self.texts.renewed(places, [text for _, text, _ in own])
        return KeptCounts(both[order], counts[order], texts)


def read_counts(name: str, arrays: Mapping[str, Array]) -> KeptCounts:
    """The inverse of `KeptCounts.arrays`."""
    unpack: Any = unpack_codes if f"{name}_codes" in arrays else unpack_strings
    return KeptCounts(arrays[f"{name}_key"], arrays[f"{name}_count"], unpack(name, arrays))


@dataclass(slots=True, eq=False)
class SaidCounts(Mapping[Key, Counts]):
    """The former counts, but for those keys that a change has counted anew."""

    former: KeptCounts
    table: KeyTable  # that the former rows count along
    anew: Mapping[Key, Counts]  # empty where nobody says the name any more
    stay: NDArray[np.bool_]  # (K,) whether the former rows of a key hold
    _first: Int64s = field(init=False)  # (K + 1,) the first row of each key

    def __post_init__(self) -> None:
        self._first = np.searchsorted(self.former.key, np.arange(len(self.table) + 1))

    def __getitem__(self, key: Key) -> Counts:
        found = self.anew.get(key)
        if found is None:
            number = self.table.find(key)
            first, past = self._first[number : number + 2].tolist() if number >= 0 else (0, 0)
            texts, counts = self.former.texts, self.former.count
            found = {texts[row]: int(counts[row]) for row in range(first, past)}
        if not found:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        if not isinstance(key, tuple):
            return False
        found = self.anew.get(key)
        if found is not None:
            return bool(found)
        number = self.table.find(key)
        return number >= 0 and self._first[number] < self._first[number + 1]

    def __iter__(self) -> Iterator[Key]:
        yield from map(self.table.__getitem__, np.flatnonzero(self.rows()).tolist())
        yield from (key for key, counts in self.anew.items() if counts)

    def __len__(self) -> int:
        return int(self.rows().sum()) + sum(map(bool, self.anew.values()))

    def rows(self) -> NDArray[np.bool_]:
        """(K,) the former keys whose counts hold."""
        return self.stay & (np.diff(self._first) > 0)

    def total(self, *texts: str) -> Int64s:
        """(K,) how often one of the texts is said of each of `rows`; 0 of all others."""
        codes = self.former.texts
        assert isinstance(codes, Codes)
        wanted = codes.which(lambda text: text in texts)
        some = np.flatnonzero(self.stay[self.former.key] & wanted)
        found = np.bincount(self.former.key[some], self.former.count[some], len(self.table))
        return found.astype(np.int64)
