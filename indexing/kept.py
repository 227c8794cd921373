"""What resolving leaves behind, so that the next generation resolves only what has changed.

All of it follows from the set of passages, and none of it is needed: without it everything is
resolved anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
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
from graphrag.storage.ragged import Ragged, no_rows, pack_ragged, unpack_ragged
from indexing.aliases import Counts

Int64s = NDArray[np.int64]
# Tables of rows by passage: how many columns, and how many of those, the first ones, number keys.
TABLES = {
    "said": (2, 1),  # each name of a passage, and whether only an end of a triple is called so
    "looked_up": (1, 0),  # marks of the ends of triples and facts
    "placed": (2, 1),  # what a sentence names; -1: the title does
    "lowered": (2, 1),  # the same, where a text has the name in lower case
    "acronyms": (2, 2),  # short, long
    "leads": (2, 2),  # opening name, title
}


@dataclass(frozen=True, slots=True, eq=False)
class KeptNames:
    """Numbers of keys count along `keys`, which are sorted."""

    keys: list[Key]
    flags: NDArray[np.uint8]  # (K,) of `touched.flags_of`
    owner: Int64s  # (K,) the key that each stands for in the end
    entity: NDArray[np.bool_]  # (K,) whether an entity has the key
    surfaces: Mapping[Key, Counts]
    kinds: Mapping[Key, Counts]
    ended: Mapping[Key, str]  # the text that is counted, though only an end of a triple has it
    passages: NDArray[np.uint8]  # (P, 16) a hash of each passage and of what extracts it
    plain: NDArray[np.bool_]  # (P,) whether the rules' triples are its facts
    tables: Mapping[str, Ragged]

    def arrays(self) -> dict[str, Array]:
        """As a derived file keeps it."""
        number = {key: n for n, key in enumerate(self.keys)}
        ended = [key for key in self.keys if key in self.ended]  # whatever order they came in
        parts = {name: pack_ragged(name, table) for name, table in self.tables.items()}
        return {
            "flags": self.flags,
            "owner": self.owner,
            "entity": self.entity,
            "passages": self.passages,
            "plain": self.plain,
            "ended": np.array([number[key] for key in ended], dtype=np.int64),
            **pack_strings("keys", [" ".join(key) for key in self.keys]),
            **pack_strings("ended", [self.ended[key] for key in ended]),
            **_pack_counts("surfaces", self.surfaces, number),
            **_pack_counts("kinds", self.kinds, number),
            **{name: array for part in parts.values() for name, array in part.items()},
        }


def read_kept(arrays: Mapping[str, Array]) -> KeptNames:
    """The inverse of `KeptNames.arrays`."""
    keys = [tuple(name.split(" ")) for name in unpack_strings("keys", arrays)]
    ends = map(keys.__getitem__, arrays["ended"].tolist())
    return KeptNames(
        keys,
        arrays["flags"],
        arrays["owner"],
        arrays["entity"],
        _unpack_counts(unpack_strings("surfaces", arrays), "surfaces", arrays, keys),
        _unpack_counts(unpack_codes("kinds", arrays), "kinds", arrays, keys),
        dict(zip(ends, unpack_strings("ended", arrays), strict=True)),
        arrays["passages"],
        arrays["plain"],
        {name: unpack_ragged(name, arrays) for name in TABLES},
    )


def nothing_kept() -> KeptNames:
    """Of no passages."""
    none, flag = np.empty(0, np.int64), np.empty(0, np.bool_)
    flags, passages = np.empty(0, np.uint8), np.empty((0, 16), np.uint8)
    tables = {name: no_rows(columns) for name, (columns, _) in TABLES.items()}
    return KeptNames([], flags, none, flag, {}, {}, {}, passages, flag, tables)


def _pack_counts(
    name: str, counts: Mapping[Key, Counts], number: Mapping[Key, int]
) -> dict[str, Array]:
    keys = [key for key in number if key in counts]  # sorted, as whoever reads them wants them
    rows = [counts[key] for key in keys]
    rows = [own if len(own) == 1 else dict(sorted(own.items())) for own in rows]
    texts = list(chain.from_iterable(rows))
    numbers = np.fromiter(map(number.__getitem__, keys), np.int64, len(keys))
    lengths = np.fromiter(map(len, rows), np.int64, len(rows))
    counted = chain.from_iterable(some.values() for some in rows)
    pack: Any = pack_codes if name == "kinds" else pack_strings
    return {
        f"{name}_key": np.repeat(numbers, lengths),
        f"{name}_count": np.fromiter(counted, np.int64, len(texts)),
        **pack(name, texts),
    }


def _unpack_counts(
    texts: Sequence[str], name: str, arrays: Mapping[str, Array], keys: Sequence[Key]
) -> dict[Key, Counts]:
    """A mapping for each key; most have one text."""
    numbers = arrays[f"{name}_key"]
    rows = [{text: n} for text, n in zip(texts, arrays[f"{name}_count"].tolist(), strict=True)]
    again = np.append(False, numbers[1:] == numbers[:-1])[: len(numbers)]
    heads = np.flatnonzero(~again)
    for place in np.flatnonzero(again).tolist():
        rows[heads[np.searchsorted(heads, place) - 1]].update(rows[place])
    owners = map(keys.__getitem__, numbers[heads].tolist())
    return dict(zip(owners, map(rows.__getitem__, heads.tolist()), strict=True))
