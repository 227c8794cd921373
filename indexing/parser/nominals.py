"""What is stated without a verb of its own, or of an owner: appositions, offices, possessives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphrag.language.kinds import kind_of_noun
from indexing.parser.bounds import FOR_EXAMPLE
from indexing.parser.clauses import standing_of
from indexing.parser.phrases import NAMES, End, Words, end_of, ends_of
from indexing.parser.subjects import Resolver
from indexing.parser.verbs import Saying

if TYPE_CHECKING:
    from spacy.tokens import Token

_OFFICES = ("person", "work", "organisation", "place")
LONGEST_ROLE = 9  # words of "is the second daughter of"
_APART = (",", "—", "–", "(", ":")


@dataclass(frozen=True, slots=True)
class Assertion:
    """What is stated of what, in words."""

    subject: End
    predicate: str
    object: End
    qualifiers: tuple[str, ...]


def of_apposition(token: Token, words: Words) -> Iterator[Assertion]:
    """ "Per Lund, a painter from Oslo" and "the painter, Per Lund"."""
    head = token.head
    between = head.doc[head.i + 1 : token.left_edge.i]
    if head.pos_ not in ("NOUN", "PROPN") or not len(between) or between[-1].text not in _APART:
        return
    if any(t.lower_ in FOR_EXAMPLE for t in head.doc[head.i : token.i]):
        return
    if list(head.conjuncts) or any(t.text == "-" for t in head.doc[: head.i]):
        return  # the last of a list, or the long form of "OMB - Office of ..."
    one, other = end_of(head, words), end_of(token, words)
    if one is None or other is None or one.named == other.named:
        return
    name, what = (one, other) if one.named else (other, one)
    if what is one and what.head.tag_ == "NNS":
        return  # "the three systems (Linux, ...)"
    if what is one and words.mention(head.doc[what.last]) is not None:
        return  # "the daughter of George II, Prince of Velm"
    if words.mention(name.head, *NAMES) is not None and _describes(what):
        yield from _said(head, Assertion(name, "is", what, ()))


def of_office(token: Token, words: Words) -> Iterator[Assertion]:
    """ "cinematographer Olaf Brandt"."""
    mention = words.mention(token, "name", "work", "title")
    if mention is None or token.tag_ != "NNP" or token.i != words.first_of(token, mention):
        return
    if token.i == 0 or words.mention(token.nbor(-1)) is not None:
        return
    before = [*token.lefts, *(token.head.lefts if token.dep_ == "compound" else ())]
    office = token.doc[token.i - 1]
    if office not in before or office.tag_ != "NN" or not office.text.islower():
        return
    if kind_of_noun(office.lower_) not in _OFFICES:
        return
    first = office.i
    while first and token.doc[first - 1] in before and token.doc[first - 1].tag_ in ("NN", "JJ"):
        first -= 1
    name = End(mention.text, True, token.i, words.last_of(token, mention), token)
    what = End(token.doc[first : office.i + 1].text, False, first, office.i, office)
    yield from _said(token, Assertion(name, "is", what, ()))


def of_owner(
    verb: Token, saying: Saying, qualifiers: tuple[str, ...], words: Words, resolve: Resolver
) -> Iterator[Assertion]:
    """ "Its mayor is Per Dahl": Orlov has as mayor Per Dahl."""
    subject = next((t for t in verb.children if t.dep_ == "nsubj"), None)
    value = next((t for t in verb.rights if t.dep_ == "attr"), None)
    if subject is None or value is None or saying.denied or len(saying.words) > 1:
        return
    owner = next((t for t in subject.lefts if t.dep_ == "poss"), None)
    if owner is None or subject.tag_ != "NN" or list(subject.rights):
        return
    mention = words.mention(owner, *NAMES)
    name = resolve(owner) or (mention.text if mention is not None else "")
    role = subject.doc[owner.i + 1 : subject.i + 1].text.removeprefix("'s ").removeprefix("’s ")
    if not name or words.mention(value, *NAMES) is None:
        return
    has = "had as" if saying.past else "has as"
    for end in ends_of(value, words):
        yield Assertion(End(name, True, owner.i, owner.i, owner), f"{has} {role}", end, qualifiers)


def related(found: Assertion, words: Words) -> Assertion:
    """ "is the capital of" and Ostria, where the words would hide that name."""
    head = found.object.head
    name = _last_noun(head)
    if found.object.named or name is None or words.mention(name, *NAMES) is None:
        return found
    end = end_of(name, words)
    if end is None or end.last != found.object.last or name.conjuncts:
        return found
    role = head.doc[found.object.first : end.first].text
    role = role[:-4] if role.casefold().endswith(" the") else role
    predicate = f"{found.predicate} {role}"
    if len(predicate.split()) > LONGEST_ROLE:
        return found
    return Assertion(found.subject, predicate, end, found.qualifiers)


def _last_noun(noun: Token) -> Token | None:
    """The noun at the end of a chain of prepositions: Ostria of "the north of Ostria"."""
    last = None
    while True:
        preps = [t for t in noun.rights if t.dep_ == "prep"]
        nouns = [t for prep in preps for t in prep.rights if t.dep_ == "pobj"]
        if len(preps) != 1 or len(nouns) != 1:
            return last
        last = noun = nouns[0]


def _said(token: Token, found: Assertion) -> Iterator[Assertion]:
    """With what the clause around it is said on."""
    clause = token
    while clause.dep_ != "ROOT" and clause.pos_ not in ("VERB", "AUX"):
        clause = clause.head
    standing = standing_of(clause)
    if standing is not None:
        yield Assertion(found.subject, found.predicate, found.object, standing.qualifiers)


def _describes(end: End) -> bool:
    head = end.head
    articles = ("a", "an", "the")
    return head.pos_ == "NOUN" and any(t.lower_ in articles for t in head.lefts)
