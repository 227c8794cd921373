"""Yes or no by the sentence that decides, where the question does not hold two things together.

"Can people on a standard schedule earn credit hours?" and "Credit hours: No - not available with
this schedule" give no. The sentence is the one that has most of what is asked. What denies it is a
word of denial which the question lacks, a plain "No", the opposite of a word asked, a limit that
leaves out some of what is asked ("only", "until"), or an amount outside of what the sentence sets
("within 14 days", asked of 20). Where it stays open, nothing is found.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import islice

from graphrag.language.amounts import Amount, amounts_in
from graphrag.language.names import find_names
from graphrag.language.numbers import NUMBER_WORD
from graphrag.language.quantities import without_times
from graphrag.reading.forms.bounded import IN, OUT, fit_of
from graphrag.reading.forms.verdict import asks_for_rule, verdict
from graphrag.reading.material.sentences import ReadSentence, leads_on
from graphrag.reading.pages.found import Finding, Found
from graphrag.reading.tables.table_rows import fields
from graphrag.retrieval.linking.asked_words import roots

_UNREAL = re.compile(r"\bif\b.*\bwould\b|\bwould\b.*\bif\b", re.IGNORECASE | re.DOTALL)
_MEANT = re.compile(
    r"\b(?:propos\w+|suspect\w+|suggest\w+|recommend\w*|request\w*|(?:had )?meant to"
    r"|want(?:s|ed)|hop(?:es?|ed) to|plan(?:s|ned)? to|intend(?:s|ed)? to)\b",
    re.IGNORECASE,
)
_DONE = re.compile(r"\W*(?:did|was|were|has|have|had|is|are)\b", re.IGNORECASE)
_ONCE = re.compile(r"^\W*(?:before|until|till|up to) (?:\w+ ){0,2}\d{4}\b", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:previous|earlier|older) (?:versions?|releases?)\b", re.IGNORECASE)
_OF_TWO = re.compile(rf"\bthan (?!(?:an? )?(?:[$€£]?\d|{NUMBER_WORD}))", re.IGNORECASE)
_LOOKED_AT = 4  # places, the fittest first
_COVER = 2.0  # the asked words decide more here, what the head sees less: no span answers
_COMPARED = 0.5  # what an amount adds that can be held against one of the question
# Fitted by `scripts/fit_verdict.py`: log-odds that the answer is right, by its sentence's fit, by
# whether it is no, and at a fit of 0.
_BY_FIT, _BY_NO, _BASE = 1.42, 1.33, -7.89


def decided(question: str, places: Sequence[ReadSentence]) -> Finding | None:
    """Yes or no with the sentence that says so; None where no passage has a sentence that does."""
    asked = roots(question)
    fit = (place for place in places if not leads_on(place) and _may_decide(place, asked))
    usable = list(islice(fit, _LOOKED_AT))
    of_two = _OF_TWO.search(question) is not None
    amounts = () if of_two else amounts_in(question)
    best = max(usable, key=lambda place: _value(place, amounts), default=None)
    if best is None or _is_unreal(question, best):
        return None
    if of_two and "than" not in best.text.split():
        return None  # a sentence about one says nothing of two
    answer = verdict(question, best, amounts)
    may_say = _may_affirm if answer == "yes" else _may_deny
    if not answer or not may_say(question, best):
        return None
    return Finding(
        answer,
        sure_of(best.fit, denies=answer == "no"),
        (Found(best.page, *best.span, best.fit),),
        "yes-no",
    )


def sure_of(fit: float, *, denies: bool = False) -> float:
    """How likely what a sentence of this fit decides is right; a denial is seldom of another."""
    return 1 / (1 + math.exp(-(_BY_FIT * fit + _BY_NO * denies + _BASE)))


def _may_decide(place: ReadSentence, asked: frozenset[str]) -> bool:
    """A row of a table tells of the thing that its first cell names."""
    cells = list(fields(place.text))
    return len(cells) < 2 or bool(roots(cells[0][1]) & asked)


def _value(place: ReadSentence, amounts: Sequence[Amount]) -> float:
    return _COVER * place.cover + place.fit + _COMPARED * _compares(place, amounts)


def _compares(place: ReadSentence, amounts: Sequence[Amount]) -> bool:
    """It has an amount that can be held against one of the question."""
    return bool(amounts) and fit_of(amounts, amounts_in(place.text), "") in (IN, OUT)


def _may_affirm(question: str, place: ReadSentence) -> bool:
    """It has something of what is asked, and its page writes every name of the question."""
    return place.cover > 0 and all(_names_met(question, place))


def _may_deny(question: str, place: ReadSentence) -> bool:
    """Its page writes some name of the question, which need not be where that asks for a rule."""
    met = _names_met(question, place)
    return not met or any(met) or asks_for_rule(question)


def _names_met(question: str, place: ReadSentence) -> list[bool]:
    """For each name of the question whether the page writes it."""
    page = place.page
    said = roots(f"{page.lead} {page.passage.metadata.path} {page.text}")
    opened = re.match(r"\W*\w+", question)
    names = find_names(question, opened.end() if opened else 0)
    named = (roots(without_times(question[slice(*name)])) for name in names)
    return [bool(name & said) for name in named if name]


def _is_unreal(question: str, place: ReadSentence) -> bool:
    """It says what would be, was once or was meant: "if there were a pier, it would call"."""
    text = place.text
    if _EARLIER.search(text) and not _EARLIER.search(question):
        return True
    if _ONCE.match(text) and not re.match(r"\W*(?:did|was|were|had)\b", question, re.IGNORECASE):
        return True
    if _DONE.match(question) and _MEANT.search(text) and not _MEANT.search(question):
        return True
    return _UNREAL.search(text) is not None and not _UNREAL.search(question)
