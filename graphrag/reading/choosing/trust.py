"""How far a finding can be trusted: a logistic regression on signs, for spans and for the rest.

Fitted by `scripts/fit_reader.py` on questions with and without the passages that answer them, so a
confidence of 0.7 means right in seven cases of ten; of quoted sentences, that hardly any of these
ask for, on folders of ordinary documents. A finding of the wrong kind of thing (a town
where a wife is asked for) and one that its citations do not bear out get none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from graphrag.embedding.span_head.span_head import HeadReading
from graphrag.language.dates import find_dates
from graphrag.language.denied import LEAVES_OUT, asks_not
from graphrag.language.quantities import without_times
from graphrag.language.words import root
from graphrag.reading.asking.inner_question import inner_questions
from graphrag.reading.choosing.asked_kind import without_relative_clause
from graphrag.reading.choosing.chooser import Learned
from graphrag.reading.choosing.page_view import Features
from graphrag.reading.material.linked import NEAR
from graphrag.reading.material.material import Material
from graphrag.reading.material.scene import Scene
from graphrag.reading.material.sentences import ReadSentence, best_score
from graphrag.reading.pages.found import Finding, Found
from graphrag.retrieval.linking.asked_words import roots

# Fitted by `scripts/fit_sentence_trust.py`: log-odds that a quoted sentence is right, by those that
# were fitted on train sets, and at even odds of these.
OF_SENTENCES = (0.89, 1.43)
# By hand: of 29 spans that stand elsewhere 12 were right, of others two in three.
_ELSEWHERE = 0.5
_NAME = re.compile(r"(?<!^)\b(?!I\b)[A-ZÀ-Þ][\w'’.-]*|(?<![\w.@])[^\W\d][\w-]+(?:[._@]\w[\w-]*)+")


def trusted(form: str, signs: Features, weights: Learned) -> float:
    """The confidence in [0, 1) that these signs give; none where no name of the question is met."""
    if signs.get("names") == 0:
        return 0.0
    own = weights.span if form == "span" else weights.sentences
    total = sum(own.get(name, 0.0) * value for name, value in signs.items())
    if form == "sentences":
        slope, base = OF_SENTENCES
        total = slope * total + base
    here = 1 - _ELSEWHERE * signs.get("elsewhere", 0.0)
    return here / (1 + math.exp(-total))


def signs_of(finding: Finding, material: Material) -> Features:
    """What tells a right finding from a wrong one, whatever its form."""
    scene, places, heard = material.scene, material.around, material.heard
    last = finding.steps[-1]
    own = {(place.page.rank, place.number): place for place in places}
    place = own[last.page.rank, last.sentence]
    if finding.form == "list":  # an item of many says little: the fittest stands for them
        there = (own[step.page.rank, step.sentence] for step in finding.steps)
        place = max(there, key=lambda one: one.fit)
        last = next(step for step in finding.steps if step.sentence == place.number)
    return {
        "constant": 1.0,
        "fit": place.fit,
        "below the fittest": places[0].fit - place.fit,
        "words": place.cover,
        "words of all": _together(scene, finding),
        "what is asked of it": _asked_of(scene, finding),
        "page": 1 / (1 + last.page.rank),
        "years apart": _other_time(scene, finding),
        "names": _names_said(material, finding),
        "elsewhere": _is_elsewhere(material, finding) if finding.form == "span" else 0.0,
        f"wanted {scene.wanted.kind or 'any'}": 1.0,
        "heard": max(-1.0, best_score(heard, last.page.rank, *place.span) / 10),
        "odds": max(-1.0, place.heard / 10),
        "share of all": _share_of_all(place, places),
        "heard best": heard.spans[0].score / 10 if heard.spans else -1.0,
        "heard none": min(heard.none, default=1.0),
        "heard none here": heard.none[last.page.rank],
        "heard first": float(_is_first(finding, heard)),
    }


def _share_of_all(place: ReadSentence, places: Sequence[ReadSentence]) -> float:
    """Probability by the head that this sentence of all holds an answer, none being possible."""
    total = sum(math.exp(one.heard) for one in places)
    return math.exp(place.heard) / (1 + total)


def _together(scene: Scene, finding: Finding) -> float:
    """Share of the question's words that the steps' sentences and titles have together."""
    said = {stem for step in finding.steps for stem in roots(_sentence(step))}
    return scene.share(said)


def _asked_of(scene: Scene, finding: Finding) -> float:
    """Share of the question's words beside its names that the steps' sentences have.

    "Who was the husband of Edda Lund?" asks for a husband: a sentence about her brother has none.
    """
    noun = root(scene.wanted.noun) if scene.wanted.noun else ""
    asked = roots(_NAME.sub(" ", scene.question.outside_anchors())) - {noun}
    said = {stem for step in finding.steps for stem in roots(_sentence(step))}
    return len(asked & said) / len(asked) if asked else 1.0


def _names_asked(material: Material) -> frozenset[str]:
    """Roots of the question's names, without what all pages have.

    What somebody tells of himself behind the question ("What does each get? I live in Quay
    Street.") is none of them.
    """
    asked_itself = material.scene.question.text.partition("? ")[0]
    named = _NAME.findall(without_times(asked_itself))
    return frozenset(roots(" ".join(named)) - material.everywhere)


def _names_said(material: Material, finding: Finding) -> float:
    """Share of the question's names, by words, that the steps' pages write; 1 without any.

    What is true of another mill is no answer. A document says what it is about in its path, too,
    and what a page is about is said by those that lead to it.
    """
    asked = _names_asked(material)
    own = [step.page for step in finding.steps]
    leading = [lead.page for page in own for lead in material.leads[page.rank]]
    pages = {page.rank: page for page in (*own, *leading)}.values()
    said = {
        stem
        for page in pages
        for stem in roots(f"{page.lead} {page.text} {page.passage.metadata.path}")
    }
    return len(asked & said) / len(asked) if asked else 1.0


def _is_elsewhere(material: Material, finding: Finding) -> float:
    """1 where a question that asks one thing names somebody whom the page writes, but not where the
    answer stands: in headings, sentence and the two before.

    "Which college did Ada Lane attend?" is not answered by a line about another of the same staff.
    What says of the page's own subject is not looked at.
    """
    asked = _names_asked(material)
    step = finding.steps[-1]
    page, here = step.page, step.sentence
    (start, _), (first, end) = page.sentences[max(0, here - NEAR)], page.sentences[here]
    if not asked or page.title_stems & roots(page.text[first:end]):
        return 0.0
    texts = [page.lead, page.passage.metadata.path, page.text[start:end]]
    texts += [f"{lead.page.lead} {lead.stated}" for lead in material.leading(page, here)]
    near = asked & {stem for text in texts for stem in roots(text)}
    least = len(asked) / 2
    if len(near) >= least or len(asked & (near | roots(page.text))) < least:
        return 0.0
    return float(not inner_questions(material.scene.question.text))


def _other_time(scene: Scene, finding: Finding) -> float:
    """1 where the steps' sentences write years and none of the time asked about.

    "Who chaired the board from 1995 to 1999?": a sentence with "1993–1997" may say so, one that
    writes only 2004 speaks of another time.
    """
    asked = [date.year for date in find_dates(scene.question.text) if date.year > 0]
    said = [
        date.year
        for step in finding.steps
        for date in step.page.dates
        if date.year > 0 and step.page.sentence_at(date.start) == step.sentence
    ]
    if not asked or not said:
        return 0.0
    return float(max(said) < min(asked) or max(asked) < min(said))


def _sentence(step: Found) -> str:
    return f"{step.page.name} {step.stated}"


def _is_first(finding: Finding, heard: HeadReading) -> bool:
    """The head's best span of all lies in what was found."""
    best = heard.spans[0] if heard.spans else None
    return best is not None and any(
        step.page.rank == best.passage and step.start < best.end and best.start < step.end
        for step in finding.steps
    )


def is_borne_out(finding: Finding, cited: Sequence[str], question: str) -> bool:
    """What is cited holds every word of the answer, and denies what the question denies; of yes or
    no, and of what was worked out, there is a premise at all.
    """
    if finding.form in ("yes-no", "worked-out"):
        return bool(cited)
    holds = roots(finding.text) <= roots(" ".join(cited))
    if holds and finding.form == "span" and asks_not(without_relative_clause(question)):
        return LEAVES_OUT.search(" ".join(cited)) is not None  # not "present: Ada Lane"
    return holds
