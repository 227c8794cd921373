"""From what each passage says to one graph: entities, aliases, occurrences, facts.

A function of the *set* of passages: they are taken in the order of their ids, entities are numbered
in the order of their keys, and every merge depends on counts over the whole set. Two names become
one entity only by a rule that is safe:

    case, punctuation   "AT&T" = "At&t"                       same key
    the                 "The Beatles" = "Beatles"             same key
    bracket             "Devotion (1929 film)" = "Devotion"   if no other title has that base
    initials            "Herbert L. Kessler" = "Herbert Kessler"   if one full form only
    acronym             "World Health Organization (WHO)"     if one long form only
    lead                the name that opens a titled passage and shares a word with its title
    surname             "Kessler" after "Herbert Kessler"     within one passage only

Names that a title shares with others ("Devotion") stay apart and are joined by alias edges.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from graphrag.datatypes import (
    Alias,
    Entity,
    Extraction,
    Fact,
    Mention,
    Occurrence,
    Passage,
    Resolution,
)
from graphrag.names import Key, longest_matches, name_key, tokens, without_bracket

_NAMES = frozenset({"name", "work", "acronym", "title"})


_NOTHING: Counter[str] = Counter()


@dataclass(slots=True)
class _Names:
    """Working state: surfaces per key, and which key each alias key stands for."""

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


def resolve(passages: Sequence[Passage], extractions: Sequence[Extraction]) -> Resolution:
    """Merge names over the whole set and number what remains.

    Args:
        passages: sorted by id; positions in the result count along it.
        extractions: one a passage, in the same order.
    """
    names = _collect(passages, extractions)
    _merge_titles(names)
    _merge_initials(names)
    _merge_acronyms(names, passages, extractions)
    _merge_leads(names, passages, extractions)
    local = [_surnames(names, p, e) for p, e in zip(passages, extractions, strict=True)]
    placed = _place(names, passages, extractions, local)
    return _number(names, passages, extractions, local, placed)


def _collect(passages: Sequence[Passage], extractions: Sequence[Extraction]) -> _Names:
    names = _Names()
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


def _merge_titles(names: _Names) -> None:
    """Bases of bracketed titles, where one title alone has the base."""
    owners: dict[Key, list[Key]] = defaultdict(list)
    for key, title in names.titles.items():
        base = name_key(without_bracket(title))
        if base and base != key:
            owners[base].append(key)
    for base, keys in owners.items():
        if len(keys) == 1 and base not in names.titles:
            names.stands_for[base] = (keys[0], "bracket")


def _merge_initials(names: _Names) -> None:
    """"Herbert L. Kessler" and "Herbert Kessler", where one full form alone has that short form."""
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
    names: _Names, passages: Sequence[Passage], extractions: Sequence[Extraction]
) -> None:
    """Long form directly followed by its acronym in brackets, the same pair everywhere."""
    longs: dict[Key, set[Key]] = defaultdict(set)
    for passage, extraction in zip(passages, extractions, strict=True):
        for before, after in zip(extraction.mentions, extraction.mentions[1:], strict=False):
            gap = passage.text[before.end : after.start].strip()
            letters = "".join(token.key[0] for token in tokens(before.text))
            short = "".join(name_key(after.text))
            if gap in ("(", '("', "(the") and 1 < len(short) <= 8 and short in (
                letters,
                "".join(t.key[0] for t in tokens(before.text) if t.key not in _SMALL),
            ):
                longs[name_key(after.text)].add(names.canonical(name_key(before.text)))
    for key, found in sorted(longs.items()):
        (long, *others) = sorted(found)
        if not others and key not in names.titles and key not in names.stands_for:
            if names.canonical(long) != key:
                names.stands_for[key] = (long, "acronym")


_SMALL = frozenset("of the and for in on de la".split())


def _merge_leads(
    names: _Names, passages: Sequence[Passage], extractions: Sequence[Extraction]
) -> None:
    """The name that opens a passage is another name of its title when they share a word."""
    claims: dict[Key, set[Key]] = defaultdict(set)
    for passage, extraction in zip(passages, extractions, strict=True):
        title = name_key(passage.title)
        first = next((m for m in extraction.mentions if m.kind in _NAMES), None)
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


def _surnames(names: _Names, passage: Passage, extraction: Extraction) -> dict[Key, Key]:
    """Single words that end (or begin) a longer name of the same passage, unambiguously."""
    longer: dict[str, set[Key]] = defaultdict(set)
    bases = [name_key(without_bracket(passage.title))]
    bases += [name_key(m.text) for m in extraction.mentions if m.kind == "name"]
    for key in bases:
        if len(key) > 1:
            longer[key[-1]].add(names.canonical(key))
            longer[key[0]].add(names.canonical(key))
    title = names.canonical(name_key(passage.title))
    found: dict[Key, Key] = {}
    for mention in extraction.mentions:
        key = name_key(mention.text)
        if mention.kind in ("name", "acronym") and len(key) == 1 and key not in names.titles:
            owners = longer.get(key[0], set())
            if len(owners) == 1:
                found[key] = next(iter(owners))
            elif title in owners:
                found[key] = title
    return found


@dataclass(slots=True)
class _Place:
    """One occurrence before numbering."""

    key: Key
    passage: int
    sentence: int


def _place(
    names: _Names,
    passages: Sequence[Passage],
    extractions: Sequence[Extraction],
    local: Sequence[dict[Key, Key]],
) -> list[_Place]:
    """Mentions, plus known names found by their words: lower case, or inside longer mentions."""
    known = _known_names(names)
    longest = max((len(key) for key in known), default=1)
    lowered: dict[Key, set[int]] = defaultdict(set)
    placed: list[_Place] = []
    low: list[_Place] = []
    for position, (passage, extraction) in enumerate(zip(passages, extractions, strict=True)):
        starts = [span.start for span in extraction.sentences]
        title = name_key(passage.title)
        if title:
            placed.append(_Place(names.canonical(title), position, -1))
            if extraction.sentences:  # a title's parts count as said by the first sentence
                placed += _inside(names, passage.title, title, position, 0)
        taken: set[tuple[int, int]] = set()
        for mention in extraction.mentions:
            key = name_key(mention.text)
            if not key:
                continue
            owner = local[position].get(key) or names.canonical(key)
            sentence = _sentence_of(starts, mention.start)
            placed.append(_Place(owner, position, sentence))
            if mention.kind in _NAMES:
                placed += _inside(names, mention.text, key, position, sentence)
            taken.add((mention.start, mention.end))
        words = tokens(passage.text)
        for first, past in longest_matches(words, known, longest):
            start, end = words[first].start, words[past - 1].end
            if any(a <= start and end <= b for a, b in taken):
                continue
            key = tuple(word.key for word in words[first:past])
            place = _Place(names.canonical(key), position, _sentence_of(starts, start))
            if passage.text[start].islower():
                lowered[key].add(position)
                low.append(place)
            else:
                placed.append(place)
    limit = max(20, len(passages) // 100)
    common = {names.canonical(key) for key, where in lowered.items() if len(where) > limit}
    return placed + [place for place in low if place.key not in common]


def _inside(names: _Names, text: str, key: Key, position: int, sentence: int) -> list[_Place]:
    """Names within a longer name: "Fredericton" in "Diocese of Fredericton"."""
    if len(key) < 2:
        return []
    words = [word for word in tokens(text) if text[word.start].isupper()]
    keys = [word.key for word in words]
    found = []
    first = 0
    while first < len(keys):
        for past in range(len(keys), first, -1):
            part = tuple(keys[first:past])
            if len(part) < len(key) and names.stands_alone(part):
                found.append(_Place(names.canonical(part), position, sentence))
                first = past
                break
        else:
            first += 1
    return found


def _known_names(names: _Names) -> dict[Key, object]:
    """Names worth finding outside mentions: titles and their bases, and names of several words."""
    known: dict[Key, object] = {}
    for key in names.surfaces:
        kinds = names.kinds[key]
        several = len(key) > 1 and (kinds["name"] + kinds["work"] + kinds["acronym"] > 1)
        if several and not all(part.isdigit() for part in key):
            known[key] = None
    for key, title in names.titles.items():
        base = name_key(without_bracket(title))
        if len(key) > 1 or (len(key[0]) > 3 and not key[0].isdigit()):
            known[key] = None
        if len(base) > 1:
            known[base] = None
    return known


def _sentence_of(starts: list[int], offset: int) -> int:
    return max(bisect_right(starts, offset) - 1, 0)


def _number(
    names: _Names,
    passages: Sequence[Passage],
    extractions: Sequence[Extraction],
    local: Sequence[dict[Key, Key]],
    placed: list[_Place],
) -> Resolution:
    keys = sorted(
        {place.key for place in placed} | {names.canonical(key) for key in names.surfaces}
    )
    number = {key: position for position, key in enumerate(keys)}
    first_sentence = [0]
    for extraction in extractions:
        first_sentence.append(first_sentence[-1] + len(extraction.sentences))
    spots = {
        (
            number[place.key],
            place.passage,
            -1 if place.sentence < 0 else first_sentence[place.passage] + place.sentence,
        )
        for place in placed
    }
    occurrences = tuple(Occurrence(*spot) for spot in sorted(spots))
    counts = Counter(entity for entity, _ in {(e, p) for e, p, _ in spots})
    facts = []
    for position, extraction in enumerate(extractions):
        for triple in extraction.triples:
            ends = [_owner(names, local[position], t) for t in (triple.subject, triple.object)]
            if ends[0] and ends[1] and ends[0] != ends[1]:
                facts.append(
                    Fact(
                        number[ends[0]],
                        triple.predicate,
                        number[ends[1]],
                        position,
                        first_sentence[position] + triple.sentence,
                        triple.origin,
                    )
                )
    entities = tuple(
        Entity(_best_name(names, key), _best_kind(names, key), counts[number[key]]) for key in keys
    )
    return Resolution(entities, _aliases(names, number), occurrences, tuple(facts))


def _owner(names: _Names, local: dict[Key, Key], text: str) -> Key:
    key = name_key(text)
    return (local.get(key) or names.canonical(key)) if key else ()


def _best_name(names: _Names, key: Key) -> str:
    if key in names.titles:
        return names.titles[key]
    surfaces = names.surfaces[key]
    if not surfaces:
        return " ".join(key)
    return min(surfaces, key=lambda text: (-surfaces[text], text))


def _best_kind(names: _Names, key: Key) -> str:
    kinds = names.kinds[key]
    return min(kinds, key=lambda kind: (-kinds[kind], kind)) if kinds else "name"


def _aliases(names: _Names, number: dict[Key, int]) -> tuple[Alias, ...]:
    found = set()
    for key, surfaces in names.surfaces.items():
        owner = names.canonical(key)
        reason = names.stands_for[key][1] if key in names.stands_for else "name"
        for surface in surfaces:
            found.add((number[owner], surface, reason))
    for key in names.stands_for:
        if not names.surfaces.get(key):
            found.add((number[names.canonical(key)], " ".join(key), names.stands_for[key][1]))
    return tuple(Alias(*row) for row in sorted(found))
