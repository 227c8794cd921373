"""Which passages must be read again when names have changed.

A passage's names depend on others only through what holds of each name: that it is known, stands
alone, is a title, and stands for which other. Where that changes for a name, every passage that may
say it is read again: more than needed, and never fewer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Passage
from graphrag.language.keys import Key, name_key, tokens, word_keys
from graphrag.storage.ragged import distinct, is_in
from indexing.aliases import Names
from indexing.before import Before
from indexing.kept import KeptNames
from indexing.key_table import Int64s, Renumbered, renumbered
from indexing.occurrences import KnownNames
from indexing.said_names import mark
from indexing.word_search import DROPPED, plain_ascii, plain_texts

KNOWN, ALONE, TITLE = 1, 2, 4
_WORD = re.compile(f"[a-zA-Z0-9]+(?:[{DROPPED}][a-zA-Z0-9]+)*")
_LETTER = re.compile("[a-z]")
_ENDINGS = 1 << 16  # last digits of a mark


def table_of(names: Names, known: KnownNames) -> Renumbered:
    """Every key that something holds of."""
    stay = names.surfaces.rows() | known.rows
    anew = (key for key, counts in names.surfaces.anew.items() if counts)
    return renumbered(names.table, stay, {*anew, *names.stands_for, *known.others})


def flags_of(names: Names, known: KnownNames, numbers: Renumbered) -> NDArray[np.uint8]:
    """(K,) what holds of each key."""
    found = np.zeros(len(numbers.table), np.uint8)
    alone, others = names.alone()
    for flag, rows, keys in ((KNOWN, known.rows, known.others), (ALONE, alone, others)):
        found[numbers.moved[rows]] |= flag
        found[numbers.numbers(keys)] |= flag
    found[numbers.numbers(names.titles)] |= TITLE | ALONE
    return found


def owners_of(names: Names, numbers: Renumbered) -> Int64s:
    """(K,) the number of the key that each stands for in the end."""
    owner = np.arange(len(numbers.table))
    for key in names.stands_for:
        owner[numbers.number(key)] = numbers.number(names.canonical(key))
    return owner


def changed_keys(
    former: KeptNames, numbers: Renumbered, flags: NDArray[np.uint8], owner: Int64s
) -> dict[Key, bool]:
    """The keys of which something else holds now, and whether it tells where they are in lower case
    too: that one stands alone tells within names only.
    """
    keys, moved = numbers.table, numbers.moved
    left, stays = np.flatnonzero(moved < 0), np.flatnonzero(moved >= 0)
    now, new = moved[stays], np.array(list(numbers.added.values()), dtype=np.int64)
    parts = (
        (former.keys, left, former.flags[left], former.owner[left] != left),
        (keys, now, former.flags[stays] ^ flags[now], moved[former.owner[stays]] != owner[now]),
        (keys, new, flags[new], owner[new] != new),
    )
    found: dict[Key, bool] = {}
    for some, rows, differing, merged in parts:
        low = (differing & ~np.uint8(ALONE) > 0) | merged
        for place in np.flatnonzero((differing > 0) | merged).tolist():
            found[some[int(rows[place])]] = bool(low[place])
    return found


def looking_up(former: KeptNames, keys: Iterable[Key]) -> Int64s:
    """The former passages in which an end of a triple or a fact is called so."""
    looked_up = former.tables["looked_up"]
    marks = np.array([mark(key) for key in keys], dtype=np.int64)
    column, some = looked_up.table[:, 0], np.zeros(_ENDINGS, dtype=bool)
    some[marks % _ENDINGS] = True  # tells almost all of the others
    rows = np.flatnonzero(some[column % _ENDINGS])
    rows = rows[is_in(column[rows], marks)]
    return distinct(np.searchsorted(looked_up.indptr, rows, side="right") - 1)


def saying(passages: Sequence[Passage], keys: Mapping[Key, bool]) -> set[int]:
    """The positions of the passages that may say one of the keys.

    Args:
        keys: those of `changed_keys`.
    """
    words: dict[int, tuple[str, str]] = {}
    found: set[int] = set()
    for key, positions in _saying_all_words(passages, keys):
        if not all(part.isascii() and part.isalpha() for part in key):
            found |= positions  # a number, or letters without spaces, may be a part of a word
            continue
        wanted = f" {' '.join(key)} "
        for position in positions - found:
            if position not in words:
                words[position] = _words_in(passages[position])
            capital, every = words[position]
            if wanted in capital or (keys[key] and wanted in every):
                found.add(position)
    return found


def _words_in(passage: Passage) -> tuple[str, str]:
    """The keys of its words in capitals, as they follow each other within names, and of all."""
    capital, every = [], []
    for text in (passage.title, passage.text):
        if text.isascii():  # in a quarter of the time
            large = (word for word in _WORD.findall(text) if word[0].isupper())
            capital += [key for word in large for key in name_key(word)]
            every += word_keys(text)
        else:
            found = tokens(text)
            capital += [word.key for word in found if text[word.start].isupper()]
            every += [word.key for word in found]
        capital.append("|")
        every.append("|")
    return f" {' '.join(capital)} ", f" {' '.join(every)} "


def _saying_all_words(
    passages: Sequence[Passage], keys: Iterable[Key]
) -> Iterator[tuple[Key, set[int]]]:
    """Each key, and the passages with a title or text in which each of its words is.

    A word is looked for as letters first, and then as a word, or "a r" would be found everywhere.
    """
    texts = [f"{passage.title}\n{passage.text}" for passage in passages]
    plain = [n for n, text in enumerate(texts) if text.isascii()]
    other = [n for n, text in enumerate(texts) if not text.isascii()]
    longest = {key: max(key, key=len) for key in keys}
    parts = [
        (some, searched, searched.having(longest.values()))
        for some, searched in (
            (plain, plain_ascii([texts[n] for n in plain])),
            (other, plain_texts([texts[n] for n in other])),
        )
    ]
    for key, word in longest.items():
        patterns = [_as_word(part) for part in sorted(key, key=len, reverse=True)]
        yield (
            key,
            {
                positions[number]
                for positions, searched, having in parts
                for number in having[word]
                if all(pattern.search(searched[number]) for pattern in patterns)
            },
        )


@lru_cache(maxsize=10_000)
def _as_word(word: str) -> re.Pattern[str]:
    """The word, where no letter goes on from a letter of it but for the s of a possessive.

    Of ASCII letters alone: some scripts put no space between words, and some texts none between
    dates.
    """
    text = re.escape(word)
    before, after = ("[a-z]" if _LETTER.match(char) else "(?!)" for char in (word[0], word[-1]))
    return re.compile(f"{text}(?<!{before}{text})(?=s?(?!{after}))")


def positions(before: Before, kept: Int64s) -> Int64s:
    """(P before,) where each former passage is now, or -1."""
    found = np.full(len(before.ids), -1, np.int64)
    found[kept[kept >= 0]] = np.flatnonzero(kept >= 0)
    return found


def now(before: Before, kept: Int64s, former: Iterable[int]) -> set[int]:
    """Positions of former passages that are still there."""
    found = positions(before, kept)[np.fromiter(former, np.int64)]
    return set(found[found >= 0].tolist())


def restated(
    before: Before, new: KeptNames, stays: Int64s, moved: Int64s, renamed: Sequence[int]
) -> NDArray[np.bool_]:
    """(P,) whose facts are read again: an end of them has become an entity's name or is none any
    more, or is shown otherwise now.

    Args:
        renamed: former entities that are shown otherwise.
    """
    found = stays < 0
    if found.all():
        return found
    former = before.kept
    held = np.zeros(len(new.keys), dtype=bool)
    held[moved[former.entity & (moved >= 0)]] = True
    ends = [new.keys[n] for n in np.flatnonzero(held != new.entity).tolist()]
    ends += [former.keys[n] for n in np.flatnonzero(former.entity & (moved < 0)).tolist()]
    other = np.zeros(len(before.entities) + 1, dtype=bool)  # the last one: of an end in words
    other[renamed] = True
    rows = before.facts
    passages = rows[other[rows[:, :2]].any(axis=1), 2]
    again = now(before, stays, looking_up(former, ends)) | now(before, stays, passages)
    found[sorted(again)] = True
    return found
