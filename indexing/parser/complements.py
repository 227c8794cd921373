"""What follows a verb: objects, and what prepositions lead to.

An object and a later preposition make one predicate ("won the prize in"). What is denied of
several things together is denied of none alone, so that it stays one object ("may not travel to":
"Spain without approval").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphrag.language.grammar import SET_PHRASE_WORDS
from indexing.parser.bounds import is_cut
from indexing.parser.phrases import NAMES, End, Words, end_of, ends_of
from indexing.parser.subjects import subject_of
from indexing.parser.verbs import Saying

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBJECTS = ("dobj", "attr", "oprd")
_NO_RELATION = frozenset("such than like unlike according except regarding including".split())
_LIMITS = frozenset("without except unless until".split())
_DENYING = frozenset("no few neither nobody none nothing".split())
SHORT = 4  # words of an object that may be a part of a predicate


@dataclass(frozen=True, slots=True)
class Reached:
    """An object, the predicate that leads to it, and what is said of the two alone."""

    predicate: str
    end: End
    denied: bool = False  # "not in Oslo"
    granted: bool = False  # "but in Bergen", after a denial


@dataclass(frozen=True, slots=True)
class _Complement:
    """Words after the verb ("to" in "moved to") and the noun they lead to."""

    words: tuple[str, ...]
    head: Token
    denied: bool = False
    granted: bool = False


def objects_of(verb: Token, saying: Saying, words: Words) -> Iterator[Reached]:
    """All that follows the verb, with the predicate that leads there."""
    found = list(_complements(verb, words))
    together = [one for one in found if not one.granted]
    limited = any(not _LIMITS.isdisjoint(one.words) for one in together)
    if len(together) > 1 and (saying.denied or limited or _denies(verb)):
        end = _joined(together, words)
        if end is not None:
            yield Reached(" ".join((*saying.words, *together[0].words)), end)
        found = [one for one in found if one.granted]
    for one in found:
        if saying.denied and "only" in one.words:
            continue  # "does not sail by day, only by night"
        said = tuple(word for word in saying.words if word != "not" or not one.granted)
        as_one = one.words[-1:] in (("between",), ("among",))
        for end in ends_of(one.head, words, as_one=as_one):
            yield Reached(" ".join((*said, *one.words)), end, one.denied, one.granted)


def _denies(verb: Token) -> bool:
    """Whether the subject denies: "no member", "few"."""
    subject = subject_of(verb)
    return subject is not None and subject.left_edge.lower_ in _DENYING


def _joined(complements: list[_Complement], words: Words) -> End | None:
    """One end of all complements."""
    first, last = complements[0].head, complements[-1].head
    one, other = end_of(first, words), end_of(last, words)
    if one is None or other is None or other.last <= one.last:
        return None
    text = first.doc[one.first : other.last + 1].text
    return replace(one, text=text, last=other.last, named=other.named or one.named)


def _complements(verb: Token, words: Words) -> Iterator[_Complement]:
    reduced = verb.dep_ in ("acl", "advcl") and verb.tag_ == "VBN"  # "considered the best"
    before: tuple[str, ...] | None = ()  # the object before a preposition; None: nothing may follow
    if any(t.dep_ in ("attr", "acomp", "xcomp") for t in verb.rights):
        before = None  # "was a teacher, in Velm"
    for child in verb.rights:
        if child.dep_ in _OBJECTS:
            if child.dep_ in ("dobj", "oprd"):
                before = _said_before(child)
            if not reduced and _is_object(child, verb):
                yield _Complement((), child)
        elif child.dep_ == "acomp":
            yield from _of_adjective(child)
        elif before is not None and _leads(child, words):
            if not (before and child.lower_ == "by" and _of_doer(child, words)):
                yield from _through(child, before)
        elif before is not None and child.dep_ == "conj" and child.pos_ == "ADP":
            if any(t.lower_ == "but" for t in verb.children):
                yield from (replace(one, granted=True) for one in _through(child, before))


def _of_adjective(word: Token) -> Iterator[_Complement]:
    """ "is very close to Velm"."""
    lead = tuple(t.lower_ for t in word.lefts if t.dep_ in ("advmod", "neg"))
    for prep in word.rights:
        if prep.dep_ == "prep":
            yield from _through(prep, (*lead, word.lower_))


def _said_before(noun: Token) -> tuple[str, ...] | None:
    """The object as a part of the predicate that leads on; of "elected mayor of Velm" the mayor."""
    end = noun.i if noun.dep_ == "oprd" else noun.right_edge.i
    whole = noun.doc[noun.left_edge.i : end + 1]
    fits = len(whole) <= SHORT and not is_cut(noun.left_edge.i, end, noun)
    return (whole.text,) if fits else None


def _of_doer(prep: Token, words: Words) -> bool:
    """Whether "by" after an object tells whose that is ("praised an album by Ann"): no date, and
    nothing done to anybody ("was given a boat by Ann").
    """
    if prep.dep_ != "prep" or any(t.dep_ == "auxpass" for t in prep.head.children):
        return False
    noun = next((t for t in prep.rights if t.dep_ == "pobj"), None)
    return noun is not None and words.mention(noun, "date", "number") is None


def _is_object(noun: Token, verb: Token) -> bool:
    """No "part" of "took part in", no "upending" that was read as a noun."""
    light = noun.dep_ == "dobj" and noun.tag_ in ("NN", "NNS") and not list(noun.lefts)
    if light and any(t.dep_ == "prep" for t in verb.rights):
        return False
    return noun.tag_ != "VBG" and noun.left_edge.lower_ != "not"


def _leads(prep: Token, words: Words) -> bool:
    """Whether it is a preposition that says a relation, and no "Per" of "Per Dahl"."""
    if prep.dep_ not in ("prep", "agent") or prep.lower_ in _NO_RELATION:
        return False
    return not prep.text[0].isupper() and words.mention(prep, *NAMES) is None


def _through(prep: Token, before: tuple[str, ...]) -> Iterator[_Complement]:
    """What prepositions lead to: "in", "out of", "in Oslo but in Bergen"."""
    lead = tuple(t.lower_ for t in prep.doc[prep.left_edge.i : prep.i])
    if len(lead) > SHORT:
        return
    if ("only" in lead and "not" in lead) or prep.nbor(-1).lower_ == "such":
        return
    said = (*before, *lead, prep.lower_)
    alone = any(t.dep_ == "pobj" for t in prep.rights)
    for child in prep.rights:
        if child.dep_ == "pobj":
            if not (_bare_noun(child) and prep.lower_ in SET_PHRASE_WORDS):
                yield _Complement(said, child, "not" in lead)
        elif child.dep_ == "prep":  # "out of", but "from 1990 to 1995"
            yield from _through(child, before if alone else said)
        elif child.dep_ == "conj" and child.pos_ == "ADP":
            joints = {t.lower_ for t in prep.children if t.dep_ == "cc"}
            if "or" in joints:
                return
            yield from (replace(one, granted="but" in joints) for one in _through(child, before))


def _bare_noun(noun: Token) -> bool:
    """ "default" in "by default", "sale" in "on sale"."""
    return noun.tag_ == "NN" and not list(noun.lefts)
