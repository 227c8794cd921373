"""Names counted over all passages, from the former counts and what has changed since.

A title and a mention count wherever they are. The end of a triple that is neither counts once, and
only where no passage before names it: so whoever comes first among the passages decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

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
    for key in touched:  # counters of their own
        names.surfaces[key] = Counter(names.surfaces.get(key))
        names.kinds[key] = Counter(names.kinds.get(key))
    _add(names, -1, ((k, former.ended[k], "name") for k in touched & former.ended.keys()))
    for saying in gone:
        _add(names, -1, saying.named)
    for saying in new.values():
        _add(names, 1, saying.named)
    for key, position in _first_as_end(former, kept, new, touched).items():
        ended[key] = saying_of(position).ends[key]
        _add(names, 1, [(key, ended[key], "name")])
    for key in touched:
        for counts in (names.surfaces, names.kinds):
            counts[key] = +counts[key]
            if not counts[key]:
                del counts[key]
    return names, ended


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


def _add(names: Names, count: int, rows: Iterable[tuple[Key, str, str]]) -> None:
    for key, surface, kind in rows:
        names.surfaces[key][surface] += count
        names.kinds[key][kind] += count


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
