"""Entities in the order of their keys: which keys have one, and where each is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Alias, Entity, Occurrence
from graphrag.language.keys import Key
from graphrag.storage.ragged import Ragged, distinct
from graphrag.storage.row_list import RowList
from indexing.aliases import Names
from indexing.kept import Int64s


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
        return rows[~np.isin(owner, common)]

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
    names: Names,
    keys: Sequence[Key],
    shown: Sequence[str],
    counts: NDArray[np.int32],
    is_a: Mapping[int, str],
) -> RowList[Entity]:
    """The entities, by their keys, names, counts of passages, and what they are."""
    kinds = [
        next(iter(own)) if len(own := names.kinds.get(key, _NAMED)) == 1 else best_kind(names, key)
        for key in keys
    ]
    said = [""] * len(keys)
    for number, text in is_a.items():
        said[number] = text
    return RowList(Entity, list(shown), kinds, counts, said)


_NAMED = {"name": 1}


def best_name(names: Names, key: Key) -> str:
    """The title of that key, or the text that is written most often."""
    if key in names.titles:
        return names.titles[key]
    surfaces = names.surfaces.get(key)
    if not surfaces:
        return " ".join(key)
    if len(surfaces) == 1:
        return next(iter(surfaces))
    return min(surfaces, key=lambda text: (-surfaces[text], text))


def best_kind(names: Names, key: Key) -> str:
    """What most of its mentions are."""
    kinds = names.kinds.get(key)
    if not kinds:
        return "name"
    if len(kinds) == 1:
        return next(iter(kinds))
    return min(kinds, key=lambda kind: (-kinds[kind], kind))


def aliases(names: Names, number: Mapping[Key, int]) -> RowList[Alias]:
    """Every text that is an entity's, and the rule that says so, sorted."""
    stands_for = names.stands_for
    found: list[tuple[int, str, str]] = [
        (number[key], surface, "name")
        for key, surfaces in names.surfaces.items()
        if key not in stands_for
        for surface in surfaces
    ]
    for key, (_, reason) in stands_for.items():
        entity = number[names.canonical(key)]
        surfaces = names.surfaces.get(key, {" ".join(key): 1})
        found += [(entity, surface, reason) for surface in surfaces]
    rows = _sorted(found)
    entities = np.fromiter((entity for entity, _, _ in rows), np.int32, len(rows))
    return RowList(Alias, entities, [text for _, text, _ in rows], [why for _, _, why in rows])


def _sorted(rows: Sequence[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """The rows, each once. By numbers first: most entities have one row, and few are compared."""
    numbers = np.fromiter((row[0] for row in rows), np.int64, len(rows))
    order = np.argsort(numbers, kind="stable")
    in_order = [rows[place] for place in order.tolist()]
    bounds = np.flatnonzero(np.diff(numbers[order], prepend=-1)).tolist()
    found: list[tuple[int, str, str]] = []
    for first, past in pairwise([*bounds, len(rows)]):
        one = in_order[first:past]
        found += one if past == first + 1 else sorted(set(one))
    return found
