"""What kind of answer an open question wants."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graphrag.language.keys import Token
from graphrag.language.kinds import kind_of_noun
from graphrag.language.words import FUNCTION_WORDS, of_class

_AUXILIARY = of_class("auxiliary")
_SKIPPED = of_class("article", "demonstrative") | {"of", "for"}
_ASKING = of_class("question")
_WHO = frozenset({"who", "whom", "whose"})
_ADJECTIVES = of_class("quantifier") | {"main", "largest", "three"}
_EMPTY_NOUNS = frozenset({"name", "names", "kind", "type", "sort", "term", "title", "other"})
_HOW_MUCH = frozenset("many much old long tall high far fast deep wide heavy".split())
_HOW_NUMBER = _HOW_MUCH | {"large", "big", "often", "soon"}  # "daily", "the size of a barn"
_AMOUNTS = frozenset(
    "price percentage concentration temperature speed salary amount cost fare fee".split()
)

_PRICED = re.compile(  # "What does the city charge for a cart?"
    r"\bwhat (?:do|does|did|will|would|must|should|can) (?:(?!about|regarding|says?\b)[^?])*?"
    r"(?<!\bthe )(?<!\ba )(?<!\bin )(?<!\bfor )(?<!\bto )\b(?:cost|charge|pay)\b"
    r"(?= for\b| per\b| to\b| in\b| the\b| an?\b|\W*$)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Wanted:
    """The answer wanted: `kind` of thing and the noun that says so; either may be ""."""

    kind: str
    noun: str
    wh: str  # who what which when where why how "" (no question word)
    amount: bool = False  # only figures or words of number will do


def wanted(text: str, words: tuple[Token, ...]) -> Wanted:
    """Find the question word that asks, and the noun it asks for."""
    if _PRICED.search(text):
        return Wanted("number", "cost", "what", amount=True)
    slot = _slot(text, words)
    if slot is None:
        return _imperative(words)
    wh = words[slot].key
    if wh in _WHO:
        return Wanted("person", "", "who")
    if wh == "when":
        return Wanted("date", "", "when")
    if wh == "where":
        return Wanted("place", "", "where")
    if wh == "why":
        return Wanted("description", "", "why")
    if wh == "how":
        by = words[slot + 1].key if slot + 1 < len(words) else ""
        if by not in _HOW_NUMBER:
            return Wanted("description", "", "how")
        noun = words[slot + 2].key if slot + 2 < len(words) else ""
        return Wanted("number", noun, "how", by in _HOW_MUCH)
    found = _of_noun(words, slot)
    return replace(found, amount=found.noun in _AMOUNTS)


def _slot(text: str, words: tuple[Token, ...]) -> int | None:
    """Position of the word that asks; relative pronouns ("the band which ...") do not ask."""
    best: tuple[int, int] | None = None
    for position, word in enumerate(words):
        if word.key not in _ASKING:
            continue
        before = words[position - 1].key if position else ""
        follows = words[position + 1].key if position + 1 < len(words) else ""
        if position == 0:
            rank = 0
        elif word.key == "what":
            rank = 1
        elif (
            word.key == "which" and follows and follows not in _AUXILIARY and kind_of_noun(follows)
        ):
            rank = 2
        elif position == len(words) - 1 or before in FUNCTION_WORDS:
            rank = 2 if position <= 2 or word.key in ("which", "whom", "who", "how") else 3
        else:
            rank = 4
        if best is None or rank < best[0]:
            best = (rank, position)
    return best[1] if best else None


def _of_noun(words: tuple[Token, ...], slot: int) -> Wanted:
    """What a "what" or "which" asks for: the first noun with a kind, else the last word."""
    wh = words[slot].key
    position = slot + 1
    while position < len(words) and words[position].key in _AUXILIARY | {"the", "a", "an", "s"}:
        position += 1
    copular = position > slot + 1
    noun = ""
    for index in range(position, min(len(words), position + 6)):
        key = words[index].key
        if key in _EMPTY_NOUNS and index + 1 < len(words):
            if words[index + 1].key in ("of", "for"):
                noun = noun or key
            continue
        if key in _SKIPPED and (not noun or noun in _EMPTY_NOUNS):
            continue
        if key in _ADJECTIVES:
            continue
        kind = kind_of_noun(key)
        if kind:
            following = words[index + 1].key if index + 1 < len(words) else ""
            later = kind_of_noun(following) if not following.endswith("s") else ""
            if following in ("code", "ranking", "rank", "number"):
                return Wanted("number", following, wh)
            if later and not copular:
                return Wanted(later, following, wh)
            return Wanted(kind, key, wh)
        if key in FUNCTION_WORDS or key in _AUXILIARY:
            break
        noun = key
    return Wanted("", noun, wh)


def _imperative(words: tuple[Token, ...]) -> Wanted:
    """No question word: "Name the mother of ...", or a statement that lacks its end."""
    for word in words[:8]:
        kind = kind_of_noun(word.key)
        if kind:
            return Wanted(kind, word.key, "")
    return Wanted("", "", "")


def year_asked(text: str) -> bool:
    """The question wants a year, not a full date."""
    return re.search(r"\b(?:what|which) year\b", text, re.IGNORECASE) is not None
