"""From what each passage says to one graph: entities, aliases, occurrences, facts.

A function of the *set* of passages: they are taken in the order of their ids, entities are numbered
in the order of their keys, and every merge depends on counts over the whole set (`aliases.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graphrag.datatypes import (
    Alias,
    Entity,
    Fact,
    Join,
    Occurrence,
    Passage,
    PassageExtraction,
    Resolution,
)
from graphrag.facts import BETWEEN
from graphrag.language.keys import Key, name_key
from indexing.aliases import Names, merge_names, surnames
from indexing.corrections import Correction, merge, without_split
from indexing.occurrences import Place, place_names


def resolve(
    passages: Sequence[Passage],
    extractions: Sequence[PassageExtraction],
    corrections: Sequence[Correction] = (),
) -> Resolution:
    """Merge names over the whole set and number what remains.

    Args:
        passages: sorted by id; positions in the result count along it.
        extractions: one a passage, in the same order.
        corrections: what a person has said, the oldest first.
    """
    names = merge_names(passages, extractions)
    merge(names, corrections)
    local = [surnames(names, p, e) for p, e in zip(passages, extractions, strict=True)]
    local = [without_split(names, corrections, short) for short in local]
    placed = place_names(names, passages, extractions, local)
    return _number(names, passages, extractions, local, placed)


def _number(
    names: Names,
    passages: Sequence[Passage],
    extractions: Sequence[PassageExtraction],
    local: Sequence[dict[Key, Key]],
    placed: list[Place],
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
    joins, facts = _stated(names, passages, extractions, local, number, first_sentence)
    is_a = _described(names, passages, number, keys, facts)
    entities = tuple(
        Entity(
            _best_name(names, key),
            _best_kind(names, key),
            counts[number[key]],
            is_a.get(number[key], ""),
        )
        for key in keys
    )
    return Resolution(entities, _aliases(names, number), occurrences, tuple(facts), tuple(joins))


def _stated(
    names: Names,
    passages: Sequence[Passage],
    extractions: Sequence[PassageExtraction],
    local: Sequence[dict[Key, Key]],
    number: dict[Key, int],
    first_sentence: Sequence[int],
) -> tuple[list[Join], list[Fact]]:
    """What the triples join, and the facts; an end of a fact that no name is stays in words."""
    joins, facts = [], []
    shown = {position: _best_name(names, key) for key, position in number.items()}
    for position, extraction in enumerate(extractions):

        def end(text: str, short: dict[Key, Key] = local[position]) -> int:
            return number.get(_owner(names, short, text), -1)

        def worded(text: str, entity: int, passage: str = passages[position].text) -> str:
            return text if entity < 0 else _in_words(text, shown[entity], passage)

        first = first_sentence[position]
        for triple in extraction.triples:
            subject, object_ = end(triple.subject), end(triple.object)
            if -1 not in (subject, object_) and subject != object_:
                joins.append(Join(subject, object_, position, first + triple.sentence))
        for triple in extraction.stated:
            subject, object_ = end(triple.subject), end(triple.object)
            if extraction.facts is None and -1 in (subject, object_):
                continue
            if subject != object_ or subject < 0:
                said = BETWEEN.join(triple.qualifiers)
                ends = (subject, triple.predicate, object_, position, first + triple.sentence)
                words = ("", "")
                if extraction.facts is not None:
                    words = (worded(triple.subject, subject), worded(triple.object, object_))
                facts.append(Fact(*ends, triple.origin, *words, said))
    return joins, facts


def _described(
    names: Names,
    passages: Sequence[Passage],
    number: dict[Key, int],
    keys: Sequence[Key],
    facts: Sequence[Fact],
) -> dict[int, str]:
    """What the first passage of its own says that an entity is: "a Hungarian film director"."""
    found: dict[int, str] = {}
    for fact in facts:
        verb, _, role = fact.predicate.partition(" ")
        title = number.get(names.canonical(name_key(passages[fact.passage].title)), -1)
        if fact.subject != title or fact.origin != "parser" or verb not in ("is", "was"):
            continue
        if fact.qualifiers or fact.subject in found:
            continue
        what = fact.object_text or _best_name(names, keys[fact.object])
        phrase = f"{role} {what}".strip()
        if phrase.split()[0] in ("a", "an", "the"):
            found[fact.subject] = phrase
    return found


def _in_words(text: str, name: str, passage: str) -> str:
    """How an end is shown where it is not by its entity's name.

    A surname is shown by the whole name, where the passage says it. Any other name of an entity
    stays as it was written: that two names are one is often likely, and seldom sure; "the song" is
    no name at all.
    """
    if text.removeprefix("the ")[:1].islower():
        return text
    said, words = name_key(text), name.split()
    if name_key(name) == said:
        return ""
    same = any(name_key(" ".join(words[first:])) == said for first in range(1, len(words)))
    return "" if same and name in passage else text


def _owner(names: Names, local: dict[Key, Key], text: str) -> Key:
    key = name_key(text)
    return (local.get(key) or names.canonical(key)) if key else ()


def _best_name(names: Names, key: Key) -> str:
    if key in names.titles:
        return names.titles[key]
    surfaces = names.surfaces[key]
    if not surfaces:
        return " ".join(key)
    return min(surfaces, key=lambda text: (-surfaces[text], text))


def _best_kind(names: Names, key: Key) -> str:
    kinds = names.kinds[key]
    return min(kinds, key=lambda kind: (-kinds[kind], kind)) if kinds else "name"


def _aliases(names: Names, number: dict[Key, int]) -> tuple[Alias, ...]:
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
