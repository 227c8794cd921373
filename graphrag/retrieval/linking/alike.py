"""Things that are likely one: names that differ in a letter or two, or in the order of their words.

Only names with a word in common, or of one beginning, are compared (rapidfuzz's ratio of the words
in order of the alphabet). Different numbers are different things, and a word with an ending is
another word (Austria, Austrian). A person decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from graphrag.language.keys import fold

if TYPE_CHECKING:
    from graphrag.index import Index

LEAST = 88.0  # of 100
LOOKED_AT = 20_000  # names, the most mentioned first
CROWD = 40  # names with one word or beginning in common, of which more say nothing
BEGINNING = 4  # letters


@dataclass(frozen=True, slots=True)
class Alike:
    """Two names, the more often mentioned first, and how alike they are, up to 100."""

    name: str
    other: str
    score: float


def likely_one(index: Index, most: int = 30) -> tuple[Alike, ...]:
    """The most alike pairs first.

    >>> from graphrag.retrieval.linking.alike import likely_one
    >>> likely_one(index)
    ()
    """
    names = [entity for n, entity in enumerate(index.entities) if index.view.is_name[n]]
    names = sorted(names, key=lambda entity: (-entity.passages, entity.name))[:LOOKED_AT]
    folded = [" ".join(sorted(fold(entity.name).split())) for entity in names]
    found = []
    for one, other in sorted(set(_near(folded))):
        score = fuzz.ratio(folded[one], folded[other], score_cutoff=LEAST)
        if score and _may_be_one(folded[one], folded[other]):
            found.append(Alike(names[one].name, names[other].name, score))
    return tuple(sorted(found, key=lambda pair: -pair.score)[:most])


def _near(folded: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs, by position, that have a word or a beginning in common."""
    groups: dict[str, list[int]] = defaultdict(list)
    for position, name in enumerate(folded):
        if len(name) > BEGINNING:
            for key in {*name.split(), f"{name[:BEGINNING]}…"}:
                groups[key].append(position)
    for group in groups.values():
        if len(group) <= CROWD:
            yield from combinations(group, 2)


def _may_be_one(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return not (long.startswith(short) and " " not in long) and _numbers(one) == _numbers(other)


def _numbers(name: str) -> list[str]:
    """Its digits, and its words that could be Roman numbers."""
    roman = [word for word in name.split() if not set(word) - set("ivxlcdm")]
    return [*roman, *(char for char in name if char.isdecimal())]
