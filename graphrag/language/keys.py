"""How names are compared: one key function, shared by indexing and by question linking.

The key of a name is its tokens without case, punctuation, a leading "the" and a possessive "'s".
Where a script puts no space between words, each two letters side by side are a token: a name is
found inside a sentence as a run of them.
Letters keep their accents; `fold` removes them for tolerant look-ups.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from graphrag.language.scripts import UNSPACED, WORD, bigrams

Key = tuple[str, ...]

_TOKEN = re.compile(rf"{WORD}(?:['’`´]{WORD})*")
_APOSTROPHES = re.compile(r"['’`´]")
_POSSESSIVE = re.compile(r"['’`´]s$", re.IGNORECASE)
_UNSPACED = re.compile(f"[{UNSPACED}]+|[^{UNSPACED}]+")
_HAS_UNSPACED = re.compile(f"[{UNSPACED}]")
_OUTSIDE_ASCII = re.compile(r"[^\x00-\x7f]+")
_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word: its comparison form and where it stands."""

    key: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Words of `text` in order; "O'Neill's" has the key "oneill"."""
    found = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        if not word.isascii() and _HAS_UNSPACED.search(word):
            found += _pairs(word, match.start())
            continue
        bare, key = _cut(word)
        if key:
            found.append(Token(key, match.start(), match.start() + len(bare)))
    return found


def word_keys(text: str) -> list[str]:
    """The keys of `tokens(text)`, in half the time where nobody asks for the places."""
    if not text.isascii() and _HAS_UNSPACED.search(text):
        return [token.key for token in tokens(text)]
    return whole_keys(text)


def whole_keys(text: str) -> list[str]:
    """The keys of words as they are written: a run of letters without spaces is one."""
    if text.isascii() and "'" not in text and "`" not in text:
        return _TOKEN.findall(text.lower())  # there is nothing to cut
    return [key for word in _TOKEN.findall(text) if (key := _cut(word)[1])]


def _pairs(word: str, start: int) -> list[Token]:
    """The tokens of a stretch of letters, parts of which have no spaces between their words."""
    found = []
    for part in _UNSPACED.finditer(word):
        if _HAS_UNSPACED.match(part.group()):
            places = bigrams(part.group(), part.start())
        else:
            places = [part.span()]
        keys = ((_cut(word[first:past])[1], first, past) for first, past in places)
        found += [Token(key, start + first, start + past) for key, first, past in keys if key]
    return found


def _cut(word: str) -> tuple[str, str]:
    """A word without a possessive "'s", and its comparison form."""
    if word.isalnum():
        return word, word.casefold()
    bare = _POSSESSIVE.sub("", word)
    return bare, _APOSTROPHES.sub("", bare).casefold()


@lru_cache(maxsize=500_000)
def name_key(name: str) -> Key:
    """Comparison key of a name: `name_key("The B-52's") == ("b", "52")`."""
    keys = tuple(word_keys(name))
    return keys[1:] if len(keys) > 1 and keys[0] == "the" else keys


def without_bracket(title: str) -> str:
    """`"Devotion (1929 film)"` → `"Devotion"`; a title that is all bracket stays whole."""
    bare = _BRACKET.sub("", title)
    return bare or title


def fold(text: str) -> str:
    """`text` without accents and case, for tolerant look-ups."""
    if text.isascii():
        return text.casefold()
    return _OUTSIDE_ASCII.sub(_uncombined, unicodedata.normalize("NFKD", text)).casefold()


def _uncombined(run: re.Match[str]) -> str:
    return "".join(char for char in run.group() if not unicodedata.combining(char))


def longest_matches(
    words: list[Token], known: Mapping[Key, object], longest: int
) -> Iterator[tuple[int, int]]:
    """Greedy left-to-right longest runs of `words` whose keys are in `known`: (first, past)."""
    keys = [word.key for word in words]
    position = 0
    while position < len(keys):
        for length in range(min(longest, len(keys) - position), 0, -1):
            if tuple(keys[position : position + length]) in known:
                yield position, position + length
                position += length
                break
        else:
            position += 1
