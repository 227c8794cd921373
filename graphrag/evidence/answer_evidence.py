"""What is shown as the evidence of an answer: numbered sources, and the branches drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphrag.datatypes import Answer, EvidencePath
from graphrag.evidence.branches import branches_of, named_things
from graphrag.evidence.sources import NumberedSource, numbers_of, sources_of
from graphrag.evidence.stated_edges import label

if TYPE_CHECKING:
    from graphrag.index import Index


@dataclass(frozen=True, slots=True)
class AnswerEvidence:
    """`named` are the things on the branches that the question names, by their names."""

    branches: tuple[EvidencePath, ...]
    sources: tuple[NumberedSource, ...]
    named: frozenset[str] = frozenset()

    @property
    def numbers(self) -> Mapping[str, int]:
        """The number of each source by the id of its passage."""
        return numbers_of(self.sources)


def evidence_of(index: Index, answer: Answer) -> AnswerEvidence:
    """The evidence of an answer that was read off this index; a silent answer has sources only.

    >>> answer = graphrag.ask(index, "Where was the director of The Glass Heron born?")
    >>> (path,) = evidence_of(index, answer).branches
    >>> path[0].source, path[-1].target
    ('The Glass Heron (film)', 'Port Kelder')
    """
    branches = branches_of(index, answer)
    things = named_things(index, answer.retrieval.question)
    named = frozenset(label(index, thing) for thing in things)
    return AnswerEvidence(branches, sources_of(answer, branches), named)
