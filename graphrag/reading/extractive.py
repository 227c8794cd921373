"""The reader without a language model: chains of relations, comparisons, best-fitting spans."""

from __future__ import annotations

from collections.abc import Sequence

from graphrag.datatypes import Answer, Citation, Retrieval, ScoredPassage
from graphrag.reading.chooser import Weights, best_option, shipped_weights
from graphrag.reading.compare import answer_comparison
from graphrag.reading.found import Finding, Found, tidy
from graphrag.reading.hints import NO_HINTS, Hints
from graphrag.reading.option_features import Option, options
from graphrag.reading.page import Page, open_pages
from graphrag.reading.question import QuestionAnalysis, analyse
from graphrag.reading.scene import Scene
from graphrag.settings import Reading

SURE_CHAIN = 0.5  # on the train questions, nine in ten such chains are right
NO_MODEL = "Read off the passages by rules; no language model was used."


def read(question: str, retrieval: Retrieval, section: Reading) -> Answer:
    """Answer `question` from the first `section.passages` passages, or abstain.

    Never raises on any text. The citations quote the sentences that state each hop; an abstention
    cites what was found and says so in `note`.
    """
    pages = open_pages(retrieval.passages, section.passages)
    asked = analyse(question, pages)
    weights = shipped_weights(section.relations)
    finding = best_finding(asked, pages, hints_for(asked, pages, section), weights)
    if finding is None:
        note = f"No passage holds anything that could be an answer. {NO_MODEL}"
        return Answer("", True, 0.0, (), retrieval, "extractive", note)
    citations = _citations(finding, retrieval)
    caveat = f"{finding.caveat} " if finding.caveat else ""
    if finding.confidence < section.min_confidence:
        note = (
            f"I found {finding.text!r}, but no passage states that it answers the question. "
            f"{caveat}{NO_MODEL}"
        )
        return Answer("", True, finding.confidence, citations, retrieval, "extractive", note)
    note = f"{caveat}{NO_MODEL}"
    return Answer(finding.text, False, finding.confidence, citations, retrieval, "extractive", note)


def hints_for(asked: QuestionAnalysis, pages: Sequence[Page], section: Reading) -> Hints:
    """What the lists of relations know of it; nothing where they are off."""
    if section.relations == "none":
        return NO_HINTS
    from graphrag.reading.relations import door  # late: not loaded where they are off

    return door.hints(asked, pages)


def best_finding(
    asked: QuestionAnalysis, pages: Sequence[Page], hints: Hints, weights: Weights
) -> Finding | None:
    """A comparison or a chain where all of the question is understood, else the fittest span."""
    compared = answer_comparison(asked, pages, hints)
    if compared is not None or not pages:
        return compared
    if is_sure(hints):
        return hints.chains[0]
    best = best_option(options(Scene(asked, pages), hints), weights)
    if best is None:
        return None
    option, confidence = best
    return Finding(tidy(option.text), confidence, _steps(option, hints.chains), "span")


def is_sure(hints: Hints) -> bool:
    """The best chain is good enough, and every word of the question is understood."""
    return bool(hints.chains) and hints.chains[0].confidence >= SURE_CHAIN and hints.understood


def _steps(option: Option, chains: Sequence[Finding]) -> tuple[Found, ...]:
    """The chain that ends at the chosen span, or the span alone."""
    start, end = option.candidate.start, option.candidate.end
    for chain in chains:
        last = chain.steps[-1]
        if last.page is option.page and last.start == start:
            return chain.steps
    return (Found(option.page, start, end, 1.0),)


def _citations(finding: Finding, retrieval: Retrieval) -> tuple[Citation, ...]:
    """The sentences of the steps; before a step that stands alone, those that led to its page."""
    steps = [(step.page.passage, *step.page.sentences[step.sentence]) for step in finding.steps]
    if len(steps) == 1:
        steps = [*_led_to(steps[0][0], retrieval), *steps]
    cited = (_citation(passage, start, end) for passage, start, end in steps)
    return tuple(dict.fromkeys(cited))


def _citation(passage: ScoredPassage, start: int, end: int) -> Citation:
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
