"""What sentences say, as edges between things: an entity, or a value that a reader read off one.

A fact of the sentence joins its ends. What the passage is about is joined to every other thing the
sentence names, whether or not a fact says how: "He died in Dublin" is about the passage's man.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphrag.index.facts import facts_of
from graphrag.language.grammar import RELATIVE, STATING
from graphrag.language.keys import fold, name_key, tokens, without_bracket
from graphrag.language.words import FUNCTION_WORDS

if TYPE_CHECKING:
    from graphrag.index import Index

Thing = int | str  # an entity's position, or a value as it is written
_MENTIONED, _BESIDE = 0.2, 0.4  # added to the cost where no fact joins the two
_CALLED = re.compile(r"(?:^|; )([^:;]{1,40}): $")  # "Opened" of "Station: Velm; Opened: 1911"
_FEW = 5  # words between two names that still say how they are joined


@dataclass(frozen=True, slots=True)
class Statement:
    """`subject` and `object` are joined by a sentence; a lower cost tells more of the answer."""

    subject: Thing
    relation: str
    object: Thing
    sentence: int  # corpus-wide
    cost: float


def said_in(
    index: Index, sentence: int, cost: float, values: Collection[str] = ()
) -> Iterator[Statement]:
    """Everything the sentence joins, `values` among it."""
    hubs = dict.fromkeys((about(index, sentence), titled(index, sentence)))
    named = index.view.named_in.of(sentence).tolist()
    for fact in facts_of(index, sentence):
        subject = end_of(fact.subject_entity, fact.subject)
        yield Statement(
            subject, fact.relation, end_of(fact.object_entity, fact.object), sentence, cost
        )
        for value in values:
            if _overlap(fact.object, value):
                thing = thing_of(index, sentence, value)
                yield Statement(subject, fact.relation, thing, sentence, cost)
    things = [*named, *(thing_of(index, sentence, value) for value in values)]
    for thing in dict.fromkeys(things):
        for hub in hubs:
            if thing != hub and hub is not None:
                relation = _words_between(index, sentence, hub, thing)
                yield Statement(hub, relation, thing, sentence, cost + _MENTIONED)
        if isinstance(thing, str):
            for other in named:
                relation = _words_between(index, sentence, other, thing)
                yield Statement(other, relation, thing, sentence, cost + _BESIDE)


def about(index: Index, sentence: int) -> Thing | None:
    """What the sentence's passage is about: its entity, else its title as it is."""
    passage = int(index.sentence_passage[sentence])
    entity = int(index.view.about[passage])
    return entity if entity >= 0 else index.titles[passage] or None


def titled(index: Index, sentence: int) -> Thing | None:
    """The entity that the passage's title names; none where it names none."""
    title = index.titles[int(index.sentence_passage[sentence])]
    return next(iter(index.view.lexicon.entities_of.get(name_key(title), ())), None)


def thing_of(index: Index, sentence: int, value: str) -> Thing:
    """The entity that the sentence names by `value`; the value itself where none is."""
    owners = index.view.lexicon.entities_of.get(name_key(value), ())
    named = set(index.view.named_in.of(sentence).tolist())
    passage = int(index.sentence_passage[sentence])
    named.add(int(index.view.about[passage]))
    return next((entity for entity in owners if entity in named), value)


def end_of(entity: int, text: str) -> Thing:
    """The end of a fact: its entity, or its words where it is no entity's name."""
    return entity if entity >= 0 else text


def label(index: Index, thing: Thing) -> str:
    """How a thing is called."""
    return thing if isinstance(thing, str) else index.entities[thing].name


def _overlap(name: str, value: str) -> bool:
    one, other = fold(name), fold(value)
    return one in other or other in one


def _words_between(index: Index, sentence: int, one: Thing, other: Thing) -> str:
    """The words that join two things in the sentence; those before the second where the first is
    not written there; what a cell of a row is called by; "named with" where the two stand too far
    apart to say anything."""
    text = index.sentence(sentence)
    value = _place(text, label(index, other))
    if value and (called := _CALLED.search(text[: value[0]])):
        return called[1]
    places = sorted(place for thing in (one, other) if (place := _place(text, label(index, thing))))
    if len(places) == 2:
        words = _words(text[places[0][1] : places[1][0]])
        if len(words) > _FEW:
            words = _predicate(words) if places[0][0] <= len("The ") else []
    else:
        before = places[0][0] if places and _place(text, label(index, other)) else 0
        words = _words(text[:before])[-_FEW:]
    telling = [word for word in words if word.islower() and word not in FUNCTION_WORDS]
    return " ".join(words) if telling or (len(places) == 2 and words) else "named with"


def _predicate(words: list[str]) -> list[str]:
    """What a sentence's first thing is: "is a book by" of "…: Or Control in the Machine is a book
    by", its only verb so far; nothing where a clause begins before."""
    begins = next((n for n, word in enumerate(words) if word in STATING), len(words))
    said = words[begins:]
    alone = not STATING.intersection(said[1:]) and not RELATIVE.intersection(words)
    return said if alone and len(said) <= _FEW else []


def _words(text: str) -> list[str]:
    return [text[word.start : word.end] for word in tokens(text)]


def _place(text: str, name: str) -> tuple[int, int] | None:
    """Where the name is written, whole or by its last word."""
    low, bare = text.casefold(), without_bracket(name).casefold()
    for written in (bare, bare.rpartition(" ")[2]):
        at = low.find(written) if len(written) > 1 else -1
        if at >= 0:
            return at, at + len(written)
    return None
