"""How far a finding can be trusted: a logistic regression on signs, for spans and for the rest.

Fitted by `scripts/fit_reader.py` on questions with and without the passages that answer them, so a
confidence of 0.7 means right in seven cases of ten. A finding of the wrong kind of thing (a town
where a wife is asked for) and one that its citations do not bear out get none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from graphrag.embedding.span_head.span_head import HeadReading
from graphrag.language.dates import MONTHS, find_dates
from graphrag.language.numbers import LARGE, NUMBER_WORD
from graphrag.language.words import root
from graphrag.reading.candidate_kinds import kind_of_candidate
from graphrag.reading.candidates import NUMBER, Candidate
from graphrag.reading.chooser import Learned
from graphrag.reading.found import Finding, Found
from graphrag.reading.material import Material
from graphrag.reading.page_view import Features
from graphrag.reading.scene import Scene
from graphrag.reading.sentences import ReadSentence, best_score
from graphrag.retrieval.linking.asked_words import roots

_IN_TIME = re.compile(  # "mid October", "every Friday": no date, and yet a time
    rf"\b(?:{'|'.join(MONTHS)}|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|spring|summer|autumn"
    r"|winter|noon|midday|midnight|morning|evening|afternoon|night)\b",
    re.IGNORECASE,
)
_NO_TIME = re.compile(r"[$€£¥%]|^\+?\(?\d[\d ()]*[ -]\d[\d ()-]{3,}$")  # a price, a telephone
_UNITS_OF_TIME = "second|minute|hour|day|night|week|fortnight|month|quarter|year|decade"
_UNITS = f"{_UNITS_OF_TIME}|mile|dozen|third"
_AMOUNT = re.compile(
    rf"(?<!\w)[$€£¥]?\d|\b{NUMBER_WORD}|\ban? (?:\w+ )?(?:{_UNITS}|{'|'.join(LARGE)})s?\b"
    r"|\b(?:all|both|couple|double|few|free|half|no|none|nothing|until|several|whole|overnight"
    r"|unlimited)\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\bhow many(?P<noun>(?:\W+\w+){1,3})", re.IGNORECASE)
_COUNTED = re.compile(
    rf"(?:[\d.,]+|{NUMBER_WORD})[ -](?P<unit>(?:{_UNITS_OF_TIME})s?)\b",
    re.IGNORECASE,
)
_UNIT_LONGEST = 11  # characters of " fortnights"
_HOW_OFTEN = re.compile(r"\bhow (?:often|frequently)\b", re.IGNORECASE)
_OFTEN = re.compile(
    r"\b(?:every|each|per|once|twice|times|always|never|rarely|seldom|usually|sometimes|often|after"
    r"|before|when|whenever|at|on|an?|\w+ly|annual|\w+days|continuous|as)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<!^)\b(?!I\b)[A-ZÀ-Þ][\w'’.-]*|(?<![\w.@])[^\W\d][\w-]+(?:[._@]\w[\w-]*)+")
# Kinds that a question for one kind cannot have as its answer.
_PLACES = frozenset({"place", "town", "country", "state", "county", "continent"})
_VALUES = frozenset({"date", "year", "number"})
_NOT = {
    "person": _PLACES | _VALUES,
    "place": _VALUES | {"person"},
    "organisation": _VALUES | {"country", "continent", "nationality", "town", "place", "person"},
    "date": _PLACES | {"person", "organisation", "work", "name", "word", "phrase", "nationality"},
    "number": _PLACES | {"person", "organisation", "work", "name", "nationality"},
}


def trusted(form: str, signs: Features, weights: Learned) -> float:
    """The confidence in [0, 1) that these signs give; none where no name of the question is met."""
    if signs.get("names") == 0:
        return 0.0
    own = weights.span if form == "span" else weights.sentences
    total = sum(own.get(name, 0.0) * value for name, value in signs.items())
    return 1 / (1 + math.exp(-total))


def signs_of(finding: Finding, material: Material) -> Features:
    """What tells a right finding from a wrong one, whatever its form."""
    scene, places, heard = material.scene, material.around, material.heard
    last = finding.steps[-1]
    own = {(place.page.rank, place.number): place for place in places}
    place = own[last.page.rank, last.sentence]
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


def _names_said(material: Material, finding: Finding) -> float:
    """Share of the question's names, by words, that the steps' pages write; 1 without any.

    What is true of another mill is no answer. A document says what it is about in its path, too,
    and what a page is about is said by those that lead to it.
    """
    asked = roots(" ".join(_NAME.findall(material.scene.question.text)))
    own = [step.page for step in finding.steps]
    leading = [lead.page for page in own for lead in material.leads[page.rank]]
    pages = {page.rank: page for page in (*own, *leading)}.values()
    said = {
        stem
        for page in pages
        for stem in roots(f"{page.lead} {page.text} {page.passage.metadata.path}")
    }
    return len(asked & said) / len(asked) if asked else 1.0


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
    start, end = step.page.sentences[step.sentence]
    return f"{step.page.name} {step.page.text[start:end]}"


def _is_first(finding: Finding, heard: HeadReading) -> bool:
    """The head's best span of all lies in what was found."""
    best = heard.spans[0] if heard.spans else None
    return best is not None and any(
        step.page.rank == best.passage and step.start < best.end and best.start < step.end
        for step in finding.steps
    )


def is_of_asked_kind(finding: Finding, scene: Scene) -> bool:
    """Not the question's own words, nor a kind that it cannot mean; in doubt it is of its kind."""
    if finding.form != "span" or finding.named or not finding.steps:
        return True
    counts = scene.wanted.amount and _AMOUNT.search(finding.text) is not None
    if not counts and roots(finding.text) <= roots(scene.question.text):
        return False  # "university" of "which university"; "two years" of "how many years" counts
    last = finding.steps[-1]
    kind = kind_of_candidate(last.page, Candidate(last.start, last.end, _found_as(finding)))
    barred = _NOT.get(scene.wanted.kind, frozenset())
    if scene.wanted.kind == "number" and "@" in finding.text:
        return False
    if scene.wanted.amount and not counts:
        return False  # "Monthly" of "How much time does it take?"
    if _HOW_OFTEN.search(scene.question.text):
        return _OFTEN.search(finding.text) is not None
    if _is_of_other_unit(finding, scene.question.text):
        return False
    if scene.wanted.kind == "date":
        return is_time(finding.text) or (kind not in barred and not _NO_TIME.search(finding.text))
    return kind not in barred


def _is_of_other_unit(finding: Finding, question: str) -> bool:
    """It counts time, and the question other things: "two years" of "how many members"."""
    many, last = _HOW_MANY.search(question), finding.steps[-1]
    behind = last.page.text[last.end : last.end + _UNIT_LONGEST]
    counted = _COUNTED.match(finding.text) or _COUNTED.match(finding.text + behind)
    if many is None or counted is None:
        return False
    return not roots(counted["unit"]) <= roots(many["noun"])


def is_time(text: str) -> bool:
    """A date, a time of the day or the year, or figures that may be one."""
    if _IN_TIME.search(text) or find_dates(text):
        return True
    return _has_figure(text) and not _NO_TIME.search(text)


def _found_as(finding: Finding) -> str:
    last = finding.steps[-1]
    inside = [d for d in last.page.dates if last.start <= d.start and d.end <= last.end]
    if inside:
        return "date"
    written = _has_figure(finding.text[:1]) or finding.text.islower()  # "four feet", no band
    return "number" if written and NUMBER.match(finding.text) else "name"


def _has_figure(text: str) -> bool:
    return re.search(r"\d", text) is not None


def is_borne_out(finding: Finding, cited: Sequence[str]) -> bool:
    """What is cited holds every word of the answer; of yes or no, there is a premise at all."""
    if finding.form == "yes-no":
        return bool(cited)
    return roots(finding.text) <= roots(" ".join(cited))
