"""Names in running text: runs of capitalised words, joined across particles; the one finder.

"The Bank of the West" gives "Bank of the West", "Then Ada Lane spoke" gives "Ada Lane". A code is a
name by itself, in small letters too: "worker_connections", "v0.17.2". Where a script has no
capitals there are no runs, and nothing else is found.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from graphrag.language.scripts import WORD
from graphrag.language.words import OPENERS, PARTICLES

_WORD = re.compile(rf"{WORD}(?:(?:['’`´.&-]|_+){WORD})*\.?")
_CODE = re.compile(r"[^_]+_.+?\.?|v?\d{1,4}(?:\.\d{1,3}){2,}\.?")  # not the date 2.10.2024
_POSSESSIVE = re.compile(r"['’`´]s\.?$")
_BETWEEN = " \u00a0-–&'’."  # what may stand between two words of a name
_MOST_PARTICLES = 2
ADDRESSES = "Mr Mrs Ms Miss Dr Prof Professor Sir Dame Rev Fr Captain Capt".split()
_PEERAGE = """Baron Baronet Baroness Earl Duke Duchess Viscount Marquess Marquis Count Countess Lord
    Lady Prince Princess King Queen Elector Landgrave Margrave Emperor Empress""".split()
_RANKS = """Archduke Archduchess Infante Infanta Pope Saint St""".split()
ADDRESS = re.compile(rf"\b(?:{'|'.join(ADDRESSES)})\b\.? ")
BEFORE_NAMES = frozenset(word.lower() for word in (*ADDRESSES, *_PEERAGE, *_RANKS))
_TITLE = rf"(?:{'|'.join(_PEERAGE)}|Grand Duke)"
_OF_TITLE = rf"(?=[^\W\d_a-z]){WORD}(?:-{WORD})*"
_RANK = re.compile(
    rf",? \d+(?:st|nd|rd|th) {_TITLE}(?: (?:(?:of|de|von) )?{_OF_TITLE})*"
    rf"|, {_TITLE} (?:of|de|von|Palatine)(?: (?:the )?{_OF_TITLE})*"
)


class Stretch(NamedTuple):
    """Characters [start, end) of a text."""

    start: int
    end: int


def joins(word: str) -> bool:
    """Whether a word may stand between others in a name: "of", "van", "the"."""
    return word in PARTICLES


def find_names(text: str, start: int = 0, end: int | None = None) -> list[Stretch]:
    """Names in the sentence `text[start:end]`, in order; offsets count in `text`."""
    stop = len(text) if end is None else end
    words = list(_WORD.finditer(text, start, stop))
    found: list[Stretch] = []
    position = 0
    while position < len(words):
        word = words[position].group()
        acronym = len(word) > 1 and word.isupper()  # "WHO", not "Who"
        coded, opens = _is_code(word), word.casefold() in OPENERS and not acronym
        if not coded and (opens or not _capitalised(word)):
            position += 1
            continue
        last = position if coded else _end_of_run(text, words, position)
        first, past = words[position].start(), words[last].end()
        if text[past - 1] == "." and (coded or last == len(words) - 1):
            past -= 1  # the full stop of the sentence
        if ending := _POSSESSIVE.search(text, first, past):
            past = ending.start()
        if past - first > 1:
            found.append(Stretch(first, past))
        position = last + 1
    return found


def with_rank(text: str, name: Stretch) -> Stretch:
    """`name` with the peerage that follows: "Charles Moss" in "Charles Moss, 1st Baron Stone"."""
    ranked = _RANK.match(text, name.end)
    return Stretch(name.start, ranked.end()) if ranked else name


def _end_of_run(text: str, words: list[re.Match[str]], first: int) -> int:
    """Index of the last capitalised word reachable from `first` through particles only."""
    last = first
    for position in range(first + 1, len(words)):
        gap = text[words[position - 1].end() : words[position].start()]
        if gap.strip(_BETWEEN) or "." in gap:
            break
        word = words[position].group()
        if _is_code(word):
            break
        if _capitalised(word) or (word.isdigit() and len(word) < 4):
            last = position
        elif word not in PARTICLES or position - last > _MOST_PARTICLES:
            break
    return last


def _is_code(word: str) -> bool:
    return ("_" in word or "." in word) and _CODE.fullmatch(word) is not None


def _capitalised(word: str) -> bool:
    return word[0].isupper() or (len(word) > 1 and word[1].isupper())
