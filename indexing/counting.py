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
from graphrag.language.keys import Key, name_key
from indexing.aliases import Names
from indexing.kept import Int64s, KeptNames
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
    names = Names(dict(former.surfaces), dict(former.kinds), _titles(passages))
    touched = {key for saying in (*gone, *new.values()) for key in _keys(saying)}
    ended = {key: text for key, text in former.ended.items() if key not in touched}
    own = _Counting(
        {key: Counter(names.surfaces.pop(key, None)) for key in touched},
        {key: Counter(names.kinds.pop(key, None)) for key in touched},
    )
    own.add(-1, ((k, former.ended[k], "name") for k in touched & former.ended.keys()))
    for saying in gone:
        own.add(-1, saying.named)
    for saying in new.values():
        own.add(1, saying.named)
    for key, position in _first_as_end(former, kept, new, touched).items():
        ended[key] = saying_of(position).ends[key]
        own.add(1, [(key, ended[key], "name")])
    names.surfaces.update({key: +counts for key, counts in own.surfaces.items() if +counts})
    names.kinds.update({key: +counts for key, counts in own.kinds.items() if +counts})
    return names, ended


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
    for passage in passages:
        key = name_key(passage.title)
        if key:
            titles.setdefault(key, passage.title)
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
    number = {key: n for n, key in enumerate(former.keys) if key in touched}
    rows = np.flatnonzero(np.isin(said.table[:, 0], list(number.values())))
    places = now[np.searchsorted(said.indptr, rows, side="right") - 1]
    rows, places = rows[places >= 0], places[places >= 0]
    for row, position in zip(rows[::-1].tolist(), places[::-1].tolist(), strict=True):
        key = former.keys[int(said.table[row, 0])]
        if key not in first or position < first[key][0]:
            first[key] = (position, bool(said.table[row, 1]))
    return {key: position for key, (position, as_end) in first.items() if as_end}
