"""Where each name is said: mentions, names within longer names, known names in lower case."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphrag.datatypes import Mention, Passage, PassageExtraction
from graphrag.language.keys import Key, name_key, tokens, without_bracket
from indexing.aliases import NAME_KINDS, Names

MOST_WORDS = 40  # of a name that is looked for in texts and in longer names


@dataclass(slots=True)
class Place:
    """One occurrence before numbering."""

    key: Key
    passage: int
    sentence: int


def place_names(
    names: Names,
    passages: Sequence[Passage],
    extractions: Sequence[PassageExtraction],
    local: Sequence[dict[Key, Key]],
) -> list[Place]:
    """Every place where a name is said; lower-case words that very many passages use are not names.

    Args:
        local: for each passage, short forms that stand for a longer name there.
    """
    known = _known_names(names)
    lengths = _lengths(known)
    placed: list[Place] = []
    lowered: dict[Key, list[Place]] = defaultdict(list)
    for position, (passage, extraction) in enumerate(zip(passages, extractions, strict=True)):
        starts = [span.start for span in extraction.sentences]
        placed += _of_title(names, passage.title, position, bool(starts))
        placed += _of_mentions(names, extraction.mentions, local[position], starts, position)
        for key, start in _elsewhere(passage.text, extraction.mentions, known, lengths):
            place = Place(names.canonical(key), position, _sentence_of(starts, start))
            if passage.text[start].islower():
                lowered[key].append(place)
            else:
                placed.append(place)
    limit = max(20, len(passages) // 100)
    common = {
        names.canonical(key)
        for key, places in lowered.items()
        if len({place.passage for place in places}) > limit
    }
    low = (place for places in lowered.values() for place in places)
    return placed + [place for place in low if place.key not in common]


def _of_title(names: Names, title: str, position: int, has_sentences: bool) -> list[Place]:
    """The title, and the names in it, which count as said by the first sentence."""
    key = name_key(title)
    if not key:
        return []
    inside = _inside(names, title, key, position, 0) if has_sentences else []
    return [Place(names.canonical(key), position, -1), *inside]


def _of_mentions(
    names: Names,
    mentions: Sequence[Mention],
    local: dict[Key, Key],
    starts: list[int],
    position: int,
) -> list[Place]:
    placed = []
    for mention in mentions:
        key = name_key(mention.text)
        if key:
            sentence = _sentence_of(starts, mention.start)
            placed.append(Place(local.get(key) or names.canonical(key), position, sentence))
            if mention.kind in NAME_KINDS:
                placed += _inside(names, mention.text, key, position, sentence)
    return placed


def _elsewhere(
    text: str,
    mentions: Sequence[Mention],
    known: dict[Key, None],
    lengths: dict[str, tuple[int, ...]],
) -> Iterator[tuple[Key, int]]:
    """Known names outside mentions, the longest first: key and first character."""
    taken = [(m.start, m.end) for m in mentions if name_key(m.text)]
    words = tokens(text)
    keys = [word.key for word in words]
    first = 0
    while first < len(keys):
        for length in lengths.get(keys[first], ()):
            key = tuple(keys[first : first + length])
            if len(key) == length and key in known:
                start, end = words[first].start, words[first + length - 1].end
                if not any(a <= start and end <= b for a, b in taken):
                    yield key, start
                first += length
                break
        else:
            first += 1


def _lengths(known: dict[Key, None]) -> dict[str, tuple[int, ...]]:
    """How many words the names have that begin with each word, the longest first."""
    found: dict[str, set[int]] = defaultdict(set)
    for key in known:
        if len(key) <= MOST_WORDS:
            found[key[0]].add(len(key))
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}


def _inside(names: Names, text: str, key: Key, position: int, sentence: int) -> list[Place]:
    """Names within a longer name: "Fredericton" in "Diocese of Fredericton"."""
    if len(key) < 2:
        return []
    words = [word for word in tokens(text) if text[word.start].isupper()]
    keys = [word.key for word in words]
    found = []
    first = 0
    while first < len(keys):
        for past in range(min(len(keys), first + MOST_WORDS), first, -1):
            part = tuple(keys[first:past])
            if len(part) < len(key) and names.stands_alone(part):
                found.append(Place(names.canonical(part), position, sentence))
                first = past
                break
        else:
            first += 1
    return found


def _known_names(names: Names) -> dict[Key, None]:
    """Names worth finding outside mentions: titles and their bases, and names of several words."""
    known: dict[Key, None] = {}
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
