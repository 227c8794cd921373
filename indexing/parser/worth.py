"""Which passages and sentences are worth a parse."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from graphrag.datatypes import Mention, Span
from graphrag.language.keys import word_keys
from graphrag.language.words import COMMONEST, PREPOSITIONS, of_class

MOST_OF_TERM = 5  # words
FEWEST = 3  # words of a sentence
FEW = 3  # words of another language that may be a name's
LONGEST, SHORTEST = 600, 10  # characters of a sentence
_MARKUP = re.compile(r"[`{}|\\<>\t=$#]|\]\(|://|!!!|&&|\[\d")
# The commonest words of other languages that are written in Latin letters.
_OTHERS = (
    frozenset(
        """der die das und ist nicht ein eine mit von zu den auf für le la les des et est une dans
        que pour qui pas sur el los las es una por del se il di che è per non sono della de
        het een van dat niet og att det som på är av til er ikke się jest ve bir bu ile uma
        não""".split()
    )
    - COMMONEST
)
_ENDS = ".!:;)\"”’'»…"
_BULLET = re.compile(r"[•▪◦‣·*–-]\s+")
_TIME = re.compile(r"\d[\d:.,/ -]*(?:[A-Z]{2,4})?\s*(?:\([^()]*\))?\s*[:–-]\s+(?=[A-Z])")
_TERM = re.compile(r"([^\W_][^.,:;!?()\n–—]{0,48}?)\s[-–—]\s+(?=(?:an? |the )?[A-Z])")
_POINTERS = of_class("personal", "article", "demonstrative")


def is_english(text: str) -> bool:
    """Whether nothing speaks for another language: its letters, its commonest words."""
    letters = [char for char in text if char.isalpha()]
    if sum(char > "\u024f" for char in letters) > 0.3 * len(letters):
        return False
    words = word_keys(text)
    others = sum(word in _OTHERS for word in words)
    return others < FEW or others <= sum(word in COMMONEST for word in words)


def lead_of(title: str, said: str) -> int:
    """How many characters stand before the sentence proper: the mark of an item, the time of an
    entry, the term that a glossary explains ("RFC - The RFC board is").
    """
    start = 0
    for pattern in (_BULLET, _TIME):
        if found := pattern.match(said, start):
            start = found.end()
    whole = bool(title) and said.startswith(title)  # and what looks like a term is a part of it
    term = None if whole else _TERM.match(said, start)
    if term and not re.search(r"\s[-–—]\s", said[term.end() :]) and _is_term(term.group(1)):
        return term.end()
    return start


def _is_term(words: str) -> bool:
    small = of_class("article") | PREPOSITIONS | {"and", "or", "&"}
    found = words.split()
    return len(found) <= MOST_OF_TERM and all(
        not word[0].islower() or word.casefold() in small for word in found
    )


def mentions_in(sentences: Sequence[Span], mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions of each sentence, in one go over both."""
    starts = [span.start for span in sentences]
    found: list[list[Mention]] = [[] for _ in sentences]
    for mention in mentions:
        number = bisect_right(starts, mention.start) - 1
        if number >= 0 and mention.end <= sentences[number].end:
            found[number].append(mention)
    return found


def worth_parsing(text: str, sentences: Sequence[Span], mentions: Sequence[Mention]) -> list[int]:
    """Numbers of the sentences that may state something of a name: prose, with a name or with a
    word that may stand for one.
    """
    found = []
    inside = mentions_in(sentences, mentions)
    for number, span in enumerate(sentences):
        said = text[span.start : span.end]
        if not SHORTEST <= len(said) <= LONGEST or said.endswith("?") or _MARKUP.search(said):
            continue
        if said.count("; ") > 1 and len(said.partition("; ")[0].split()) < FEWEST:
            continue  # a row whose cells have no names
        if said[-1] not in _ENDS:
            continue  # a heading, a piece of a list
        if sum(map(str.isupper, said)) > 0.4 * sum(map(str.isalpha, said)):
            continue
        words = said.split()
        if (inside[number] and len(words) >= FEWEST) or words[0].casefold() in _POINTERS:
            found.append(number)
    return found
