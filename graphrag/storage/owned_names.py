"""Which names there are, and which entities each may stand for: anew, or from those before.

An entity's names are all that it is called by, and of a title with a bracket the name before it. Of
an entity that is called as it was, they are what they were.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Alias, Entity
from graphrag.language.keys import without_bracket
from graphrag.storage.joined import joined_keys
from graphrag.storage.looked_up import LookedUp
from graphrag.storage.packing import Array, pack_strings, unpack_strings
from graphrag.storage.ragged import distinct, put_between
from graphrag.storage.row_list import RowList, values_of
from graphrag.storage.strings import Strings
from graphrag.storage.unpacking import read_aliases

Int64s = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class OwnedNames:
    """Keys of names, each as one text, the last first; and whose they are."""

    names: Strings
    name: Int64s  # of each pair of a name and an entity, sorted, the number of the name
    owner: Int64s  # and that of the entity


@dataclass(frozen=True, slots=True, eq=False)
class FormerNames:
    """The former generation's files, and which of its entities is called as each of ours."""

    names: Mapping[str, Array]
    lexicon: Mapping[str, Array]
    same: Int64s  # (E,) -1: none


def owned_names(
    entities: Sequence[Entity], aliases: Sequence[Alias], former: FormerNames | None = None
) -> OwnedNames:
    """All names of all entities.

    Args:
        former: of another generation; what it has already is taken from there.
    """
    if former is not None and isinstance(aliases, RowList):
        return _renewed(entities, aliases, former)
    named: Sequence[str] = values_of(entities, "name")
    surfaces, owners = values_of(aliases, "surface"), values_of(aliases, "entity")
    keys, owner = _keys_of(range(len(named)), named, surfaces, owners)
    names = sorted({*keys}, reverse=True)
    number = {name: n for n, name in enumerate(names)}
    numbers = np.fromiter(map(number.__getitem__, keys), np.int64, len(keys))
    wide = len(named) + 1
    codes = distinct(numbers * wide + owner)
    return OwnedNames(unpack_strings("n", pack_strings("n", names)), codes // wide, codes % wide)


def _keys_of(
    numbers: Sequence[int], named: Sequence[str], surfaces: Sequence[str], owners: Sequence[int]
) -> tuple[list[str], Int64s]:
    """The keys of the entities of these numbers and names, and of their aliases; and whose each is.

    A name without words is none.
    """
    bare = [(n, without_bracket(t)) for n, t in zip(numbers, named, strict=True) if _bracketed(t)]
    texts = [*surfaces, *named, *(text for _, text in bare)]
    owner = np.array([*owners, *numbers, *(n for n, _ in bare)], dtype=np.int64)
    every = list(dict.fromkeys(texts))
    key_of = dict(zip(every, joined_keys(every), strict=True))
    keys = list(map(key_of.__getitem__, texts))
    some = np.fromiter(map(bool, keys), bool, len(keys))
    return list(filter(None, keys)), owner[some]


def _bracketed(text: str) -> bool:
    return ")" in text or "]" in text


def _renewed(
    entities: Sequence[Entity], aliases: RowList[Alias], former: FormerNames
) -> OwnedNames:
    stay, first = _called_as_before(aliases, former)
    owner_now = np.full(len(former.names["passages"]), -1, np.int64)
    owner_now[former.same[stay]] = np.flatnonzero(stay)
    old = LookedUp("names", former.lexicon)
    name = np.repeat(np.arange(len(old)), np.diff(former.lexicon["owner_indptr"]))
    owner = owner_now[former.lexicon["owners"]]
    name, owner = name[owner >= 0], owner[owner >= 0]
    fresh = np.flatnonzero(~stay).tolist()
    named, surfaces = values_of(entities, "name"), aliases.column("surface")
    rows = [row for n in fresh for row in range(first[n], first[n + 1])]
    keys, owners = _keys_of(fresh, [named[n] for n in fresh], [surfaces[row] for row in rows],
                            aliases.column("entity")[rows].tolist())  # fmt: skip
    found = {key: old.find(key) for key in keys}
    kept = np.zeros(len(old), dtype=bool)
    kept[name] = True
    kept[[n for n in found.values() if n >= 0]] = True
    new = sorted((key for key, n in found.items() if n < 0), reverse=True)
    places = np.array([_place(old.strings, key) for key in new], dtype=np.int64)
    moved, numbers, along = put_between(kept, places)
    now = {key: int(moved[n]) for key, n in found.items() if n >= 0}
    now |= dict(zip(new, numbers.tolist(), strict=True))
    wide = len(named) + 1
    own = np.array([now[key] for key in keys], dtype=np.int64)
    codes = distinct(np.concatenate([moved[name] * wide + owner, own * wide + owners]))
    return OwnedNames(old.strings.renewed(along, new), codes // wide, codes % wide)


def _called_as_before(
    aliases: RowList[Alias], former: FormerNames
) -> tuple[NDArray[np.bool_], Int64s]:
    """(E,) whether all names of an entity are those of the former one; and the first alias of each
    (E + 1,)."""
    before, entity = read_aliases(former.names), aliases.column("entity")
    first = np.searchsorted(entity, np.arange(len(former.same) + 1))
    then = np.searchsorted(before.column("entity"), np.arange(len(former.names["passages"]) + 1))
    stay: NDArray[np.bool_] = former.same >= 0
    stay &= np.diff(first) == np.append(np.diff(then), -1)[former.same]
    rows = np.flatnonzero(stay[entity])
    theirs = then[former.same[entity[rows]]] + rows - first[entity[rows]]
    surfaces, others = aliases.column("surface"), before.column("surface")
    stay[entity[rows][~surfaces.same(rows, others, theirs)]] = False
    return stay, first


def _place(names: Strings, text: str) -> int:
    """How many names come before this one, which is none of them."""
    return bisect_left(range(len(names)), True, key=lambda n: names[n] < text)
