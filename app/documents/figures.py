"""What an index holds, as counts that can be drawn: formats, lengths, kinds, relations, years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

import numpy as np

from app.documents.listing import DocumentLine
from app.markup import kind_words
from graphrag.index import Index
from graphrag.language.dates import find_dates

MOST = 8  # bars of a figure whose names are not ours
LENGTHS = (250, 500, 1_000, 1_500, 2_000)  # characters, where a bar ends and the next begins
ERAS = 24  # single years that are drawn; where there are more, decades are


@dataclass(frozen=True, slots=True)
class Figure:
    """Counts by name, in the order they are drawn; `ordered` ones stand for a scale."""

    key: str
    title: str
    unit: str
    counts: Mapping[str, int]
    ordered: bool = False


def figures(index: Index, lines: Sequence[DocumentLine]) -> list[Figure]:
    """Those that have two bars or more: one bar says nothing that its count does not."""
    found = [
        Figure("formats", "Files by format", "files", formats(lines)),
        Figure("lengths", "Passages by length, in characters", "passages", lengths(index), True),
        Figure("kinds", "Things by kind", "things", kinds(index)),
        Figure("relations", "What facts say most often", "facts", relations(index)),
        Figure("years", "Years that passages name", "passages", years(index), True),
    ]
    return [figure for figure in found if sum(map(bool, figure.counts.values())) > 1]


def formats(lines: Sequence[DocumentLine]) -> dict[str, int]:
    """Files that were read, by what their names end in."""
    ends = (
        PurePosixPath(line.path).suffix.lower().removeprefix(".")
        for line in lines
        if line.status == "read"
    )
    return _first(Counter(end or "no ending" for end in ends))


def lengths(index: Index) -> dict[str, int]:
    """Passages by the length of their text."""
    long = index.passage_end - index.passage_start
    places = np.bincount(np.searchsorted(LENGTHS, long, side="right"), minlength=len(LENGTHS) + 1)
    ends = [f"{end:,}" for end in LENGTHS]
    names = [f"< {ends[0]}", *(f"{a}–{b}" for a, b in pairwise(ends))]
    return dict(zip([*names, f"≥ {ends[-1]}"], places.tolist(), strict=True))


def kinds(index: Index) -> dict[str, int]:
    """Things by what they are."""
    return _first(Counter(kind_words(entity.kind).capitalize() for entity in index.entities))


def relations(index: Index) -> dict[str, int]:
    """Facts by their relation, the most frequent."""
    return _first(Counter(index.predicates))


def years(index: Index) -> dict[str, int]:
    """Passages by the years that they name, without gaps; decades where that is too many."""
    found: Counter[int] = Counter()
    for entity in index.entities:
        if entity.kind == "date":
            named = {moment.year for moment in find_dates(entity.name) if moment.year > 0}
            found.update(dict.fromkeys(named, entity.passages))
    if not found:
        return {}
    step = 1 if max(found) - min(found) < ERAS else 10
    eras: Counter[int] = Counter()
    for year, count in found.items():
        eras[year // step * step] += count
    all_eras = range(min(eras), max(eras) + step, step)
    names = [str(era) if step == 1 else f"{era}s" for era in all_eras]
    return dict(zip(names, (eras[era] for era in all_eras), strict=True))


def _first(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda row: (-row[1], row[0]))[:MOST])
