"""Which passages and sentences are worth a parse."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from graphrag.datatypes import Mention, Span
from graphrag.language.keys import word_keys
from graphrag.language.words import COMMONEST, of_class

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
_POINTERS = of_class("personal", "article", "demonstrative")


def is_english(text: str) -> bool:
    """Whether nothing speaks for another language: its letters, its commonest words."""
    letters = [char for char in text if char.isalpha()]
    if sum(char > "\u024f" for char in letters) > 0.3 * len(letters):
        return False
    words = word_keys(text)
    others = sum(word in _OTHERS for word in words)
    return others < FEW or others <= sum(word in COMMONEST for word in words)


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
        if said[-1] not in _ENDS:
            continue  # a heading, a piece of a list
        if sum(map(str.isupper, said)) > 0.4 * sum(map(str.isalpha, said)):
            continue
        words = said.split()
        if (inside[number] and len(words) >= FEWEST) or words[0].casefold() in _POINTERS:
            found.append(number)
    return found
