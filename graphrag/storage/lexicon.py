"""Every known name by its key: what a question's words are looked up in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graphrag.datatypes import Alias, Entity
from graphrag.language.keys import Key, fold, name_key, without_bracket


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every known name by its key."""

    entities_of: dict[Key, tuple[int, ...]]
    titles: frozenset[Key]
    folded: dict[str, Key]
    longest: int


def build_lexicon(
    entities: Sequence[Entity], aliases: Iterable[Alias], titles: Iterable[str]
) -> Lexicon:
    """Names and aliases by key; a title's bare name stands for every title that shares it."""
    owners: dict[Key, set[int]] = defaultdict(set)
    for alias in aliases:
        owners[name_key(alias.surface)].add(alias.entity)
    for position, entity in enumerate(entities):
        owners[name_key(entity.name)].add(position)
        owners[name_key(without_bracket(entity.name))].add(position)
    owners.pop((), None)
    title_keys = {name_key(title) for title in titles}
    title_keys |= {name_key(without_bracket(title)) for title in titles}
    folded = {fold(" ".join(key)): key for key in sorted(owners, reverse=True)}
    return Lexicon(
        {key: tuple(sorted(found)) for key, found in owners.items()},
        frozenset(title_keys),
        folded,
        max((len(key) for key in owners), default=1),
    )
