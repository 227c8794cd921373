"""The sentences that an answer cites, what was read off each, and whether they bear it out."""

from __future__ import annotations

from collections.abc import Sequence

from graphrag.datatypes import Citation, Retrieval, ScoredPassage
from graphrag.reading.found import Finding, Found


def citations_of(finding: Finding, retrieval: Retrieval) -> tuple[Citation, ...]:
    """The sentences of the steps; before a step that stands alone, those that led to its page."""
    values: dict[tuple[int, int, int], list[str]] = {}
    passages: dict[int, ScoredPassage] = {}
    for step in finding.steps:
        sentence = step.page.sentences[step.sentence]
        passages[step.page.rank] = step.page.passage
        found = values.setdefault((step.page.rank, *sentence), [])
        found += [text for text in (_value(step, sentence),) if text and text not in found]
    cited = [
        citation(passages[rank], start, end, found) for (rank, start, end), found in values.items()
    ]
    if len(finding.steps) == 1:
        led = (citation(*place) for place in _led_to(finding.steps[0].page.passage, retrieval))
        cited = [*dict.fromkeys(led), *cited]
    return tuple(cited)


def _value(step: Found, sentence: tuple[int, int]) -> str:
    """What a step read, as the passage writes it; empty where it is the sentence as a whole."""
    if (step.start, step.end) == sentence:
        return ""
    return step.page.passage.text[step.start : step.end].strip()


def citation(passage: ScoredPassage, start: int, end: int, values: Sequence[str] = ()) -> Citation:
    """What stands at [start, end) of a passage, with its place in the document."""
    text, place = passage.text[start:end], (passage.section, passage.page, passage.metadata)
    return Citation(passage.id, passage.title, start, end, text, *place, tuple(values))


def _led_to(last: ScoredPassage, retrieval: Retrieval) -> list[tuple[ScoredPassage, int, int]]:
    """The sentences in other passages by which the evidence path came to `last`."""
    path = next((p for p in retrieval.paths if p and p[-1].passage_id == last.id), ())
    passages = {passage.id: passage for passage in retrieval.passages}
    return [
        (passages[hop.passage_id], sentence.start, sentence.end)
        for hop in path
        if hop.passage_id in passages and hop.passage_id != last.id
        for sentence in passages[hop.passage_id].sentences
        if sentence.text == hop.sentence
    ]
