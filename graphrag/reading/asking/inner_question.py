"""Questions within a question, told from its words, and what is left to ask once one is answered.

    Who was the first student of [the school that owns the field]?   Which school owns the field?
    Who led [the country where the lake is]?          Which country is it where the lake is?
    How tall was [the author of the play Brand]?      Who is the author of the play Brand?
    In what year did [Ada Lane's husband] die?        Who is Ada Lane's husband?

A noun with something behind it that tells which one is meant is a question of its own. Decomposing
a question so is what language models are asked to do (self-ask, arXiv:2210.03350).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphrag.language.grammar import OF_BIRTH
from graphrag.language.kinds import is_person_noun, kind_of_noun
from graphrag.language.names import joins
from graphrag.language.words import ARTICLES, FUNCTION_WORDS, PREPOSITIONS, of_class
from graphrag.reading.asking.described import (
    AUXILIARIES,
    ENDS,
    TOLD_BY_A_NAME,
    Word,
    is_main_verb,
    noun_of,
    shape_of,
    words_of,
)

_ASKING = of_class("question")
_ASKS_FOR_IT = re.compile(
    r"\W*(?:(?:who|what|which)(?: \S+)?(?: is| was| are| were|['’]s)|name|tell me)\W+"
    r"(?:the (?:full |real |last |first )?(?:name|title)s? of\W+)?",
    re.IGNORECASE,
)
_REST_OF_NAME = re.compile(r",(?: [A-Z]\S*| (?:of|the))+")  # "Anna, Queen of Velm?"


@dataclass(frozen=True, slots=True)
class Inner:
    """A question within a question; around its answer stand `before` and `after`."""

    question: str
    before: str
    after: str

    def rest(self, answer: str) -> str:
        """The question around it, with the answer in its place."""
        return f"{self.before}{answer}{self.after}".strip()


def inner_questions(question: str) -> tuple[Inner, ...]:
    """The questions to ask first, the innermost first; none where none is told."""
    words = words_of(question)
    found = [_described(question, words, at) for at in range(len(words))]
    found += [_owned(question, words, at) for at in range(len(words))]
    told = [inner for inner in found if inner and _is_part(inner)]
    return tuple(sorted(told, key=lambda inner: -len(inner.before)))


def _is_part(inner: Inner) -> bool:
    """Whether something else is asked of it."""
    asks_for_it = _ASKS_FOR_IT.fullmatch(inner.before) is not None
    if asks_for_it and _REST_OF_NAME.fullmatch(inner.after):
        return False
    return bool(inner.after.strip(" ?.") or (inner.before.strip() and not asks_for_it))


def _described(question: str, words: list[Word], at: int) -> Inner | None:
    """Of the thing that the article at `at` opens, if what follows tells which one."""
    noun = noun_of(words, at)
    if noun is None:
        return None
    is_verb = is_main_verb(words, at, noun)
    shape = shape_of(question, words, at + 1, noun - is_verb, noun + 1)
    if shape is None or _is_asked_there(words, at, noun + 2, shape.end):
        return None
    before, after = question[: words[at].start], question[words[shape.end].end :]
    if is_verb:
        return Inner(shape.asked, before, f" {words[noun].text}{after}")
    return Inner(shape.asked, before, after)


def _is_asked_there(words: list[Word], at: int, start: int, end: int) -> bool:
    """Whether what is asked for stands in the clause itself: "a band from which city?"."""
    if any(word.low in _ASKING for word in words[:at]) or words[0].low in AUXILIARIES:
        return False
    return any(word.low in _ASKING for word in words[start : end + 1])


def _owned(question: str, words: list[Word], at: int) -> Inner | None:
    """Of somebody's somebody: "Ada Lane's husband", "Ada Lane's city of birth"."""
    if not words[at].text.endswith(("'s", "’s", "s'", "s’")) or words[at].stops:
        return None
    noun = next(
        (i for i in range(at + 1, min(at + 4, len(words))) if kind_of_noun(words[i].text)), None
    )
    if noun is None or kind_of_noun(words[noun].text) not in TOLD_BY_A_NAME:
        return None
    between = words[at + 1 : noun]
    if any(word.is_name or word.stops or word.low in FUNCTION_WORDS for word in between):
        return None
    start = at
    while start > 0 and not words[start - 1].stops and _belongs(words, start - 1, at):
        start -= 1
    end = noun
    if words[noun + 1 : noun + 3] and words[noun + 1].low == "of":
        end = noun + 2 if noun + 2 < len(words) and words[noun + 2].low in OF_BIRTH else noun
    who = "Who" if is_person_noun(words[noun].low) else "What"
    whole = question[words[start].start : words[end].end]
    return Inner(f"{who} is {whole}?", question[: words[start].start], question[words[end].end :])


def _belongs(words: list[Word], here: int, owner: int) -> bool:
    """Whether the word stands in the owner's name: "[the choir leader]'s son", "[Jan van Os]'s"."""
    word = words[here]
    if word.low in _ASKING | AUXILIARIES:
        return False
    if words[owner].is_name:
        between = joins(word.low) and (word.low not in PREPOSITIONS or word.low == "of")
        return here > 0 and (word.is_name or (between and words[here - 1].is_name))
    before = words[here + 1 : owner + 1]
    return not any(one.low in ARTICLES for one in before) and word.low not in ENDS - ARTICLES
