"""What one passage says of names, before anybody knows what the others say of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise
from zlib import crc32

from graphrag.datatypes import Passage, PassageExtraction
from graphrag.language.keys import Key, name_key, tokens
from graphrag.language.words import of_class

NAME_KINDS = frozenset({"name", "work", "acronym", "title"})
SMALL = of_class("article", "conjunction", "preposition", "particle")
_OPENING = ("(", '("', "(the")  # what may stand between a long form and its acronym


@dataclass(frozen=True, slots=True)
class SaidNames:
    """A function of the passage's title, text and extraction alone."""

    named: tuple[tuple[Key, str, str], ...]  # key, surface, kind: the title, then the mentions
    ends: dict[Key, str]  # of triples, where nothing above has the key: the first text of each
    acronyms: tuple[tuple[Key, Key], ...]  # short and long form, claimed to be one
    leads: tuple[tuple[Key, Key], ...]  # the name that opens the passage, and its title
    looked_up: frozenset[int]  # marks of all ends of triples and facts


def say(passage: Passage, extraction: PassageExtraction) -> SaidNames:
    """Read it off the extraction."""
    rows = [(passage.title, "title")]
    rows += [(mention.text, mention.kind) for mention in extraction.mentions]
    named = tuple((key, text, kind) for text, kind in rows if (key := name_key(text)))
    taken = {key for key, _, _ in named}
    ends: dict[Key, str] = {}
    looked_up = set()
    for triple in extraction.triples:
        for text in (triple.subject, triple.object):
            key = name_key(text)
            looked_up.add(mark(key))
            if key and key not in taken:
                ends.setdefault(key, text)
    for text in chain.from_iterable((fact.subject, fact.object) for fact in extraction.stated):
        looked_up.add(mark(name_key(text)))
    acronyms, leads = _acronyms(passage, extraction), _leads(passage, extraction)
    return SaidNames(named, ends, acronyms, leads, frozenset(looked_up))


def mark(key: Key) -> int:
    """A number by which a key is told from almost all others."""
    return crc32(" ".join(key).encode())


def _acronyms(passage: Passage, extraction: PassageExtraction) -> tuple[tuple[Key, Key], ...]:
    """Acronyms in brackets, each directly after the long form that has its letters."""
    found = set()
    for before, after in pairwise(extraction.mentions):
        gap = passage.text[before.end : after.start].strip()
        short = "".join(name_key(after.text))
        if gap in _OPENING and 1 < len(short) <= 8 and short in _first_letters(before.text):
            found.add((name_key(after.text), name_key(before.text)))
    return tuple(sorted(found))


def _first_letters(name: str) -> tuple[str, str]:
    """Of all words, and of all but the small ones."""
    words = [token.key for token in tokens(name)]
    return "".join(w[0] for w in words), "".join(w[0] for w in words if w not in SMALL)


def _leads(passage: Passage, extraction: PassageExtraction) -> tuple[tuple[Key, Key], ...]:
    """The name that opens the passage, where it shares a word with the title."""
    title = name_key(passage.title)
    first = next((m for m in extraction.mentions if m.kind in NAME_KINDS), None)
    if not title or first is None or passage.text[: first.start].strip(" \"'“‘("):
        return ()
    lead = name_key(first.text)
    part_of_title = f" {' '.join(lead)} " in f" {' '.join(title)} "
    if len(lead) > 1 and not part_of_title and set(lead) & set(title) - SMALL:
        return ((lead, title),)
    return ()
