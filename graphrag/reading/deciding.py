"""Yes or no by the sentence that decides, where the question does not hold two things together.

"Can people on a standard schedule earn credit hours?" and "Credit hours: No - not available with
this schedule" give no. The sentence is the one that has most of what is asked; what denies
it is a word of denial in the clauses that speak of it, which the question lacks, a plain "No", or a
limit that leaves out some of what is asked ("only", "until"). Free of charge denies a charge only.
A row of a table decides by the cell under the column that is asked for: "default: False".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graphrag.reading.found import Finding, Found
from graphrag.reading.rows import fields
from graphrag.reading.sentences import ReadSentence, leads_on
from graphrag.retrieval.linking.asked_words import roots

_DENIES = re.compile(
    r"\b(?:no|not|never|none|cannot|neither|nor|without|nothing|nobody|unavailable|unable"
    r"|fails? to|prohibited|forbidden|instead of|rather than|closed|barred|excluded|rejected"
    r"|refused?|denied|dismissed|dropped|withdrawn|abolished|lapses?|ended|ceased)\b|n['’]t\b",
    re.IGNORECASE,
)
_LIMITS = re.compile(r"\b(?:only|solely|except|until|formerly|previously|used to)\b", re.IGNORECASE)
_SAID = re.compile(r"(?:^|:|\?)\s*(?P<said>yes|no)\b(?!\s+\w+\s+(?:is|are))", re.IGNORECASE)
_SWITCH = re.compile(
    r"(?:(?P<on>true|yes|on|enabled|always)|false|no|off|disabled|never|none)\b", re.IGNORECASE
)
_ASKED_OFF = re.compile(r"\b(?:off|disabled|false)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[,;:] |[.!?]\s+(?=[A-Z])|\b(?:but|because|although|while|so that|unless|if)\b"
)
_FOR_NOTHING = re.compile(
    r"\b(?:for nothing|free of (?:charge|cost)|(?:at )?no (?:extra )?(?:charge|cost|fee)"
    r"|without (?:(?:a|any|extra) )?(?:pay\w*|charg\w*|cost\w*|fees?)|(?:pays?|costs?) nothing)\b",
    re.IGNORECASE,
)
_FREE = re.compile(r"\bfree\b", re.IGNORECASE)
_COSTS = re.compile(r"\b(?:costs?|pay|paid|pays|charged?|fees?|price)\b", re.IGNORECASE)
_LOOKED_AT = 4  # places, the fittest first
_COVER = 2.0  # the asked words decide more here, what the head sees less: no span answers


def decided(question: str, places: Sequence[ReadSentence]) -> Finding | None:
    """Yes or no with the sentence that says so; None where no passage has a sentence.

    What stands as a question on the page is decided by the sentence behind it.
    """
    usable = [place for place in map(_decider, places) if place is not None][:_LOOKED_AT]
    best = max(usable, key=lambda place: _COVER * place.cover + place.fit, default=None)
    if best is None:
        return None
    answer = _answer(question, best.text.strip())
    start, end = best.span
    return Finding(answer, 0.0, (Found(best.page, start, end, best.fit),), "yes-no")


def _decider(place: ReadSentence) -> ReadSentence | None:
    if place.text.rstrip().endswith("?") and place.number + 1 < len(place.page.sentences):
        behind = replace(place, number=place.number + 1)
        return behind if _SAID.match(behind.text.strip()) else None
    return None if leads_on(place) else place


def _answer(question: str, sentence: str) -> str:
    switched = _switched(question, sentence)
    if switched is not None:
        return "yes" if switched != (_ASKED_OFF.search(question) is not None) else "no"
    said = _SAID.search(sentence)
    if said:
        return said["said"].lower()
    question, sentence = (_FOR_NOTHING.sub("free", text) for text in (question, sentence))
    asked = roots(question)
    clauses = [clause for clause in _CLAUSE.split(sentence) if clause.strip()] or [sentence]
    shared = [len(asked & roots(clause)) for clause in clauses]
    nearest = [clause for clause, own in zip(clauses, shared, strict=True) if own == max(shared)]
    denied = any(_DENIES.search(clause) for clause in nearest)
    if _FREE.search(sentence) and not _FREE.search(question) and _COSTS.search(question):
        denied = True
    denied = denied or _limited(question, sentence)
    asked_so = _DENIES.search(question) is not None
    return "no" if denied != asked_so else "yes"


def _limited(question: str, sentence: str) -> bool:
    """It holds of other things only, or did once: "lime is sold loose only", asked of sacks."""
    if _LIMITS.search(question) or not _LIMITS.search(sentence):
        return False
    return not roots(question) <= roots(sentence)


def _switched(question: str, sentence: str) -> bool | None:
    """Whether the cell under the column that is asked for says on; None where it says neither."""
    asked, row = roots(question), list(fields(sentence))
    named = [cell for column, cell in row if (said := roots(column)) and said <= asked]
    switch = _SWITCH.match(named[0]) if len(row) > 1 and len(named) == 1 else None
    return None if switch is None else switch["on"] is not None
