"""Facts in words: everything that shows a fact takes it from here, so that none drops what
qualifies it.

>>> from graphrag.index.facts import facts_of
>>> first = int(index.first_sentence[index.titles.index("Velm")])
>>> [str(fact) for fact in facts_of(index, first)]
['Velm is the capital of Ostria']
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphrag.storage.row_list import value_at

if TYPE_CHECKING:
    from graphrag.index import Index

BETWEEN = "; "  # qualifiers


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A fact with its ends in words. An end's entity is -1 where it is no entity's name."""

    subject: str
    predicate: str
    object: str
    qualifiers: tuple[str, ...]
    subject_entity: int
    object_entity: int
    passage: int
    sentence: int
    origin: str  # rules | parser | fields | import | llm

    @property
    def relation(self) -> str:
        """The predicate, and in brackets the qualifiers that its own words do not say."""
        said = set(self.predicate.casefold().split())
        more = [q for q in self.qualifiers if not set(q.casefold().split()) <= said]
        return f"{self.predicate} ({BETWEEN.join(more)})" if more else self.predicate

    def __str__(self) -> str:
        return f"{self.subject} {self.relation} {self.object}"


def stated(index: Index, fact: int) -> StatedFact:
    """The fact at that position."""
    subject, object_ = int(index.fact_subject[fact]), int(index.fact_object[fact])
    qualifiers = index.qualifiers[fact]
    return StatedFact(
        index.subject_texts[fact] or value_at(index.entities, subject, "name"),
        index.predicates[fact],
        index.object_texts[fact] or value_at(index.entities, object_, "name"),
        tuple(qualifiers.split(BETWEEN)) if qualifiers else (),
        subject,
        object_,
        int(index.fact_passage[fact]),
        int(index.fact_sentence[fact]),
        index.origins[fact],
    )


def facts_of(index: Index, sentence: int) -> list[StatedFact]:
    """What a sentence states, by its corpus-wide position, in reading order."""
    return [stated(index, fact) for fact in index.view.facts_in.of(sentence).tolist()]
