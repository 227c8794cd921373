"""Statements of one sentence: what every verb, apposition and office says, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphrag.language.grammar import BE, POSSESSIVES
from graphrag.language.kinds import kind_of_noun
from indexing.parser.clauses import standing_of
from indexing.parser.complements import objects_of
from indexing.parser.nominals import Assertion, of_apposition, of_office, of_owner, related
from indexing.parser.phrases import NAMES, End, Words
from indexing.parser.subjects import Resolver, subjects_of
from indexing.parser.verbs import PARTICIPLES, Saying, saying_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST_WORDS = 9  # of a predicate
_PLURALS = frozenset("are have do were".split())  # said of a group's name too
_BEYOND = ("advmod", "npadvmod", "advcl", "ccomp")  # what a denial may be about


def statements_of(doc: Doc, words: Words, resolve: Resolver) -> Iterator[Assertion]:
    """Everything that the sentence states.

    Args:
        resolve: names what a word of the sentence stands for; "" where that is not sure.
    """
    if any(token.text == "?" for token in doc[-2:]):
        return
    for found in _said_by(doc, words, resolve):
        yield related(found, words)


def _said_by(doc: Doc, words: Words, resolve: Resolver) -> Iterator[Assertion]:
    for token in doc:
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
            yield from _of_verb(token, words, resolve)
        elif token.dep_ == "appos":
            yield from of_apposition(token, words)
        else:
            yield from of_office(token, words)


def _of_verb(verb: Token, words: Words, resolve: Resolver) -> Iterator[Assertion]:
    saying, standing = saying_of(verb), standing_of(verb)
    if saying is None or standing is None or not _tells(saying):
        return
    if any(t.lower_ == "only" and t.i > verb.i for t in verb.children):
        return
    if saying.denied and any(t.dep_ in _BEYOND for t in verb.rights):
        return  # "do not process extensions ahead of time"
    if words.mention(verb, *NAMES) is not None or _no_verb(verb) or _lacks_object(verb):
        return  # "Leads" of "Engagement Leads"
    subjects = [end for end in subjects_of(verb, saying, words, resolve) if end.text]
    qualifiers = tuple(dict.fromkeys((*saying.qualifiers, *standing.qualifiers)))
    if verb.lower_ in BE:
        owned = list(of_owner(verb, saying, qualifiers, words, resolve))
        if owned:
            yield from owned
            return
    for found in objects_of(verb, saying, words) if subjects else ():
        told = tuple(q for q in qualifiers if q != "not" or not found.granted)
        for subject in subjects:
            if _sound(subject, found.predicate, found.end, verb):
                more = ("not",) if found.denied else ()
                yield Assertion(subject, found.predicate, found.end, (*told, *more))


def _lacks_object(verb: Token) -> bool:
    """Whether what it is done to stands before its clause: "a rope that Delta Works sold in"."""
    if verb.dep_ != "relcl" or any(t.dep_ in ("dobj", "auxpass") for t in verb.rights):
        return False
    if any(t.dep_ == "auxpass" for t in verb.lefts):
        return False
    lefts = [t for t in verb.lefts if t.dep_ in ("dobj", "nsubj")]
    return any(t.dep_ == "dobj" for t in lefts) or (
        any(t.tag_ not in ("WDT", "WP") for t in lefts)
        and not any(
            t.tag_ in ("WRB", "IN", "WDT", "WP") for t in verb.doc[verb.left_edge.i : verb.i]
        )
    )


def _no_verb(verb: Token) -> bool:
    """Whether a noun was taken for a verb ("precedent for Kubernetes use"): its subject is one and
    it speaks of several; or it has nothing to say ("has since 2002"), or says what else would be.
    """
    subject = next((t for t in verb.children if t.dep_ == "nsubj"), None)
    alone = not any(t.dep_ in ("aux", "auxpass") for t in verb.children)
    if subject is not None and verb.tag_ == "VBP" and alone and verb.lower_ not in _PLURALS:
        group = kind_of_noun(subject.lower_) == "organisation"  # "the team use"
        if subject.tag_ in ("NN", "NNP") and not (group or list(subject.conjuncts)):
            return True
    if any(t.dep_ == "advmod" and t.lower_ == "otherwise" for t in verb.children):
        return True
    has = verb.lower_ in ("has", "have", "had") and verb.dep_ not in ("aux", "auxpass")
    return has and not any(t.dep_ in ("dobj", "xcomp", "ccomp") for t in verb.children)


def _tells(saying: Saying) -> bool:
    """Whether the verb is finite, or a participle that says as much ("a film directed by")."""
    return saying.finite or (
        saying.first.dep_ in ("acl", "advcl") and saying.first.tag_ in PARTICIPLES
    )


def _sound(subject: End, predicate: str, obj: End, verb: Token) -> bool:
    """Whether the three make a statement that can be understood alone."""
    if any(end.first <= verb.i <= end.last for end in (subject, obj)):
        return False  # a quotation with a verb of its own
    between = verb.doc[min(subject.last, verb.i) : max(subject.last, verb.i)].text
    if between.count(")") > between.count("("):
        return False  # the subject stands in brackets, the verb does not
    after = verb.doc[verb.i : obj.first].text if obj.first > verb.i else ""
    if after.count("(") > after.count(")"):
        return False  # the object stands in brackets, the verb does not
    if not (subject.named or obj.named) or len(predicate.split()) > MOST_WORDS:
        return False
    if not subject.named and POSSESSIVES & set(obj.text.lower().split()):
        return False
    return obj.text.casefold() not in subject.text.casefold()
