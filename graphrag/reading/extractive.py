"""The reader without a language model: chains of relations, comparisons, best-fitting spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graphrag.datatypes import Answer, Citation, Retrieval, ScoredPassage
from graphrag.reading.asked import form_of, outer_step
from graphrag.reading.chooser import Weights, best_option, shipped_weights
from graphrag.reading.compare import answer_comparison
from graphrag.reading.deciding import decided
from graphrag.reading.found import Finding, Found, tidy
from graphrag.reading.head import open_head
from graphrag.reading.head.span_head import HeadReading
from graphrag.reading.head.texts import HeadText
from graphrag.reading.hints import NO_HINTS, Hints
from graphrag.reading.items import listed
from graphrag.reading.measured import measured
from graphrag.reading.option_features import Option, options
from graphrag.reading.page import Page, open_pages
from graphrag.reading.page_view import Features
from graphrag.reading.question import QuestionAnalysis, analyse
from graphrag.reading.quoting import quoted
from graphrag.reading.scene import Scene
from graphrag.reading.sentences import Place, leads_on, places
from graphrag.reading.sides import sides
from graphrag.reading.trust import is_borne_out, is_of_asked_kind, signs_of, trusted
from graphrag.settings import Reading

SURE_CHAIN = 0.5  # on the train questions, nine in ten such chains are right
HELPFUL = 3  # sentences shown where nothing is stated
NO_MODEL = "Read off the passages by rules; no language model was used."


def read(question: str, retrieval: Retrieval, section: Reading) -> Answer:
    """Answer `question` from the first `section.passages` passages, or show what may help.

    Never raises on any text. The citations quote the sentences that state each hop. Where the
    finding is less sure than `section.min_confidence`, nothing is stated: the form is "found", the
    citations are the sentences nearest to an answer, and `note` says why.
    """
    pages = open_pages(retrieval.passages, section.passages)
    asked = analyse(question, pages)
    heard = listen(asked, pages, section)
    scene = Scene(asked, pages)
    around = places(scene, heard)
    step = outer_step(asked.text)
    if step:
        note = f"The question asks for {step}, which this reader does not do. {NO_MODEL}"
        return _shown(around, 0.0, note, retrieval)
    finding = best_finding(scene, around, heard, section)
    if finding is None:
        note = f"No passage holds anything that could be an answer. {NO_MODEL}"
        return _shown(around, 0.0, note, retrieval)
    citations = _citations(finding, retrieval)
    caveat = f"{finding.caveat} " if finding.caveat else ""
    said = [f"{cited.title} {cited.text}" for cited in citations]
    if not (is_of_asked_kind(finding, scene) and is_borne_out(finding, said)):
        finding = replace(finding, confidence=0.0)
    if finding.confidence < section.min_confidence:
        note = f"No passage says it clearly. {caveat}{NO_MODEL}"
        return _shown(around, finding.confidence, note, retrieval)
    rest = (citations, retrieval, "extractive", f"{caveat}{NO_MODEL}")
    return Answer(finding.text, False, finding.confidence, *rest, form=finding.form)


def listen(asked: QuestionAnalysis, pages: Sequence[Page], section: Reading) -> HeadReading | None:
    """What the span head says of the pages; None where it is off."""
    head = open_head(section)
    if head is None:
        return None
    return head.read(asked.text, [HeadText(page.passage.text, page.lead) for page in pages])


def _shown(around: Sequence[Place], confidence: float, note: str, retrieval: Retrieval) -> Answer:
    """No answer, but the sentences that may help; none where there are no passages."""
    helpful = [place for place in around if not leads_on(place)][:HELPFUL]
    citations = tuple(_citation(place.page.passage, *place.span) for place in helpful)
    form = "found" if citations else "nothing"
    return Answer("", True, confidence, citations, retrieval, "extractive", note, form=form)


def hints_for(asked: QuestionAnalysis, pages: Sequence[Page], section: Reading) -> Hints:
    """What the lists of relations know of it; nothing where they are off."""
    if section.relations == "none":
        return NO_HINTS
    from graphrag.reading.relations import door  # late: not loaded where they are off

    return door.hints(asked, pages)


def best_finding(
    scene: Scene, around: Sequence[Place], heard: HeadReading | None, section: Reading
) -> Finding | None:
    """What is found in the form that the question asks for, and how far it can be trusted."""
    asked, pages = scene.question, scene.pages
    hints = hints_for(asked, pages, section)
    compared = answer_comparison(asked, pages, hints)
    head = open_head(section)
    if head and asked.form != "open" and (compared is None or compared.caveat):
        compared = measured(asked, sides(asked, pages), pages, head) or compared
    if compared is not None or not pages:
        return compared
    if is_sure(hints):
        return hints.chains[0]
    weights = shipped_weights(section.relations)
    found = in_words(scene, around, heard) or chosen(scene, hints, heard, weights)
    if found is None:
        return None
    finding, signs = found
    signs = {**signs, **signs_of(finding, scene, around, heard)}
    return replace(finding, confidence=trusted(finding.form, signs))


def in_words(
    scene: Scene, around: Sequence[Place], heard: HeadReading | None
) -> tuple[Finding, Features] | None:
    """Sentences, a list or yes or no, where the question asks for one and the pages have it."""
    asked = scene.question
    form = "yes-no" if asked.form == "yes-no" else form_of(asked.text)
    found = None
    if form == "yes-no":
        found = decided(asked.text, around)
    elif form == "sentences":
        found = quoted(asked.text, around)
    elif form == "list":
        found = listed(around, heard)
    return (found, {}) if found else None


def chosen(
    scene: Scene, hints: Hints, heard: HeadReading | None, weights: Weights
) -> tuple[Finding, Features] | None:
    """The span that fits best, and the signs that the choice is right."""
    best = best_option(options(scene, hints, heard), weights)
    if best is None:
        return None
    option, signs = best
    return Finding(tidy(option.text), 0.0, _steps(option, hints.chains), "span"), signs


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
