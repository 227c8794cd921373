"""Which names are one: merges that are safe over the whole set of passages, and no others.

    case, punctuation   "AT&T" = "At&t"                       same key
    the                 "The Beatles" = "Beatles"             same key
    bracket             "Devotion (1929 film)" = "Devotion"   if no other title has that base
    initials            "Herbert L. Kessler" = "Herbert Kessler"   if one full form only
    acronym             "World Food Programme (WFP)"          if one long form only
    lead                the name that opens a titled passage and shares a word with its title
    surname             "Kessler" after "Herbert Kessler"     within one passage only

Names that a title shares with others ("Devotion") stay apart; the graph joins them by alias edges.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Passage, PassageExtraction
from graphrag.language.keys import Key, name_key, without_bracket
from indexing.key_table import KeyTable
from indexing.said_counts import Counts, SaidCounts

_NOTHING: Counts = {}
_SAID_BY_NAME = ("name", "title")  # kinds


@dataclass(slots=True)
class Names:
    """Surfaces and kinds by key, and which key each alias key stands for."""

    surfaces: SaidCounts
    kinds: SaidCounts
    titles: dict[Key, str]
    stands_for: dict[Key, tuple[Key, str]] = field(default_factory=dict)
    _alone: NDArray[np.bool_] = field(init=False)

    def __post_init__(self) -> None:
        self._alone = self.kinds.total("name") > 1

    @property
    def table(self) -> KeyTable:
        """The former generation's keys."""
        return self.kinds.table

    def stands_alone(self, key: Key) -> bool:
        """Whether the name is a title, or is used by itself more than once."""
        return key in self.titles or self._said_alone(key)

    def alone(self) -> tuple[NDArray[np.bool_], list[Key]]:
        """All that are used by themselves more than once: (K,) of the former keys, and others."""
        anew = self.kinds.anew.items()
        return self._alone, [key for key, counts in anew if counts.get("name", 0) > 1]

    def _said_alone(self, key: Key) -> bool:
        if (anew := self.kinds.anew.get(key)) is not None:
            return anew.get("name", 0) > 1
        number = self.table.find(key)
        return number >= 0 and bool(self._alone[number])

    def canonical(self, key: Key) -> Key:
        """Follow merges to their end."""
        if key not in self.stands_for:
            return key
        seen = {key}
        while key in self.stands_for:
            key = self.stands_for[key][0]
            if key in seen:
                return min(seen)
            seen.add(key)
        return key


def merge_names(
    names: Names, acronyms: Iterable[tuple[Key, Key]], leads: Iterable[tuple[Key, Key]]
) -> None:
    """Merge all names of the set where a rule says so.

    Args:
        names: surfaces, kinds and titles, counted; nothing is merged yet.
        acronyms: (short, long) as passages claim them.
        leads: (opening name, title) as passages claim them.
    """
    _merge_titles(names)
    _merge_initials(names)
    _merge_claims(names, ((short, names.canonical(long)) for short, long in acronyms), "acronym")
    _merge_claims(names, leads, "lead")


def _merge_titles(names: Names) -> None:
    """Bases of bracketed titles, where one title alone has the base."""
    owners: dict[Key, list[Key]] = defaultdict(list)
    for key, title in names.titles.items():
        if ")" not in title and "]" not in title:
            continue
        base = name_key(without_bracket(title))
        if base and base != key:
            owners[base].append(key)
    for base, keys in owners.items():
        if len(keys) == 1 and base not in names.titles:
            names.stands_for[base] = (keys[0], "bracket")


def _merge_initials(names: Names) -> None:
    """A name with initials is the one without, where one full form alone has that short form."""
    fulls: dict[Key, list[Key]] = defaultdict(list)
    for key in _with_initials(names):
        inner = tuple(part for part in key[1:-1] if len(part) > 1)
        if len(inner) < len(key) - 2 and len(key[0]) > 1 and len(key[-1]) > 1:
            fulls[(key[0], *inner, key[-1])].append(key)
    for short, keys in sorted(fulls.items()):
        if len(keys) == 1 and short in names.surfaces:
            one, other = (keys[0], short) if keys[0] in names.titles else (short, keys[0])
            if one in names.titles and other in names.titles:
                continue
            if other not in names.stands_for and names.canonical(one) != other:
                names.stands_for[other] = (one, "initials")


def _with_initials(names: Names) -> Iterator[Key]:
    """Names that may have an initial between other words, and some others of three words."""
    said = names.kinds.total(*_SAID_BY_NAME) > 0
    rows = np.flatnonzero(said & names.table.has_short_word)
    yield from map(names.table.__getitem__, rows.tolist())
    for key, counts in names.kinds.anew.items():
        if len(key) > 2 and not counts.keys().isdisjoint(_SAID_BY_NAME):
            yield key


def _merge_claims(names: Names, claims: Iterable[tuple[Key, Key]], reason: str) -> None:
    """A name for which all claims are the same, and which is no title, is that other name."""
    owners: dict[Key, set[Key]] = defaultdict(set)
    for key, owner in claims:
        owners[key].add(owner)
    for key, found in sorted(owners.items()):
        if len(found) == 1 and key not in names.titles and key not in names.stands_for:
            (owner,) = found
            if names.canonical(owner) != key:
                names.stands_for[key] = (owner, reason)


def surnames(names: Names, passage: Passage, extraction: PassageExtraction) -> dict[Key, Key]:
    """Single words that end (or begin) a longer name of the same passage, unambiguously.

    The passage's own name is left alone: in "Ada (programming language)" Ada is not Ada Lovelace.
    """
    longer: dict[str, set[Key]] = defaultdict(set)
    own = name_key(without_bracket(passage.title))
    bases = [own]
    bases += [name_key(m.text) for m in extraction.mentions if m.kind == "name"]
    for key in bases:
        if len(key) > 1:
            longer[key[-1]].add(names.canonical(key))
            longer[key[0]].add(names.canonical(key))
    title = names.canonical(name_key(passage.title))
    found: dict[Key, Key] = {}
    for mention in extraction.mentions:
        key = name_key(mention.text)
        if key == own or key in names.titles or len(key) != 1:
            continue
        if mention.kind in ("name", "acronym"):
            owners = longer.get(key[0], set())
            if len(owners) == 1:
                found[key] = next(iter(owners))
            elif title in owners:
                found[key] = title
    return found
