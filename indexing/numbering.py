"""Entities in the order of their keys: which keys have one, and where each is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Alias, Entity, Occurrence
from graphrag.storage.ragged import Ragged, distinct, is_in
from graphrag.storage.row_list import RowList
from graphrag.storage.strings import Codes, Strings
from indexing.key_table import Int64s, KeyTable
from indexing.said_counts import KeptCounts


@dataclass(frozen=True, slots=True, eq=False)
class Spots:
    """What is said where, in numbers of keys."""

    placed: Ragged  # key, sentence
    lowered: Ragged  # the same in lower case, by the keys that are written
    owner: Int64s  # (K,) what each key stands for
    surfaces: Int64s  # the keys that are written anywhere

    def spots(self) -> Int64s:
        """(n, 3) key, passage, sentence; words that very many passages use in lower case are not
        names."""
        low = self._uncommon()
        placed = np.column_stack([self.placed.table[:, 0], self.placed.owner,
                                  self.placed.table[:, 1]])  # fmt: skip
        return np.concatenate([placed, low])

    def _uncommon(self) -> Int64s:
        keys, passages = self.lowered.table[:, 0], self.lowered.owner
        n_passages = len(self.lowered.indptr) - 1
        pairs = distinct(keys * max(n_passages, 1) + passages) // max(n_passages, 1)
        counted, counts = np.unique(pairs, return_counts=True)
        common = self.owner[counted[counts > max(20, n_passages // 100)]]
        owner = self.owner[keys]
        rows = np.column_stack([owner, passages, self.lowered.table[:, 1]])
        return rows[~is_in(owner, common)]

    def titles(self, number: Int64s) -> Int64s:
        """(P,) the entity that each passage is called after; -1: its title has no words.

        Args:
            number: (K,) the entity of each key.
        """
        found = np.full(len(self.placed.indptr) - 1, -1)
        rows = np.flatnonzero(self.placed.table[:, 1] < 0)
        found[self.placed.owner[rows]] = number[self.placed.table[rows, 0]]
        return found

    def entities(self) -> NDArray[np.bool_]:
        """(K,) whether an entity has the key."""
        found = np.zeros(len(self.owner), dtype=bool)
        found[self.spots()[:, 0]] = True
        found[self.owner[self.surfaces]] = True
        return found


def occurrences(
    spots: Int64s, number: Int64s, first: Int64s
) -> tuple[RowList[Occurrence], NDArray[np.int32]]:
    """All occurrences, sorted, each once; and in how many passages each entity is named.

    Args:
        spots: (n, 3) of `Spots.spots`.
        number: (K,) the entity of each key.
        first: (P + 1,) the first sentence of each passage.
    """
    entity, passage, sentence = number[spots[:, 0]], spots[:, 1], spots[:, 2]
    where = np.where(sentence < 0, 0, first[passage] + sentence + 1)  # 0: the title
    n_passages, wide = len(first) - 1, int(first[-1]) + 1
    codes = distinct((entity * max(n_passages, 1) + passage) * wide + where)
    pairs, where = codes // wide, codes % wide
    entity, passage = pairs // max(n_passages, 1), pairs % max(n_passages, 1)
    counts = np.bincount(
        distinct(pairs) // max(n_passages, 1), minlength=number.max(initial=-1) + 1
    )
    columns = (column.astype(np.int32) for column in (entity, passage, where - 1))
    return RowList(Occurrence, *columns), counts.astype(np.int32)


def entities(
    shown: Strings, kinds: Codes, counts: NDArray[np.int32], is_a: Mapping[int, str]
) -> RowList[Entity]:
    """The entities, by their names, kinds, counts of passages, and what some of them are."""
    codes = np.zeros(len(shown), np.int32)
    words = ["", *dict.fromkeys(is_a.values())]
    number = {text: n for n, text in enumerate(words)}
    codes[list(is_a)] = [number[text] for text in is_a.values()]
    return RowList(Entity, shown, kinds, counts, Codes(codes, words))


def aliases(
    keys: KeyTable,
    surfaces: KeptCounts,
    stands_for: Mapping[int, tuple[int, str]],
    number: Int64s,
) -> RowList[Alias]:
    """Every text that is an entity's, and the rule that says so, sorted.

    Most rows are those of `surfaces`, in its order; the others, and those beside them, are sorted.

    Args:
        stands_for: which key each one stands for in the end, and why.
        number: (K,) the entity of each key.
    """
    others: dict[int, list[tuple[str, str]]] = defaultdict(list)
    left, apart = dict.fromkeys(stands_for), np.zeros(len(keys), dtype=bool)
    apart[list(stands_for)] = True
    for row in np.flatnonzero(apart[surfaces.key]).tolist():
        owner, reason = stands_for[key := int(surfaces.key[row])]
        others[int(number[owner])].append((surfaces.texts[row], reason))
        left.pop(key, None)
    for key in left:  # nobody writes it
        owner, reason = stands_for[key]
        others[int(number[owner])].append((keys.texts[key], reason))
    entity, beside = number[surfaces.key], np.zeros(number.max(initial=-1) + 1, dtype=bool)
    beside[list(others)] = True
    for row in np.flatnonzero(beside[entity] & ~apart[surfaces.key]).tolist():
        others[int(entity[row])].append((surfaces.texts[row], "name"))
    rows = [(n, *row) for n, some in sorted(others.items()) for row in sorted(set(some))]
    plain = np.flatnonzero(~(beside[entity] | apart[surfaces.key]))
    numbers = np.concatenate([entity[plain], [n for n, _, _ in rows]]).astype(np.int32)
    order = np.argsort(numbers, kind="stable")
    new = np.full(len(rows), -1)
    texts = surfaces.texts.renewed(
        np.concatenate([plain, new])[order], [text for _, text, _ in rows]
    )
    reasons = Codes(np.zeros(len(plain), np.int32), ["name"]).renewed(
        np.concatenate([np.arange(len(plain)), new])[order], [reason for _, _, reason in rows]
    )
    return RowList(Alias, numbers[order], texts, reasons)
