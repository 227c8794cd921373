"""What a text says for itself: a passage, its sentences, and what was extracted from it alone.

Offsets are half-open character ranges. A sentence's and a mention's offsets count within the
passage's text; a passage's offsets count within the document's text.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrievable stretch of one document; `start`/`end` locate it there."""

    id: str
    document_id: str
    title: str
    text: str
    start: int
    end: int
    section: str = ""  # its headings, the outermost first
    page: int = 0  # from 1; 0 where there are none


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open character range [start, end)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A named thing in a passage's text: where, how it is written, what kind of name it is."""

    start: int
    end: int
    text: str
    kind: str  # name | work | acronym | date | number | title


@dataclass(frozen=True, slots=True)
class Triple:
    """Subject, predicate, object as written, and the sentence (its position) that states them.

    `qualifiers` are what the sentence says of the statement: that it is denied, only possible, or
    somebody's word. A fact without them says something else.
    """

    subject: str
    predicate: str
    object: str
    sentence: int
    origin: str = "rules"  # rules | parser | fields | import | llm
    qualifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PassageExtraction:
    """Everything read off one passage alone; a function of its title and text, never of others.

    `triples` join names for the walk. Where a parser read the passage, `facts` are what it states;
    None: the triples are.
    """

    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    triples: tuple[Triple, ...]
    facts: tuple[Triple, ...] | None = None

    @property
    def stated(self) -> tuple[Triple, ...]:
        """What is shown and kept as facts."""
        return self.triples if self.facts is None else self.facts
