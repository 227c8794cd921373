"""Where each name is said: mentions, names within longer names, known names in lower case."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphrag.datatypes import Mention, Passage, PassageExtraction
from graphrag.language.keys import Key, name_key, tokens, without_bracket
from indexing.aliases import Names
from indexing.said_names import NAME_KINDS

MOST_WORDS = 40  # of a name that is looked for in texts and in longer names


Place = tuple[Key, int]  # what is named, by which sentence of the passage; -1: by the title


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names worth finding outside mentions, and the lengths of those that begin with a word."""

    keys: Mapping[Key, None]
    lengths: Mapping[str, tuple[int, ...]]


def known_names(names: Names) -> KnownNames:
    """Titles and their bases, and names of several words."""
    keys = _known_names(names)
    return KnownNames(keys, _lengths(keys))


def places_in(
    names: Names,
    known: KnownNames,
    passage: Passage,
    extraction: PassageExtraction,
    local: Mapping[Key, Key],
) -> tuple[list[Place], list[Place]]:
    """Every place of a passage where a name is said, and those where it is in lower case, apart:
    words that very many passages use in lower case are not names.

    Args:
        local: short forms that stand for a longer name here.
    """
    starts = [span.start for span in extraction.sentences]
    placed = _of_title(names, passage.title, bool(starts))
    placed += _of_mentions(names, extraction.mentions, local, starts)
    lowered = []
    for key, start in _elsewhere(passage.text, extraction.mentions, known):
        sentence = _sentence_of(starts, start)
        if passage.text[start].islower():
            lowered.append((key, sentence))
        else:
            placed.append((names.canonical(key), sentence))
    return placed, lowered


def _of_title(names: Names, title: str, has_sentences: bool) -> list[Place]:
    """The title, and the names in it, which count as said by the first sentence."""
    key = name_key(title)
    if not key:
        return []
    inside = _inside(names, title, key, 0) if has_sentences else []
    return [(names.canonical(key), -1), *inside]


def _of_mentions(
    names: Names,
    mentions: Sequence[Mention],
    local: Mapping[Key, Key],
    starts: list[int],
) -> list[Place]:
    placed = []
    for mention in mentions:
        key = name_key(mention.text)
        if key:
            sentence = _sentence_of(starts, mention.start)
            placed.append((local.get(key) or names.canonical(key), sentence))
            if mention.kind in NAME_KINDS:
                placed += _inside(names, mention.text, key, sentence)
    return placed


def _elsewhere(
    text: str,
    mentions: Sequence[Mention],
    known: KnownNames,
) -> Iterator[tuple[Key, int]]:
    """KnownNames names outside mentions, the longest first: key and first character."""
    taken = [(m.start, m.end) for m in mentions if name_key(m.text)]
    words = tokens(text)
    keys = [word.key for word in words]
    first = 0
    while first < len(keys):
        for length in known.lengths.get(keys[first], ()):
            key = tuple(keys[first : first + length])
            if len(key) == length and key in known.keys:
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


def _inside(names: Names, text: str, key: Key, sentence: int) -> list[Place]:
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
                found.append((names.canonical(part), sentence))
                first = past
                break
        else:
            first += 1
    return found


def _known_names(names: Names) -> dict[Key, None]:
    """Names worth finding outside mentions: titles and their bases, and names of several words."""
    known: dict[Key, None] = {}
    for key in names.surfaces:
        if len(key) > 1:  # `get`: a counter takes ten times as long to say that it has none
            counted = names.kinds[key].get
            times = counted("name", 0) + counted("work", 0) + counted("acronym", 0)
            if times > 1 and not all(part.isdigit() for part in key):
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
