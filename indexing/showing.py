"""How entities are shown, and their kinds: as before where no count of a name has changed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphrag.language.keys import Key
from graphrag.storage.strings import Codes, Strings
from indexing.aliases import Names
from indexing.before import Before
from indexing.key_table import Int64s, Renumbered


@dataclass(frozen=True, slots=True, eq=False)
class ShownNames:
    """The entities, by their numbers."""

    names: Strings
    kinds: Codes
    same: Int64s  # (E,) which former entity is called so; -1: it is new, or was called otherwise
    taken: Int64s  # (E before,) the number of each former one now; -1: it is none any more
    renamed: list[int]  # former entities that are called otherwise now


def show(before: Before, names: Names, number: Int64s, numbers: Renumbered) -> ShownNames:
    """Take over what the former generation showed, and choose anew where counts have changed.

    Args:
        number: (K,) the entity of each key; -1: none has it.
    """
    key_of = np.flatnonzero(before.kept.entity)  # of the former entities
    now = numbers.moved[key_of]
    taken = np.where(now >= 0, np.append(number, -1)[now], -1)
    there, stay = taken >= 0, names.kinds.stay[key_of]
    same = np.full(number.max(initial=-1) + 1, -1, np.int64)
    same[taken[there & stay]] = np.flatnonzero(there & stay)
    fresh = np.flatnonzero(number >= 0)[same < 0].tolist()
    keys = [numbers.table[place] for place in fresh]
    shown = before.entities.renewed(same, [best_name(names, key) for key in keys])
    kinds = before.kinds.renewed(same, [best_kind(names, key) for key in keys])
    renamed = []
    for place in np.flatnonzero(there & ~stay).tolist():
        if shown[int(taken[place])] == before.entities[place]:
            same[taken[place]] = place
        else:
            renamed.append(place)
    return ShownNames(shown, kinds, same, taken, renamed)


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
