"""Triples of a passage: what stands between two mentions of one sentence is their predicate.

The subject is the mention that opens the sentence, or the passage's title where the sentence
opens with a pronoun or a description ("He ...", "The film ..."). Members of a list ("A, B and C")
share their predicate.
"""

from __future__ import annotations

import re

from graphrag.datatypes import Mention, Span, Triple
from graphrag.language.keys import without_bracket
from graphrag.language.scripts import LETTERS
from graphrag.language.words import PREPOSITIONS, of_class

_LIST_GAP = re.compile(r"^[\s,;&/]*(?:and|or)?[\s,;&/]*(?:the\s)?$", re.IGNORECASE)
_PREDICATE_WORD = re.compile(rf"{LETTERS}(?:['’-]{LETTERS})*")
# What opens or ends a gap without saying anything of it.
_EDGE_WORDS = of_class("article", "personal", "question", "fragment") | {
    "and",
    "or",
    "that",
    "also",
}
_MAX_WORDS = 7


def find_triples(
    title: str, text: str, sentences: tuple[Span, ...], mentions: tuple[Mention, ...]
) -> tuple[Triple, ...]:
    """Triples in reading order; subject and object as written."""
    triples = []
    for number, sentence in enumerate(sentences):
        inside = [m for m in mentions if sentence.start <= m.start and m.end <= sentence.end]
        triples += _of_sentence(without_bracket(title), text, sentence, inside, number)
    return tuple(triples)


def _of_sentence(
    title: str, text: str, sentence: Span, mentions: list[Mention], number: int
) -> list[Triple]:
    subject, end, rest = title, sentence.start, mentions
    if mentions and _opens(text, sentence, mentions[0]):
        subject, end, rest = mentions[0].text, mentions[0].end, mentions[1:]
    triples: list[Triple] = []
    predicate = ""
    for mention in rest:
        gap = text[end : mention.start]
        if not (predicate and _LIST_GAP.match(gap)):
            predicate = _predicate(gap, predicate)
        if predicate and mention.text != subject:
            triples.append(Triple(subject, predicate, mention.text, number))
        end = mention.end
    return triples


def _opens(text: str, sentence: Span, mention: Mention) -> bool:
    """Whether the mention is the sentence's subject: nothing but an article or quote before it."""
    before = text[sentence.start : mention.start].strip(" \"'“”‘’(").casefold()
    return before in ("", "the") and mention.kind not in ("date", "number")


def _predicate(gap: str, previous: str) -> str:
    """Last words of the gap; a bare preposition continues the predicate before it."""
    words = _PREDICATE_WORD.findall(gap)
    while words and words[0].casefold() in _EDGE_WORDS:
        words = words[1:]
    while words and words[-1].casefold() in _EDGE_WORDS:
        words = words[:-1]
    if not words:
        return previous
    if len(words) == 1 and words[0].casefold() in PREPOSITIONS and previous:
        head = [w for w in previous.split() if w.casefold() not in PREPOSITIONS]
        words = [*head, words[0]] if head else words
    return " ".join(words[-_MAX_WORDS:])
