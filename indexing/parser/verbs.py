"""What a verb says with its helpers: "had not been able to join", "may have moved to".

Helpers, denials and the adverbs that change a statement stay in the words of the predicate, so
that nothing that shows it can leave them out; what they mean is told apart as well.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphrag.language.grammar import MODALS

if TYPE_CHECKING:
    from spacy.tokens import Token

_WHOLE = {
    "n't": "not",
    "n’t": "not",
    "ca": "can",
    "wo": "will",
    "sha": "shall",
    "'ll": "will",
    "’ll": "will",
    "'ve": "have",
    "’ve": "have",
    "'re": "are",
    "’re": "are",
}
_DENIALS = frozenset("not never neither nor hardly scarcely barely rarely seldom".split())
_HEDGES = frozenset(
    """allegedly reportedly supposedly possibly perhaps maybe probably likely presumably apparently
    purportedly potentially nearly almost ostensibly seemingly virtually only just""".split()
)
_IDLE = frozenset(
    """also then later thus therefore however furthermore moreover additionally subsequently
    eventually finally too instead thereby hence besides meanwhile so even still already""".split()
)
FINITE = ("VBD", "VBZ", "VBP", "MD")
PARTICIPLES = ("VBN", "VBG")


@dataclass(frozen=True, slots=True)
class Saying:
    """A verb with its helpers: its words, what they add, and its first verb, which has a tense."""

    words: tuple[str, ...]
    qualifiers: tuple[str, ...]
    helpers: tuple[str, ...]
    first: Token
    finite: bool
    past: bool
    denied: bool


def saying_of(verb: Token) -> Saying | None:
    """The verb with its helpers, and the verbs that lead to it ("began to write").

    None where the verb before it has an object, whose doing it is ("asked Ann to write").
    """
    own = _own(verb)
    if verb.dep_ == "xcomp":
        before = _before(verb)
        if before is None:
            return None
        return Saying(
            (*before.words, *own.words),
            tuple(dict.fromkeys((*before.qualifiers, *own.qualifiers))),
            (*before.words, *own.helpers),
            before.first,
            before.finite,
            before.past,
            before.denied or own.denied,
        )
    if verb.dep_ == "conj" and not own.finite and verb.head.pos_ in ("VERB", "AUX"):
        return _shared(verb, own)
    return own


def _own(verb: Token) -> Saying:
    helpers = [t for t in verb.children if t.dep_ in ("aux", "auxpass", "neg")]
    adverbs = [t for t in verb.children if t.dep_ == "advmod" and _kept(t, verb)]
    parts = sorted([*helpers, *adverbs, verb], key=lambda token: token.i)
    words = [_word(token) for token in parts]
    words += [t.lower_ for t in verb.children if t.dep_ == "prt" and t.i > verb.i]
    qualifiers = []
    lower = [word.casefold() for word in words]
    denied = any(word in _DENIALS for word in lower) or "no longer" in " ".join(lower)
    if denied:
        qualifiers.append("not")
    qualifiers += [word for word in lower if word in MODALS or word in _HEDGES]
    tensed = [t for t in (*helpers, verb) if t.tag_ in FINITE]
    past = any(t.tag_ == "VBD" for t in tensed)
    helping = tuple(_word(t) for t in sorted(helpers, key=lambda token: token.i))
    return Saying(tuple(words), tuple(qualifiers), helping, verb, bool(tensed), past, denied)


def _before(verb: Token) -> Saying | None:
    """What leads to a verb without a subject of its own: another verb, or "is able"."""
    head = verb.head
    if head.pos_ == "ADJ" and head.dep_ == "acomp":
        saying = saying_of(head.head)
        if saying is None:
            return None
        return replace(saying, words=(*saying.words, head.lower_))
    if head.pos_ not in ("VERB", "AUX") or any(t.dep_ in ("dobj", "dative") for t in head.children):
        return None
    if any(t.text in (":", ";") for t in verb.doc[min(head.i, verb.i) : max(head.i, verb.i)]):
        return None
    return saying_of(head)


def _shared(verb: Token, own: Saying) -> Saying | None:
    """A second verb that shares the first one's helpers: "was born in Orlov, raised in Velm"."""
    first = saying_of(verb.head)
    if first is None:
        return None
    if verb.tag_ != verb.head.tag_ and not (verb.tag_ in ("VBN", "VB") and first.helpers):
        return None
    return replace(first, words=(*first.helpers, *own.words))


def _kept(adverb: Token, verb: Token) -> bool:
    """Whether an adverb is a part of what is said: one word beside the verb that changes it."""
    if adverb.lower_ in _IDLE or any(True for _ in adverb.children):
        return adverb.lower_ == "longer"
    if adverb.tag_ == "WRB":
        return False
    if adverb.lower_ in _HEDGES or adverb.lower_ in _DENIALS:
        return True
    helpers = [t.i for t in verb.lefts if t.dep_ in ("aux", "auxpass", "neg")]
    return min([*helpers, verb.i - 1]) <= adverb.i < verb.i


def _word(token: Token) -> str:
    if token.lower_ == "longer":
        return "no longer"
    if token.text in ("'s", "’s"):
        return "has" if token.dep_ == "aux" and token.head.tag_ == "VBN" else "is"
    if token.text in ("'d", "’d"):
        return "would" if token.head.tag_ == "VB" else "had"
    word = _prefix(token) + _WHOLE.get(token.lower_, token.text)
    return word if token.pos_ == "PROPN" else word.lower()


def _prefix(token: Token) -> str:
    """What a hyphen ties to a verb: "co-" of "co-founded"."""
    if token.i < 2 or token.nbor(-1).text != "-" or token.nbor(-1).whitespace_:
        return ""
    before = token.nbor(-2)
    return "" if before.whitespace_ else f"{before.lower_}-"
