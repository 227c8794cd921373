"""What the set of passages says together: entities, what joins them, what is stated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entity:
    """A vertex: a canonical name; `passages` counts the passages that name it."""

    name: str
    kind: str
    passages: int
    is_a: str = ""  # what its own page says it is: "a Hungarian film director"


@dataclass(frozen=True, slots=True)
class Alias:
    """A surface form of an entity and the rule that merged it."""

    entity: int
    surface: str
    reason: str  # name | bracket | initials | acronym | lead


@dataclass(frozen=True, slots=True)
class Fact:
    """A resolved triple, and the sentence (corpus-wide position) stating it.

    An end is an entity's position. One that is no entity's name ("a small town", "her teacher")
    is -1, and its words stand in `subject_text` or `object_text`.
    """

    subject: int
    predicate: str
    object: int
    passage: int
    sentence: int
    origin: str  # rules | parser | fields | import | llm
    subject_text: str = ""
    object_text: str = ""
    qualifiers: str = ""  # with "; " between: "not", "may", "Ann Lee denied"


@dataclass(frozen=True, slots=True)
class Join:
    """Two entities that a sentence brings together: what a relation edge is made of."""

    subject: int
    object: int
    passage: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Entity `entity` is named in sentence `sentence` of passage `passage` (all positions).

    Sentence -1 is the passage's title.
    """

    entity: int
    passage: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Resolution:
    """The graph's content: a function of the set of passages, whatever their order or history."""

    entities: Sequence[Entity]
    aliases: Sequence[Alias]
    occurrences: Sequence[Occurrence]
    facts: Sequence[Fact]
    joins: Sequence[Join]
