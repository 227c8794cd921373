"""Where each name is said: mentions, names within longer names, known names in lower case."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Mention, Passage, PassageExtraction
from graphrag.language.keys import Key, name_key, tokens, without_bracket
from indexing.aliases import Names
from indexing.key_table import KeyTable
from indexing.said_names import NAME_KINDS

MOST_WORDS = 40  # of a name that is looked for in texts and in longer names
_SAID = ("name", "work", "acronym")  # kinds of mentions that make a name worth finding


Place = tuple[Key, int]  # what is named, by which sentence of the passage; -1: by the title


@dataclass(slots=True, eq=False)
class KnownNames:
    """Names worth finding outside mentions, and the lengths of those that begin with a word."""

    table: KeyTable  # the former generation's keys
    rows: NDArray[np.bool_]  # (K,) which of them are known
    others: dict[Key, None]  # and more names, some of them among those
    _by_word: dict[str, set[int]] = field(init=False)  # the lengths of the others
    _lengths: dict[str, tuple[int, ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_word = defaultdict(set)
        for key in self.others:
            self._by_word[key[0]].add(len(key))

    def __contains__(self, key: Key) -> bool:
        return key in self.others or ((n := self.table.find(key)) >= 0 and bool(self.rows[n]))

    def lengths(self, word: str) -> tuple[int, ...]:
        """How many words the names have that begin with the word, the longest first."""
        found = self._lengths.get(word)
        if found is None:
            some = self.table.beginning(word)
            counts = {*self.table.words[some][self.rows[some]].tolist()}
            counts |= self._by_word.get(word, set())
            found = tuple(sorted((n for n in counts if n <= MOST_WORDS), reverse=True))
            self._lengths[word] = found
        return found


def known_names(names: Names) -> KnownNames:
    """Titles and their bases, and names of several words that are said more than once."""
    table = names.table
    rows = (names.kinds.total(*_SAID) > 1) & (table.words > 1)
    for row in np.flatnonzero(rows & ~table.begins_with_letter).tolist():
        rows[row] = not _all_digits(table[row])
    others: dict[Key, None] = {}
    for key, counts in names.kinds.anew.items():
        if len(key) > 1 and sum(counts.get(kind, 0) for kind in _SAID) > 1 and not _all_digits(key):
            others[key] = None
    for key, title in names.titles.items():
        if len(key) > 1 or (len(key[0]) > 3 and not key[0].isdigit()):
            others[key] = None
        base = name_key(without_bracket(title)) if ")" in title or "]" in title else key
        if len(base) > 1:
            others[base] = None
    return KnownNames(table, rows, others)


def _all_digits(key: Key) -> bool:
    return all(part.isdigit() for part in key)


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
        for length in known.lengths(keys[first]):
            key = tuple(keys[first : first + length])
            if len(key) == length and key in known:
                start, end = words[first].start, words[first + length - 1].end
                if not any(a <= start and end <= b for a, b in taken):
                    yield key, start
                first += length
                break
        else:
            first += 1


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


def _sentence_of(starts: list[int], offset: int) -> int:
    return max(bisect_right(starts, offset) - 1, 0)
