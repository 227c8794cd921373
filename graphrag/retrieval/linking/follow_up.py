"""A question that goes on from others, read as one that stands alone; no language model.

    Who directed The Glass Heron?  Ilse Marrow      Where was she born?
                                                    Where was Ilse Marrow born?

A word such as "she", "there" or "that film" stands for the last thing spoken of that it fits: the
answer before what was asked about, the last turn before those before it. Where two things of one
turn fit, or none does, the question stays as it is and the note says so. "And Jonas Pell?" asks the
last question of somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from graphrag.datatypes import ReadAs, Turn
from graphrag.language.grammar import NO_NOUNS, OF_PERSONS
from graphrag.language.kinds import kind_of_noun
from graphrag.language.patterns import pattern
from graphrag.language.scripts import WORD
from graphrag.language.words import FUNCTION_WORDS
from graphrag.retrieval.linking.mentions import link_mentions
from graphrag.retrieval.linking.spoken_of import SpokenOf, asked_about, said_last

if TYPE_CHECKING:
    from graphrag.index import Index

_POSSESSIVE = frozenset(("his", "its", "their", "hers"))
_THINGS = frozenset(("it", "its"))
# What is done to works alone, and what places alone have: "it" beside them is one.
_OF_WORKS = frozenset(
    """published written wrote directed released composed premiered filmed translated illustrated
    starred stars author composer screenwriter publisher sequel plot soundtrack""".split()
)
_OF_PLACES = frozenset("population inhabitants mayor elevation lives live border borders".split())
_SEVERAL = frozenset(("they", "them", "their"))
_PLACES = frozenset(("there",))
_WORD = pattern(WORD)
_THE = pattern(r"\bthe (?!same\b)([a-z]+)\b", re.IGNORECASE)
_THIS = pattern(r"\b(?:this|that|the same) ([a-z]+)\b", re.IGNORECASE)
_TOLD = pattern(
    r"\s*(?:(?:of|in|on|at|for|from|into|near|called|named|about|with|by|that|which|who|whom|whose"
    r"|where|when)\b|[A-ZÀ-Þ\d\"“])"
)
_REST = 3  # words at most behind "the film" of which nothing more is told: "released in Norway"
_RELATIVE = pattern(r"(?<=\w) (?:who|whom|whose|which|that|where)\b")
_ENDED = pattern(r"[.;!?] ")
# "Which company changed its name", not "What is its name"
_OF_THE_ASKED = pattern(
    r"^\W*(?:who|(?:which|what)\b(?: [a-z]+){0,3}?) "
    r"(?!(?:is|are|was|were|did|does|do)\b)[a-z]+ (?:\S+ )*$",
    re.IGNORECASE,
)
_ORDERS = frozenset("name list tell give describe explain show say compare find".split())
_EMPTY_THERE = pattern(r"\b(?:is|are|was|were|be|been)\s+$|^\s*$", re.IGNORECASE)
_EMPTY_IT = pattern(r"\s+(?:true|possible|likely|clear|known|said)\b", re.IGNORECASE)
_SAME_OF = pattern(r"^(?:and|what about|how about|and what about)\s+(.{2,80}?)\s*\?*$", re.I)
_JUST_WORD = pattern(r"^(?:and\s+)?(when|where)\s*\?*$", re.IGNORECASE)
_FIRST_WORD = pattern(r"^(?:when|where)\b", re.IGNORECASE)

Fits = Callable[[SpokenOf], bool]


def read_as(index: Index, question: str, history: Sequence[Turn] = ()) -> ReadAs:
    """The question as it is read after the turns before it, the oldest first.

    >>> turns = [("Who directed The Glass Heron?", "Ilse Marrow")]
    >>> read_as(index, "Where was she born?", turns).question
    'Where was Ilse Marrow born?'
    """
    if not history:
        return ReadAs(question, question)
    asked_again = _asked_again(index, question, history[-1][0])
    if asked_again:
        return ReadAs(question, asked_again)
    place = _pointing_word(index, question)
    if place is None:
        return ReadAs(question, question)
    start, end, fits = place
    word = question[start:end]
    for before in reversed(history):
        for spoken in (said_last(index, *before), asked_about(index, before[0])):
            fitting = {one.words.casefold(): one for one in spoken if fits(one)}
            if len(fitting) > 1 and word.lower() not in _SEVERAL:
                names = " or ".join(one.words for one in fitting.values())
                note = f"“{word}” may be {names}; the question was asked as it is."
                return ReadAs(question, question, note)
            if fitting:
                names = " and ".join(one.words for one in fitting.values())
                return ReadAs(question, with_name(question, start, end, names))
    note = f"Nothing spoken of before fits “{word}”; the question was asked as it is."
    return ReadAs(question, question, note)


def _asked_again(index: Index, question: str, before: str) -> str:
    """ "And Jonas Pell?", "When?": the last question with another name, or another first word."""
    bare = _JUST_WORD.match(question.strip())
    if bare and _FIRST_WORD.match(before):
        return _FIRST_WORD.sub(bare[1].capitalize(), before)
    same = _SAME_OF.match(question.strip())
    fuzzy = index.settings.linking.fuzzy
    if not same or not link_mentions(same[1], index.view.lexicon, min_similarity=fuzzy):
        return ""
    kinds = {one.kind for one in asked_about(index, same[1])[:1]}
    about = asked_about(index, before)
    named = [one for one in about if one.words[:4].lower() != "the "]
    # a name of its kind, or what is described as one: "the author of Cybernetics"
    alike = [one for some in (named, about) for one in some if one.kind in kinds] or named
    return before.replace(alike[0].words, same[1], 1) if alike else ""


def _pointing_word(index: Index, question: str) -> tuple[int, int, Fits] | None:
    """Where the first word stands that points back, and what it fits; not behind a name or a
    sentence, to which it would rather point."""
    fuzzy = index.settings.linking.fuzzy
    mentions = link_mentions(question, index.view.lexicon, min_similarity=fuzzy)
    names = [mention.start for mention in mentions]
    names += [match.start() for match in _WORD.finditer(question) if _is_name(match)]
    found = _pronouns(question) + ([] if names else _nouns(question)) + _those(question)
    own = min(
        [*names, *(match.end() for match in _ENDED.finditer(question))], default=len(question)
    )
    return min((one for one in found if one[0] < own), key=lambda one: one[0], default=None)


def _is_name(word: re.Match[str]) -> bool:
    """It has a capital or a figure, and does not only open the question."""
    written = word[0].lower()
    opens = word.start() == 0 and (written in FUNCTION_WORDS or written in _ORDERS)
    return not word[0].islower() and not opens and written != "i"


def _pronouns(question: str) -> list[tuple[int, int, Fits]]:
    found: list[tuple[int, int, Fits]] = []
    for match in _WORD.finditer(question):
        word, start, end = match[0].lower(), match.start(), match.end()
        if _is_of_the_question(question, word, start):
            continue
        if word in OF_PERSONS:
            found.append((start, end, _person(OF_PERSONS[word])))
        elif word in _THINGS and not _EMPTY_IT.match(question, end):
            found.append((start, end, _thing_in(question)))
        elif word in _SEVERAL:
            found.append((start, end, lambda one: one.kind in ("person", "organisation")))
        elif word in _PLACES and not _EMPTY_THERE.search(question[:start]):
            found.append((start, end, lambda one: one.kind in ("place", "organisation")))
    return found


def _is_of_the_question(question: str, word: str, start: int) -> bool:
    """What it stands for is what is asked for, or what a clause before it is about."""
    before = question[:start]
    if word in _THINGS - _POSSESSIVE:
        return False
    if _RELATIVE.search(before):
        return True
    asked = _OF_THE_ASKED.match(before) is not None
    return asked and (word in _POSSESSIVE or word == "her")


def _person(pronoun: str) -> Fits:
    return lambda one: one.kind == "person" and one.pronoun in ("", pronoun)


def _thing_in(question: str) -> Fits:
    """What "it" may be in this question: no person; beside what only works or places have, nothing
    that is known to be something else."""
    words = frozenset(_WORD.findall(question.lower()))
    for alone, kind in ((_OF_WORKS, "work"), (_OF_PLACES, "place")):
        if words & alone:
            return lambda one: one.kind in (kind, "")
    return lambda one: one.kind != "person"


def _nouns(question: str) -> list[tuple[int, int, Fits]]:
    """ "The film": of what is one, or of what is of its kind where nothing says."""
    found = []
    for match in _THE.finditer(question):
        rest = question[match.end() :]
        told = _TOLD.match(rest) or _RELATIVE.search(rest) or rest.startswith("-")
        if not told and len(rest.split()) <= _REST:
            found += _pointing(match)
    return found


def _those(question: str) -> list[tuple[int, int, Fits]]:
    """ "That film", "the same city"."""
    return [
        one
        for match in _THIS.finditer(question)
        if not _TOLD.match(question, match.end())
        for one in _pointing(match)
    ]


def _pointing(match: re.Match[str]) -> list[tuple[int, int, Fits]]:
    noun = match[1].lower()
    kind = kind_of_noun(noun)
    known = kind in ("person", "place", "organisation", "work")
    return [(match.start(), match.end(), _described(noun, kind))] if known else []


def _described(noun: str, kind: str) -> Fits:
    return lambda one: one.noun == noun or (not one.noun and one.kind in (kind, ""))


def with_name(question: str, start: int, end: int, name: str) -> str:
    """With the name in the word's place, and what belongs to it marked so."""
    word = question[start:end].lower()
    after = _WORD.match(question, end + 1)
    owns = word in _POSSESSIVE or (
        word == "her" and after is not None and after[0].lower() not in NO_NOUNS
    )
    if word == "there":
        name = f"in {name}"
    return f"{question[:start]}{name}{chr(8217) + 's' if owns else ''}{question[end:]}"
