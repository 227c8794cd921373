"""Who or what a verb is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from graphrag.language.grammar import POSSESSIVES
from graphrag.language.kinds import kind_of_noun
from indexing.parser.phrases import NAMES, End, Words, ends_of
from indexing.parser.verbs import PARTICIPLES, Saying, saying_of

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass")
_RELATIVES = ("WDT", "WP")
_POINTERS = ("PRP", "DT", "WDT", "WP", "EX")
Resolver = Callable[["Token"], str]  # a pronoun or description -> the name it stands for, or ""


def subjects_of(verb: Token, saying: Saying, words: Words, resolve: Resolver) -> Iterator[End]:
    """The ends that a verb's subject gives."""
    token = subject_of(saying.first)
    if token is not None:
        yield from stands_for(
            token, words, resolve, narrowed=token.i > verb.i or _below(verb, token)
        )


def stands_for(
    token: Token, words: Words, resolve: Resolver, *, narrowed: bool = False
) -> Iterator[End]:
    """The ends that a subject gives; of a noun that is only narrowed, what is said to be it."""
    if any(t.tag_ in ("WDT", "WP$") for t in token.lefts):
        return  # "which IPs may send"
    named = resolve(token)
    if named:
        yield End(named, True, token.i, token.i, token)
    elif narrowed and words.mention(token, *NAMES) is None:
        yield from _described(token, words, resolve)
    elif token.tag_ not in _POINTERS:
        for end in ends_of(token, words):
            if end.named or not _is_bare(end):
                yield owned(end, resolve)


def subject_of(verb: Token) -> Token | None:
    """Who does it, or to whom it is done; of a relative clause the noun before it."""
    if verb.dep_ == "acl" and verb.lower_ == "born":
        top = next((t for t in verb.doc if t.dep_ in SUBJECTS and t.head.dep_ == "ROOT"), None)
        if top is not None and top.i < verb.i < top.head.i:
            return top  # in the brackets after a name
    found = [t for t in verb.children if t.dep_ in (*SUBJECTS, "csubj", "expl")]
    if found:
        own = found[-1]  # "the engineer Radu Kovacs" are two
        if own.dep_ not in SUBJECTS or any(t.dep_ == "expl" for t in found):
            return None
        before = _before_relative(verb, own) if own.tag_ in _RELATIVES else None
        return before if before is not None else own
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return subject_of(verb.head)
    if verb.dep_ == "acl" and verb.tag_ in PARTICIPLES:
        fits = verb.head.pos_ in ("NOUN", "PROPN") and not _loose(verb, verb.head)
        narrows = verb.head.tag_ in ("NNS", "NNPS") and verb.nbor(-1).i == verb.head.i
        return verb.head if fits and not narrows else None  # "URLs containing passwords"
    if verb.dep_ == "advcl" and verb.tag_ in PARTICIPLES:
        marked = any(t.dep_ in ("mark", "aux") for t in verb.children)
        return subject_of(verb.head) if verb.head.pos_ in ("VERB", "AUX") and not marked else None
    return None


def _before_relative(verb: Token, pronoun: Token) -> Token | None:
    """The noun of a relative clause; "who" is a pianist from Graz, and not Graz."""
    top = verb
    while top.dep_ == "conj":
        top = top.head
    if top.dep_ != "relcl" or top.head.pos_ not in ("NOUN", "PROPN"):
        return None
    noun = top.head
    if pronoun.lower_ == "who" and noun.dep_ == "pobj":
        owner = noun.head.head
        if kind_of_noun(owner.lower_) == "person":
            return owner
    return None if pronoun.lower_ == "which" and _loose(top, noun) else noun


def _loose(clause: Token, noun: Token) -> bool:
    """Whether it may as well be about a noun before: "a library for B2, which", "a film by Ann,
    released in 1962".
    """
    if noun.dep_ != "pobj" or clause.doc[clause.left_edge.i - 1].text != ",":
        return False
    above = noun.head.head
    return above.pos_ in ("NOUN", "PROPN") or above.dep_ == "pcomp"


def _below(verb: Token, token: Token) -> bool:
    """Whether the verb only narrows the noun ("members who miss a meeting")."""
    return any(t.i == token.i for t in verb.ancestors)


def _described(token: Token, words: Words, resolve: Resolver) -> Iterator[End]:
    """Of "a town" in "Orlov is a town": Orlov; in "Orlov, a town": Orlov too."""
    if token.dep_ == "attr" and token.head.pos_ in ("AUX", "VERB"):
        saying = saying_of(token.head)
        subject = subject_of(saying.first) if saying else None
        if saying is None or saying.qualifiers or subject is None or not saying.finite:
            return
        yield from stands_for(subject, words, resolve, narrowed=_below(token.head, subject))
    elif token.dep_ == "appos":
        yield from (end for end in ends_of(token.head, words) if end.named)


def _is_bare(end: End) -> bool:
    """Whether it is "the company", "the results" or "a man": something only the context tells."""
    head = end.head
    inner = [t for t in head.doc[end.first : end.last + 1] if t.i != head.i]
    if not all(t.dep_ in ("det", "punct") for t in inner):
        return False
    if head.tag_ == "NNS":
        return any(t.lower_ == "the" for t in inner)
    return head.tag_ in ("NN", "NNP") and bool(inner or head.tag_ == "NN")


def owned(end: End, resolve: Resolver) -> End:
    """With the owner's name in the place of "his" or "its"; without one it has no words."""
    for token in end.head.doc[end.first : end.last + 1]:
        if token.tag_ == "PRP$" and token.lower_ in POSSESSIVES:
            owner = resolve(token)
            if not owner:
                return replace(end, text="", named=False)
            before = token.doc[end.first : token.i].text_with_ws
            after = token.doc[token.i + 1 : end.last + 1].text
            mark = "’" if owner.endswith("s") else "’s"
            return replace(end, text=f"{before}{owner}{mark} {after}", named=True)
    return end
