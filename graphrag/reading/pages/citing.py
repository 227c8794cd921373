"""The sentences that an answer cites, and what was read off each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graphrag.datatypes import Citation, ScoredPassage
from graphrag.reading.pages.found import Finding, Found


def citations_of(finding: Finding) -> tuple[Citation, ...]:
    """The sentences of the steps, each once, with what was read off it."""
    values: dict[tuple[int, int], list[str]] = {}
    for step in finding.steps:
        values.setdefault((step.page.rank, step.sentence), []).extend(_value(step))
    pages = {step.page.rank: step.page for step in finding.steps}
    return tuple(
        citation(pages[rank].passage, *pages[rank].sentences[number], list(dict.fromkeys(found)))
        for (rank, number), found in values.items()
    )


def _value(step: Found) -> list[str]:
    """What a step read, as the passage writes it; nothing where it is the sentence as a whole."""
    if (step.start, step.end) == step.page.sentences[step.sentence]:
        return []
    return [step.page.passage.text[step.start : step.end].strip()]


def citation(passage: ScoredPassage, start: int, end: int, values: Sequence[str] = ()) -> Citation:
    """What stands at [start, end) of a passage, with its place in the document."""
    text, place = passage.text[start:end], (passage.section, passage.page, passage.metadata)
    return Citation(passage.id, passage.title, start, end, text, *place, tuple(values))


def once_each(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Each sentence once, in order, with all that was read off it."""
    held: dict[tuple[str, int, int], Citation] = {}
    for cited in citations:
        place = (cited.passage_id, cited.start, cited.end)
        before = held.setdefault(place, cited)
        held[place] = replace(before, values=tuple(dict.fromkeys((*before.values, *cited.values))))
    return tuple(held.values())
