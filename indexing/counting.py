"""Names counted over all passages, from the former counts and what has changed since.

A title and a mention count wherever they are. The end of a triple that is neither counts once, and
only where no passage before names it: so whoever comes first among the passages decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graphrag.datatypes import Passage
from graphrag.language.keys import Key
from graphrag.storage.joined import joined_keys
from indexing.aliases import Names
from indexing.kept import KeptNames
from indexing.key_table import Int64s
from indexing.said_counts import Counts, SaidCounts
from indexing.said_names import SaidNames


def count_names(
    former: KeptNames,
    passages: Sequence[Passage],
    kept: Int64s,
    gone: Iterable[SaidNames],
    new: Mapping[int, SaidNames],
    saying_of: Callable[[int], SaidNames],
) -> tuple[Names, dict[Key, str]]:
    """The names, nothing merged yet, and the texts that count as ends of triples alone.

    Args:
        former: what is counted already; its counts are taken over, and changed.
        passages: all of them, in their order.
        kept: for each passage which former one it is, or -1.
        gone: of former passages that are none any more.
        new: of passages that were none.
        saying_of: of any passage, by its position.
    """
    gone = list(gone)
    touched = {key for saying in (*gone, *new.values()) for key in _keys(saying)}
    former_ended = {former.keys[number]: text for number, text in former.ended.items()}
    ended = {key: text for key, text in former_ended.items() if key not in touched}
    stay = np.ones(len(former.keys), dtype=bool)
    stay[[n for key in touched if (n := former.keys.find(key)) >= 0]] = False
    nothing_new: dict[Key, Counts] = {}
    surfaces = SaidCounts(former.surfaces, former.keys, nothing_new, stay)
    kinds = SaidCounts(former.kinds, former.keys, nothing_new, stay)
    own = _Counting(
        {key: Counter(surfaces.get(key)) for key in touched},
        {key: Counter(kinds.get(key)) for key in touched},
    )
    own.add(-1, ((k, former_ended[k], "name") for k in touched & former_ended.keys()))
    for saying in gone:
        own.add(-1, saying.named)
    for saying in new.values():
        own.add(1, saying.named)
    for key, position in _first_as_end(former, kept, new, touched).items():
        ended[key] = saying_of(position).ends[key]
        own.add(1, [(key, ended[key], "name")])
    surfaces.anew = {key: +counts for key, counts in own.surfaces.items()}
    kinds.anew = {key: +counts for key, counts in own.kinds.items()}
    return Names(surfaces, kinds, _titles(passages)), ended


@dataclass(frozen=True, slots=True)
class _Counting:
    """The counters of those names that a change touches."""

    surfaces: dict[Key, Counter[str]]
    kinds: dict[Key, Counter[str]]

    def add(self, count: int, rows: Iterable[tuple[Key, str, str]]) -> None:
        for key, surface, kind in rows:
            self.surfaces[key][surface] += count
            self.kinds[key][kind] += count


def _titles(passages: Sequence[Passage]) -> dict[Key, str]:
    titles: dict[Key, str] = {}
    named = [passage.title for passage in passages]
    for text, title in zip(joined_keys(named), named, strict=True):
        if text:
            titles.setdefault(tuple(text.split(" ")), title)
    return titles


def _keys(saying: SaidNames) -> Iterable[Key]:
    yield from (key for key, _, _ in saying.named)
    yield from saying.ends


def _first_as_end(
    former: KeptNames, kept: Int64s, new: Mapping[int, SaidNames], touched: set[Key]
) -> dict[Key, int]:
    """The first passage that has each key, where it is but the end of a triple there."""
    first: dict[Key, tuple[int, bool]] = {}
    for position in sorted(new, reverse=True):
        saying = new[position]
        first |= dict.fromkeys((key for key, _, _ in saying.named), (position, False))
        first |= dict.fromkeys(saying.ends, (position, True))
    said, now = former.tables["said"], np.full(len(former.passages), -1, np.int64)
    now[kept[kept >= 0]] = np.flatnonzero(kept >= 0)
    wanted = np.zeros(len(former.keys), dtype=bool)
    wanted[[n for key in touched if (n := former.keys.find(key)) >= 0]] = True
    rows = np.flatnonzero(wanted[said.table[:, 0]])
    places = now[np.searchsorted(said.indptr, rows, side="right") - 1]
    rows, places = rows[places >= 0], places[places >= 0]
    for row, position in zip(rows[::-1].tolist(), places[::-1].tolist(), strict=True):
        key = former.keys[int(said.table[row, 0])]
        if key not in first or position < first[key][0]:
            first[key] = (position, bool(said.table[row, 1]))
    return {key: position for key, (position, as_end) in first.items() if as_end}
