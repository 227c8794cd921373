"""One numbering of the sources: a passage has one number wherever it is named.

Cited passages come first, in the order in which the answer cites them; then those whose sentences
stand on the drawn branches; then the others that were retrieved, the best first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphrag.datatypes import Answer, Citation, EvidencePath, ScoredPassage


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """A passage with its number, from 1, and the sentences of it that the answer cites."""

    number: int
    passage_id: str
    title: str
    section: str
    page: int
    file: str  # the path of its document, where it is known
    cited: tuple[Citation, ...]
    passage: ScoredPassage | None  # None where a model cited what is not among the retrieved


def sources_of(answer: Answer, branches: Sequence[EvidencePath]) -> tuple[NumberedSource, ...]:
    """Every passage that the answer shows, in the order of the numbers."""
    passages = {passage.id: passage for passage in answer.retrieval.passages}
    drawn = [hop.passage_id for path in branches for hop in path]
    names = [*(cited.passage_id for cited in answer.citations), *drawn, *passages]
    found = []
    for number, name in enumerate(dict.fromkeys(names), 1):
        passage = passages.get(name)
        cited = tuple(c for c in answer.citations if c.passage_id == name)
        of = passage or (cited[0] if cited else None)
        if of is None:
            found.append(NumberedSource(number, name, name, "", 0, "", (), None))
            continue
        place = (of.title, of.section, of.page, of.metadata.path)
        found.append(NumberedSource(number, name, *place, cited, passage))
    return tuple(found)


def numbers_of(sources: Sequence[NumberedSource]) -> dict[str, int]:
    """The number of each source by the id of its passage."""
    return {source.passage_id: source.number for source in sources}
