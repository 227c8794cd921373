"""The reader without a language model: an answer in the form asked for, or what may help instead.

question and pages > material > finding > is it of the asked kind, borne out, trusted? > answer
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graphrag.datatypes import Answer, Retrieval, ScoredPassage
from graphrag.language.scripts import is_latin
from graphrag.reading.asking.asked import outer_step
from graphrag.reading.choosing.asked_kind import is_of_asked_kind
from graphrag.reading.choosing.trust import is_borne_out
from graphrag.reading.comparing.difference import difference
from graphrag.reading.finding import best_finding
from graphrag.reading.material.material import Material, gather
from graphrag.reading.material.sentences import ReadSentence, leads_on
from graphrag.reading.pages.citing import citation, citations_of
from graphrag.reading.pages.page import open_pages
from graphrag.reading.told.in_force import in_force, with_replaced
from graphrag.reading.told.in_full import in_full
from graphrag.reading.told.said_on import told_time
from graphrag.settings import Reading

HELPFUL = 3  # sentences shown where nothing is stated
NO_MODEL = "Read off the passages by rules; no language model was used."
NOT_READ = "These sentences may help: the reader knows no questions but those in Latin letters."


def read(question: str, retrieval: Retrieval, section: Reading) -> Answer:
    """Answer `question` from the first `section.passages` passages, or show what may help.

    Never raises on any text. The citations quote the sentences that state each hop. Where the
    finding is less sure than `section.min_confidence`, nothing is stated: the form is "found", the
    citations are the sentences nearest to an answer, and `note` says why.
    """
    version = in_force(question, retrieval.passages[: section.passages])

    def answer(asked: str, passages: Sequence[ScoredPassage]) -> Answer:
        pages = open_pages(passages, section.passages)
        return _read(gather(asked, pages, retrieval.seeds), retrieval, section)

    found = answer(question, version.kept)
    if found.abstained and version.of_time:
        then = answer(version.then, version.of_time)
        found = found if then.abstained else then
    return with_replaced(found, version.replaced)


def _read(material: Material, retrieval: Retrieval, section: Reading) -> Answer:
    """The answer from the pages that count."""
    scene = material.scene
    if not is_latin(scene.question.text):
        return _shown(material.around, 0.0, f"{NOT_READ} {NO_MODEL}", retrieval)
    apart = difference(scene)
    step = outer_step(scene.question.text)
    if step and apart is None:
        note = f"The question asks for {step}, which this reader does not do. {NO_MODEL}"
        return _shown(material.around, 0.0, note, retrieval)
    finding = apart or best_finding(material, section)
    if finding is None:
        note = f"No passage holds anything that could be an answer. {NO_MODEL}"
        return _shown(material.around, 0.0, note, retrieval)
    finding = in_full(finding, scene)
    citations = citations_of(finding)
    caveat = f"{finding.caveat} " if finding.caveat else ""
    said = [f"{cited.title} {cited.section} {cited.text}" for cited in citations]
    if not (is_of_asked_kind(finding, scene) and is_borne_out(finding, said, scene.question.text)):
        finding = replace(finding, confidence=0.0)
    if finding.confidence < section.min_confidence:
        note = f"No passage says it clearly. {caveat}{NO_MODEL}"
        return _shown(material.around, finding.confidence, note, retrieval)
    told = told_time(finding) if scene.wanted.kind == "date" else None
    if told is not None:
        finding, caveat = told, f"{told.caveat} "
    rest = (citations, retrieval, "extractive", f"{caveat}{NO_MODEL}")
    return Answer(finding.text, False, finding.confidence, *rest, form=finding.form)


def _shown(
    around: Sequence[ReadSentence], confidence: float, note: str, retrieval: Retrieval
) -> Answer:
    """No answer, but the sentences that may help; none where there are no passages."""
    helpful = [place for place in around if not leads_on(place)][:HELPFUL]
    citations = tuple(citation(place.page.passage, *place.span) for place in helpful)
    form = "found" if citations else "nothing"
    return Answer("", True, confidence, citations, retrieval, "extractive", note, form=form)
