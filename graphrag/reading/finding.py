"""From question and pages to one finding, in the form that the question asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graphrag.embedding.span_head import open_head
from graphrag.language.quantities import is_time
from graphrag.reading.asking.question import QuestionAnalysis
from graphrag.reading.choosing.asked_kind import is_of_asked_kind
from graphrag.reading.choosing.chooser import Learned, best_option, learned
from graphrag.reading.choosing.held_when import held_of
from graphrag.reading.choosing.option_features import Option, options
from graphrag.reading.choosing.page_view import Features
from graphrag.reading.choosing.siblings import rather
from graphrag.reading.choosing.trust import signs_of, trusted
from graphrag.reading.comparing.compare import answer_comparison, is_guess
from graphrag.reading.comparing.measured import measured
from graphrag.reading.comparing.sides import sides
from graphrag.reading.forms.deciding import decided
from graphrag.reading.forms.headed import items_under_heading
from graphrag.reading.forms.items import enumerates, listed
from graphrag.reading.forms.quoting import as_quoted, quoted
from graphrag.reading.forms.titled import titled
from graphrag.reading.forms.which_way import ways_asked, which_way
from graphrag.reading.material.material import Material
from graphrag.reading.material.sentences import saying_denied
from graphrag.reading.pages.found import NO_HINTS, Finding, Found, Hints, tidy
from graphrag.reading.pages.page import Page
from graphrag.reading.tables.cell_verdict import said_by_cells
from graphrag.reading.tables.defaults import default_of
from graphrag.reading.tables.figure_value import figure_value
from graphrag.reading.tables.rows import row_value, several_in_one
from graphrag.reading.told.bylines import is_of_byline
from graphrag.retrieval.linking.asked_words import roots
from graphrag.retrieval.reranking.trees import Trees
from graphrag.settings import Reading

SURE_CHAIN = 0.5  # on the train questions, nine in ten such chains are right
# By hand: a sentence is quoted from here on, where a list was asked for and none was found.
SURE_SENTENCE = 0.83
NEW = 0.15  # share of what is asked that a leading sentence must add to be cited


def best_finding(material: Material, section: Reading) -> Finding | None:
    """What is found in the form that the question asks for, and how far it can be trusted."""
    scene = material.scene
    asked, pages = scene.question, scene.pages
    hints = hints_for(asked, pages, section)
    if not pages:
        return None
    if asked.form in ("yes-no", "choice"):
        ways = ways_asked(asked.text)
        way = which_way(ways, material.around) if ways else None
        compared = way or _compared(asked, pages, hints)
        if compared is not None:
            return compared
    if asked.form == "yes-no" and (decided_by := said_by_cells(scene)) is not None:
        return decided_by
    if is_sure(hints):
        return hints.chains[0]
    if (cell := _told_apart_from_prose(material)) is not None:
        return cell
    weights = learned(section.relations)
    found = in_words(material)
    if found is None and asked.form != "yes-no":
        found = chosen(material, hints, weights.choice)
    if found is None:
        return None
    finding = _weighed(found, material, weights)
    if asked.form == "list" and finding.confidence < section.min_confidence:
        places = saying_denied(asked.text, material.around)
        told = [as_quoted(place) for place in places[:1] if enumerates(place)]
        whole = [_weighed((one, {}), material, weights) for one in told]
        finding = next((one for one in whole if one.confidence >= SURE_SENTENCE), finding)
    return finding


def _compared(asked: QuestionAnalysis, pages: Sequence[Page], hints: Hints) -> Finding | None:
    """What two sides are held against each other for."""
    both = sides(asked, pages)
    compared = answer_comparison(asked, both, hints)
    if compared is None or is_guess(compared):
        return measured(asked, both, pages, open_head()) or compared
    return compared


def _weighed(found: tuple[Finding, Features], material: Material, weights: Learned) -> Finding:
    """With how far it can be trusted, unless its rule says so itself."""
    finding, signs = found
    if finding.confidence:
        return finding
    signs = {**signs, **signs_of(finding, material)}
    return replace(finding, confidence=trusted(finding.form, signs, weights))


def _told_apart_from_prose(material: Material) -> Finding | None:
    """What a table, a field, a heading or a title says."""
    scene = material.scene
    if scene.question.form == "list":
        found = figure_value(scene) or default_of(material)
        return found or items_under_heading(scene) or several_in_one(scene)
    if scene.question.form != "span":
        return None
    cell = row_value(scene) or figure_value(scene) or default_of(material)
    return cell or titled(material)


def in_words(material: Material) -> tuple[Finding, Features] | None:
    """Sentences, a list or yes or no, where the question asks for one and the pages have it."""
    asked, around = material.scene.question, material.around
    found = None
    if asked.form == "yes-no":
        found = decided(asked.text, around)
    elif asked.form == "sentences":
        found = quoted(asked.text, around, material.heard)
    elif asked.form == "list":
        found = listed(saying_denied(asked.text, around), material.heard)
        if found and material.scene.wanted.kind == "date":
            times = [is_time(item) for item in found.text.split(", ")]
            found = found if 2 * sum(times) > len(times) else None
    return (found, {}) if found else None


def chosen(material: Material, hints: Hints, trees: Trees) -> tuple[Finding, Features] | None:
    """The span that fits best, and the signs that the choice is right."""
    scene = material.scene
    found = [
        option
        for option in options(scene, material.heard, hints)
        if not is_of_byline(option.page, option.candidate.start, scene.question.text)
    ]
    best = best_option(
        found,
        trees,
        lambda option: is_of_asked_kind(_found(option), scene),
        held_of(found, scene),
    )
    if best is None:
        return None
    option, signs = best
    option = rather(option, found, scene)
    steps = _steps(option, hints.chains) or steps_to(option, material)
    return replace(_found(option), steps=steps), signs


def _found(option: Option) -> Finding:
    span = Found(option.page, option.candidate.start, option.candidate.end, 1.0)
    return Finding(tidy(option.text), 0.0, (span,), "span")


def steps_to(option: Option, material: Material) -> tuple[Found, ...]:
    """The span, after the sentences that lead to its page where they say more of what is asked."""
    scene, page = material.scene, option.page
    span = Found(page, option.candidate.start, option.candidate.end, 1.0)
    start, end = page.sentences[span.sentence]
    said = roots(f"{page.name} {page.text[start:end]}")
    leading: list[Found] = []
    for lead in reversed(material.leading(page, span.sentence)):
        new = roots(f"{lead.page.name} {lead.text}") - said
        if scene.share(new) >= NEW:
            leading.insert(0, lead)
            said |= new
    return (*leading, span)


def hints_for(asked: QuestionAnalysis, pages: Sequence[Page], section: Reading) -> Hints:
    """What the lists of relations know of it; nothing where they are off."""
    if section.relations == "none":
        return NO_HINTS
    from graphrag.reading.relations import door  # late: not loaded where they are off

    return door.hints(asked, pages)


def is_sure(hints: Hints) -> bool:
    """The best chain is good enough, and every word of the question is understood."""
    return bool(hints.chains) and hints.chains[0].confidence >= SURE_CHAIN and hints.understood


def _steps(option: Option, chains: Sequence[Finding]) -> tuple[Found, ...]:
    """The chain that ends at the chosen span, if there is one."""
    for chain in chains:
        last = chain.steps[-1]
        if last.page is option.page and last.start == option.candidate.start:
            return chain.steps
    return ()
