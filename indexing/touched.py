"""Which passages must be read again when names have changed.

A passage's names depend on others only through what holds of each name: that it is known, stands
alone, is a title, and stands for which other. Where that changes for a name, every passage that may
say it is read again: more than needed, and never fewer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Passage
from graphrag.language.keys import Key, name_key, tokens, word_keys
from graphrag.storage.ragged import distinct
from indexing.aliases import Names
from indexing.before import Before
from indexing.kept import KeptNames
from indexing.key_table import Int64s, Renumbered, renumbered
from indexing.occurrences import KnownNames
from indexing.said_names import mark

KNOWN, ALONE, TITLE = 1, 2, 4
_DROPPED = "'’`´"  # what a key leaves out of a word
_WORD = re.compile(f"[a-zA-Z0-9]+(?:[{_DROPPED}][a-zA-Z0-9]+)*")
_LETTER = re.compile("[a-z]")
_ENDINGS = 1 << 16  # last digits of a mark
_PARTING = re.compile(f"[{_DROPPED}]{{2,}}")


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
    rows = rows[np.isin(column[rows], marks)]
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
    parts = [_Texts(plain, _plain_ones([texts[n] for n in plain]))]
    parts += [_Texts(other, [_plain(texts[n]) for n in other])]
    for key in keys:
        words = sorted(key, key=len, reverse=True)
        patterns = [_as_word(word) for word in words]
        yield key, {n for part in parts for n in part.with_all(max(key, key=len), patterns)}


class _Texts:
    """Texts of some passages, as one: those that are ASCII apart, as a letter outside Latin makes
    each letter of a string four bytes."""

    def __init__(self, positions: Sequence[int], texts: Sequence[str]) -> None:
        self._positions = positions
        self._texts = texts
        self._whole = "\n".join(texts)
        self._starts = [0, *accumulate(len(text) + 1 for text in texts)]

    def with_all(self, word: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[int]:
        """The passages that have the letters of the word, and in which all patterns are."""
        at = self._whole.find(word)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            if all(pattern.search(self._texts[place]) for pattern in patterns):
                yield self._positions[place]
            at = self._whole.find(word, self._starts[place + 1])


@lru_cache(maxsize=10_000)
def _as_word(word: str) -> re.Pattern[str]:
    """The word, where no letter goes on from a letter of it but for the s of a possessive.

    Of ASCII letters alone: some scripts put no space between words, and some texts none between
    dates.
    """
    text = re.escape(word)
    before, after = ("[a-z]" if _LETTER.match(char) else "(?!)" for char in (word[0], word[-1]))
    return re.compile(f"{text}(?<!{before}{text})(?=s?(?!{after}))")


def _plain(text: str) -> str:
    """In lower case, without the marks that a key leaves out; two of them part words."""
    folded = text.casefold()
    marks = [mark_ for mark_ in _DROPPED if mark_ in folded]
    if any(one + other in folded for one in marks for other in marks):
        folded = _PARTING.sub(" ", folded)
    for mark_ in marks:
        folded = folded.replace(mark_, "")
    return folded


def _plain_ones(texts: Sequence[str]) -> list[str]:
    """`_plain` of texts of ASCII letters, which keep their places in lower case."""
    texts = [
        _PARTING.sub(" ", t) if "''" in t or "'`" in t or "`'" in t or "``" in t else t
        for t in texts
    ]
    whole = "".join(texts).casefold().replace("'", "").replace("`", "")
    left = (len(text) - text.count("'") - text.count("`") for text in texts)
    return [whole[start:end] for start, end in pairwise([0, *accumulate(left)])]


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
