"""What an index knows of a thing: names, facts with their sentences, neighbours, passages; and how
two things hang together.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphrag.datatypes import EvidencePath, Hop
from graphrag.errors import QuestionError
from graphrag.evidence.stated_edges import Statement, label, said_in
from graphrag.index.facts import stated
from graphrag.language.keys import fold, name_key

if TYPE_CHECKING:
    from graphrag.index import Index

MOST = 200  # facts, neighbours and passages of one thing that are told
_LONGEST = 4  # hops between two things
_BUSY = 2_000  # statements of one thing that a way looks at


@dataclass(frozen=True, slots=True)
class Named:
    """A thing as a search finds it; `passages` counts those that name it."""

    name: str
    kind: str
    passages: int


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact with the sentence that states it, and where that stands."""

    subject: str
    predicate: str
    object: str
    sentence: str
    passage_id: str
    title: str
    origin: str  # rules | parser | fields | import | llm


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A thing that facts join to another, and how many do."""

    name: str
    kind: str
    facts: int


@dataclass(frozen=True, slots=True)
class Mentioning:
    """A passage that names a thing."""

    passage_id: str
    title: str
    section: str
    page: int


@dataclass(frozen=True, slots=True)
class EntityCard:
    """Everything about one thing; lists end after `MOST`, counts do not."""

    name: str
    kind: str
    aliases: tuple[str, ...]
    facts: tuple[FactLine, ...]
    neighbours: tuple[Neighbour, ...]
    passages: tuple[Mentioning, ...]
    fact_count: int
    passage_count: int


def find_entities(index: Index, text: str, most: int = 30) -> tuple[Named, ...]:
    """Things by a name or a part of one, those so called first, then the most mentioned."""
    wanted = fold(" ".join(text.split()))
    if not wanted:
        return ()
    exact = set(index.view.lexicon.entities_of.get(name_key(text), ()))
    found = [
        (position not in exact, -entity.passages, position)
        for position, entity in enumerate(index.entities)
        if position in exact or wanted in fold(entity.name)
    ]
    best = (index.entities[position] for _, _, position in sorted(found)[:most])
    return tuple(Named(entity.name, entity.kind, entity.passages) for entity in best)


def entity_card(index: Index, name: str) -> EntityCard:
    """What is known of the thing of this name or alias.

    Raises:
        QuestionError: nothing is called so.

    >>> from graphrag.evidence.entities import entity_card
    >>> card = entity_card(index, "Ilse Marrow")
    >>> any(fact.object == "Port Kelder" for fact in card.facts)
    True
    """
    entity = position_of(index, name)
    facts = sorted(set(_facts_of(index, entity)))
    others: Counter[int] = Counter()
    for fact in facts:
        ends = {int(index.fact_subject[fact]), int(index.fact_object[fact])}
        others.update(ends - {entity, -1})
    passages = sorted({int(index.occ_passage[spot]) for spot in index.view.spots.of(entity)})
    row = index.entities[entity]
    surfaces = dict.fromkeys(a.surface for a in index.aliases if a.entity == entity)
    return EntityCard(
        row.name,
        row.kind,
        tuple(surface for surface in surfaces if surface != row.name),
        tuple(_line(index, fact) for fact in facts[:MOST]),
        tuple(
            Neighbour(index.entities[other].name, index.entities[other].kind, count)
            for other, count in others.most_common(MOST)
        ),
        tuple(
            Mentioning(
                index.passage_ids[p], index.titles[p], index.sections[p], int(index.pages[p])
            )
            for p in passages[:MOST]
        ),
        len(facts),
        len(passages),
    )


def way_between(index: Index, one: str, other: str) -> EvidencePath:
    """The fewest statements that join two things, at most four; empty where there are none.

    Raises:
        QuestionError: nothing is called so.
    """
    start, end = position_of(index, one), position_of(index, other)
    back: dict[int, tuple[int, Statement] | None] = {start: None}
    ahead = deque([(start, 0)])
    while ahead and end not in back:
        thing, hops = ahead.popleft()
        if hops == _LONGEST:
            continue
        for statement in _statements_of(index, thing):
            far = statement.object if statement.subject == thing else statement.subject
            if isinstance(far, int) and far not in back and (far == end or _leads_on(index, far)):
                back[far] = (thing, statement)
                ahead.append((far, hops + 1))
    hops_back: list[Hop] = []
    step = back.get(end)
    while step is not None:
        before, said = step
        backward = said.object == before
        far = said.subject if backward else said.object
        passage = index.passage_ids[int(index.sentence_passage[said.sentence])]
        names = label(index, before), said.relation, label(index, far)
        hops_back.append(Hop(*names, passage, index.sentence(said.sentence), backward))
        step = back[before]
    return tuple(reversed(hops_back))


def position_of(index: Index, name: str) -> int:
    """The entity of this name; of several with one alias, the most mentioned.

    Raises:
        QuestionError: nothing is called so.
    """
    owners = index.view.lexicon.entities_of.get(name_key(name), ())
    exact = [owner for owner in owners if index.entities[owner].name == name]
    best = max(exact or owners, key=lambda owner: index.entities[owner].passages, default=None)
    if best is None:
        raise QuestionError(f"nothing in the index is called {name[:100]!r}")
    return best


def _leads_on(index: Index, entity: int) -> bool:
    """Dates, numbers and what every tenth passage names join what has nothing in common."""
    busy = index.entities[entity].passages > max(20, index.graph.n_passages // 10)
    return bool(index.view.is_name[entity]) and not busy


def _statements_of(index: Index, entity: int) -> Iterator[Statement]:
    """What its facts' sentences and those that name it say of it."""
    spots = index.view.spots.of(entity)[:_BUSY]
    for sentence in dict.fromkeys(int(index.occ_sentence[spot]) for spot in spots):
        if sentence >= 0:
            for statement in said_in(index, sentence, 0.0):
                if entity in (statement.subject, statement.object):
                    yield statement
    for spot in spots:
        if index.occ_sentence[spot] < 0:  # its own passage: whatever is said there is about it
            passage = int(index.occ_passage[spot])
            first, past = index.first_sentence[passage : passage + 2].tolist()
            for sentence in range(first, past):
                for statement in said_in(index, sentence, 0.0):
                    if entity in (statement.subject, statement.object):
                        yield statement


def _facts_of(index: Index, entity: int) -> Iterator[int]:
    """Its facts: those in the sentences that name it, and those about it where it is not named."""
    for spot in index.view.spots.of(entity):
        sentence, passage = int(index.occ_sentence[spot]), int(index.occ_passage[spot])
        first, past = index.first_sentence[passage : passage + 2].tolist()
        for place in range(first, past) if sentence < 0 else (sentence,):
            for fact in index.view.facts_in.of(place).tolist():
                if entity in (index.fact_subject[fact], index.fact_object[fact]):
                    yield fact


def _line(index: Index, fact: int) -> FactLine:
    said = stated(index, fact)
    return FactLine(
        said.subject,
        said.relation,
        said.object,
        index.sentence(said.sentence),
        index.passage_ids[said.passage],
        index.titles[said.passage],
        said.origin,
    )
