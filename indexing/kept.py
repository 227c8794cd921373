"""What resolving leaves behind, so that the next generation resolves only what has changed.

All of it follows from the set of passages, and none of it is needed: without it everything is
resolved anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphrag.storage.packing import Array, pack_strings, unpack_strings
from graphrag.storage.ragged import Ragged, no_rows, pack_ragged, unpack_ragged
from graphrag.storage.strings import no_codes, no_strings
from indexing.key_table import Int64s, KeyTable
from indexing.said_counts import KeptCounts, read_counts

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
    """Numbers of keys count along `keys`."""

    keys: KeyTable
    flags: NDArray[np.uint8]  # (K,) of `touched.flags_of`
    owner: Int64s  # (K,) the key that each stands for in the end
    entity: NDArray[np.bool_]  # (K,) whether an entity has the key
    surfaces: KeptCounts
    kinds: KeptCounts
    ended: Mapping[int, str]  # the text that is counted, though only an end of a triple has it
    passages: NDArray[np.uint8]  # (P, 16) a hash of each passage and of what extracts it
    plain: NDArray[np.bool_]  # (P,) whether the rules' triples are its facts
    tables: Mapping[str, Ragged]

    def arrays(self) -> dict[str, Array]:
        """As a derived file keeps it."""
        ended = sorted(self.ended.items())
        parts = {name: pack_ragged(name, table) for name, table in self.tables.items()}
        return {
            "flags": self.flags,
            "owner": self.owner,
            "entity": self.entity,
            "passages": self.passages,
            "plain": self.plain,
            "ended": np.array([number for number, _ in ended], dtype=np.int64),
            **pack_strings("keys", self.keys.texts),
            **pack_strings("ended", [text for _, text in ended]),
            **self.surfaces.arrays("surfaces"),
            **self.kinds.arrays("kinds"),
            **{name: array for part in parts.values() for name, array in part.items()},
        }


def read_kept(arrays: Mapping[str, Array]) -> KeptNames:
    """The inverse of `KeptNames.arrays`."""
    keys = KeyTable(unpack_strings("keys", arrays))
    return KeptNames(
        keys,
        arrays["flags"],
        arrays["owner"],
        arrays["entity"],
        read_counts("surfaces", arrays),
        read_counts("kinds", arrays),
        dict(zip(arrays["ended"].tolist(), unpack_strings("ended", arrays), strict=True)),
        arrays["passages"],
        arrays["plain"],
        {name: unpack_ragged(name, arrays) for name in TABLES},
    )


def nothing_kept() -> KeptNames:
    """Of no passages."""
    none, flag = np.empty(0, np.int64), np.empty(0, np.bool_)
    flags, passages = np.empty(0, np.uint8), np.empty((0, 16), np.uint8)
    tables = {name: no_rows(columns) for name, (columns, _) in TABLES.items()}
    surfaces, kinds = (KeptCounts(none, none, texts) for texts in (no_strings(), no_codes()))
    keys = KeyTable(no_strings())
    return KeptNames(keys, flags, none, flag, surfaces, kinds, {}, passages, flag, tables)
