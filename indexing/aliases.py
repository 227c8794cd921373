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

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from graphrag.datatypes import Passage, PassageExtraction
from graphrag.language.keys import Key, name_key, tokens, without_bracket
from graphrag.language.words import of_class

NAME_KINDS = frozenset({"name", "work", "acronym", "title"})
_NOTHING: Counter[str] = Counter()
_OPENING = ("(", '("', "(the")  # what may stand between a long form and its acronym
_SMALL = of_class("article", "conjunction", "preposition", "particle")


@dataclass(slots=True)
class Names:
    """Surfaces and kinds by key, and which key each alias key stands for."""

    surfaces: dict[Key, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    kinds: dict[Key, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    titles: dict[Key, str] = field(default_factory=dict)
    stands_for: dict[Key, tuple[Key, str]] = field(default_factory=dict)

    def stands_alone(self, key: Key) -> bool:
        """Whether the name is a title, or is used by itself more than once."""
        return key in self.titles or self.kinds.get(key, _NOTHING)["name"] > 1

    def canonical(self, key: Key) -> Key:
        """Follow merges to their end."""
        seen = {key}
        while key in self.stands_for:
            key = self.stands_for[key][0]
            if key in seen:
                return min(seen)
            seen.add(key)
        return key


def merge_names(passages: Sequence[Passage], extractions: Sequence[PassageExtraction]) -> Names:
    """All names of the set, merged where a rule says so.

    Args:
        passages: sorted by id.
        extractions: one a passage, in the same order.
    """
    names = _collect(passages, extractions)
    _merge_titles(names)
    _merge_initials(names)
    _merge_acronyms(names, passages, extractions)
    _merge_leads(names, passages, extractions)
    return names


def _collect(passages: Sequence[Passage], extractions: Sequence[PassageExtraction]) -> Names:
    names = Names()
    for passage, extraction in zip(passages, extractions, strict=True):
        key = name_key(passage.title)
        if key:
            names.titles.setdefault(key, passage.title)
            names.surfaces[key][passage.title] += 1
            names.kinds[key]["title"] += 1
        for mention in extraction.mentions:
            key = name_key(mention.text)
            if key:
                names.surfaces[key][mention.text] += 1
                names.kinds[key][mention.kind] += 1
        for triple in extraction.triples:
            for text in (triple.subject, triple.object):
                key = name_key(text)
                if key and key not in names.surfaces:
                    names.surfaces[key][text] += 1
                    names.kinds[key]["name"] += 1
    return names


def _merge_titles(names: Names) -> None:
    """Bases of bracketed titles, where one title alone has the base."""
    owners: dict[Key, list[Key]] = defaultdict(list)
    for key, title in names.titles.items():
        base = name_key(without_bracket(title))
        if base and base != key:
            owners[base].append(key)
    for base, keys in owners.items():
        if len(keys) == 1 and base not in names.titles:
            names.stands_for[base] = (keys[0], "bracket")


def _merge_initials(names: Names) -> None:
    """A name with initials is the one without, where one full form alone has that short form."""
    fulls: dict[Key, list[Key]] = defaultdict(list)
    for key in names.surfaces:
        if len(key) < 3 or not (names.kinds[key]["name"] or names.kinds[key]["title"]):
            continue
        inner = tuple(part for part in key[1:-1] if len(part) > 1)
        if len(inner) < len(key) - 2 and len(key[0]) > 1 and len(key[-1]) > 1:
            fulls[(key[0], *inner, key[-1])].append(key)
    for short, keys in fulls.items():
        if len(keys) == 1 and short in names.surfaces:
            one, other = (keys[0], short) if keys[0] in names.titles else (short, keys[0])
            if one in names.titles and other in names.titles:
                continue
            if other not in names.stands_for and names.canonical(one) != other:
                names.stands_for[other] = (one, "initials")


def _merge_acronyms(
    names: Names, passages: Sequence[Passage], extractions: Sequence[PassageExtraction]
) -> None:
    """Long form directly followed by its acronym in brackets, the same pair everywhere."""
    longs: dict[Key, set[Key]] = defaultdict(set)
    for passage, extraction in zip(passages, extractions, strict=True):
        for before, after in pairwise(extraction.mentions):
            gap = passage.text[before.end : after.start].strip()
            short = "".join(name_key(after.text))
            if gap in _OPENING and 1 < len(short) <= 8 and short in _first_letters(before.text):
                longs[name_key(after.text)].add(names.canonical(name_key(before.text)))
    for key, found in sorted(longs.items()):
        if len(found) == 1 and key not in names.titles and key not in names.stands_for:
            (long,) = found
            if names.canonical(long) != key:
                names.stands_for[key] = (long, "acronym")


def _first_letters(name: str) -> tuple[str, str]:
    """Of all words, and of all but the small ones."""
    words = [token.key for token in tokens(name)]
    return "".join(w[0] for w in words), "".join(w[0] for w in words if w not in _SMALL)


def _merge_leads(
    names: Names, passages: Sequence[Passage], extractions: Sequence[PassageExtraction]
) -> None:
    """The name that opens a passage is another name of its title when they share a word."""
    claims: dict[Key, set[Key]] = defaultdict(set)
    for passage, extraction in zip(passages, extractions, strict=True):
        title = name_key(passage.title)
        first = next((m for m in extraction.mentions if m.kind in NAME_KINDS), None)
        if not title or first is None or passage.text[: first.start].strip(" \"'“‘("):
            continue
        lead = name_key(first.text)
        part_of_title = f" {' '.join(lead)} " in f" {' '.join(title)} "
        if len(lead) > 1 and not part_of_title and set(lead) & set(title) - _SMALL:
            claims[lead].add(title)
    for lead, found in sorted(claims.items()):
        if len(found) == 1 and lead not in names.titles and lead not in names.stands_for:
            (title,) = found
            if names.canonical(title) != lead:
                names.stands_for[lead] = (title, "lead")


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
