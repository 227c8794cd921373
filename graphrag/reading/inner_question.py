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

from graphrag.language.grammar import FULL_VERBS, OF_BIRTH, PARTICIPLE
from graphrag.language.kinds import is_person_noun, kind_of_noun
from graphrag.language.names import joins
from graphrag.language.words import ARTICLES, FUNCTION_WORDS, PREPOSITIONS, of_class
from graphrag.reading.described import (
    AUXILIARIES,
    BEHIND,
    ENDS,
    PRONOUNS,
    TOLD_BY_A_NAME,
    Word,
    is_main_verb,
    noun_of,
    shape_of,
    words_of,
)
from graphrag.retrieval.linking.asked_words import roots

_ASKING = of_class("question")
_ASKS_FOR_IT = re.compile(
    r"\W*(?:who|what|which)(?: \S+)?(?: is| was| are| were|['’]s)\W+", re.IGNORECASE
)
_REST_OF_NAME = re.compile(r",(?: [A-Z]\S*| (?:of|the))+")  # "Anna, Queen of Velm?"
_TAIL = 8  # words of a clause that may belong to the question around it


@dataclass(frozen=True, slots=True)
class Inner:
    """A question within a question; around its answer stand `before` and `after`.

    The end of `clause` may belong to the question around it, from one of `cuts` on ("does the man
    who farms here | earn a year"); from one of them it does if the question has no verb yet.
    """

    question: str
    before: str
    after: str
    clause: str = ""
    cuts: tuple[int, ...] = ()
    wants_verb: bool = False

    def rest(self, answer: str, said: frozenset[str]) -> str:
        """The question around it, with the answer in its place.

        Args:
            answer: of the inner question.
            said: stems of the sentences that answer it: they say what the clause says, and little
                of what is asked around it.
        """
        cuts = self.cuts if self.wants_verb else (*self.cuts, len(self.clause))
        cut = max(cuts, key=lambda one: self._parted(one, said), default=len(self.clause))
        return f"{self.before}{' '.join((answer, self.clause[cut:])).strip()}{self.after}".strip()

    def _parted(self, cut: int, said: frozenset[str]) -> float:
        """How well `cut` parts what was said from what was not."""
        own, others = roots(self.clause[:cut]), roots(self.clause[cut:])
        if others & said and not self.wants_verb:
            return -1.0
        return len(own & said) / max(1, len(own)) - len(others & said) / max(1, len(others))


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
    more = inner.after.strip(" ?.") or inner.cuts
    return bool(more or (inner.before.strip() and not asks_for_it))


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
    if not shape.is_clause or after.strip(" ?."):
        return Inner(shape.asked, before, after)
    start = words[noun + 1].start
    cuts, wants_verb = _cuts(words, at, noun, shape.end)
    clause = question[start : words[shape.end].end]
    starts = tuple(words[cut].start - start for cut in cuts)
    return Inner(shape.asked, before, after, clause, starts, wants_verb)


def _is_asked_there(words: list[Word], at: int, start: int, end: int) -> bool:
    """Whether what is asked for stands in the clause itself: "a band from which city?"."""
    if any(word.low in _ASKING for word in words[:at]) or words[0].low in AUXILIARIES:
        return False
    return any(word.low in _ASKING for word in words[start : end + 1])


def _cuts(words: list[Word], at: int, noun: int, end: int) -> tuple[list[int], bool]:
    """Words from which on the clause may be over, and whether it must be from one of them.

    After "did" or "may" the question wants a verb. If what it asks of comes at once, that verb
    stands behind the clause; "is" and "has" want none, and may have a participle there.
    """
    if at > 2 and words[at - 1].low in BEHIND:
        verbs = [i for i in range(noun + 3, end) if words[i].low in AUXILIARIES]
        if verbs:  # of the clause around this one: "where the clerk who married Tom | was born"
            return verbs, True
    aux = next((i for i in range(at) if words[i].low in AUXILIARIES), None)
    if aux is None or not (aux == 0 or any(word.low in _ASKING for word in words[:aux])):
        return [], False
    is_full = words[aux].low in FULL_VERBS
    cuts = [
        here
        for here in range(max(noun + 3, end - _TAIL + 1), end + 1)
        if not words[here].is_name
        and words[here].low not in FUNCTION_WORDS - {"have", "be", "do"}
        and words[here - 1].low not in AUXILIARIES | ARTICLES | PRONOUNS
        and (not is_full or PARTICIPLE.fullmatch(words[here].low))
    ]
    says_nothing = aux == 1 and words[0].low in ("when", "how", "why")  # "When was X?"
    return cuts, bool(cuts) and aux == at - 1 and (says_nothing or not is_full)


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
