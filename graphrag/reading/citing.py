"""The sentences that an answer cites, and whether they bear it out."""

from __future__ import annotations

from graphrag.datatypes import Citation, Retrieval, ScoredPassage
from graphrag.reading.found import Finding


def citations_of(finding: Finding, retrieval: Retrieval) -> tuple[Citation, ...]:
    """The sentences of the steps; before a step that stands alone, those that led to its page."""
    steps = [(step.page.passage, *step.page.sentences[step.sentence]) for step in finding.steps]
    if len(steps) == 1:
        steps = [*_led_to(steps[0][0], retrieval), *steps]
    cited = (citation(passage, start, end) for passage, start, end in steps)
    return tuple(dict.fromkeys(cited))


def citation(passage: ScoredPassage, start: int, end: int) -> Citation:
    """What stands at [start, end) of a passage, with its place in the document."""
    text, place = passage.text[start:end], (passage.section, passage.page, passage.metadata)
    return Citation(passage.id, passage.title, start, end, text, *place)


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
