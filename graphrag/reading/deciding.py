"""Yes or no by the sentence that decides, where the question does not hold two things together.

"Can people on a standard schedule earn credit hours?" and "Credit hours: No - not available with
this schedule" give no. The sentence is the one that has most of what is asked; what denies it is a
word of denial which the question lacks, a plain "No", or a limit that leaves out some of what is
asked ("only", "until").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphrag.language.scripts import WORD
from graphrag.language.words import root
from graphrag.reading.found import Finding, Found
from graphrag.reading.sentences import ReadSentence, leads_on
from graphrag.retrieval.linking.asked_words import roots

_DENIES = re.compile(
    r"\b(?:no|not|never|none|cannot|neither|nor|without|nothing|nobody|unavailable|unable"
    r"|fails? to|prohibited|forbidden|instead of|rather than|closed|barred|excluded|rejected"
    r"|refused?|denied|dismissed|dropped|withdrawn|abolished|lapses?|ended|ceased)\b|n['’]t\b",
    re.IGNORECASE,
)
_LIMITS = re.compile(r"\b(?:only|solely|except|until|formerly|previously|used to)\b", re.IGNORECASE)
_UNREAL = re.compile(r"\bif\b.*\bwould\b|\bwould\b.*\bif\b", re.IGNORECASE | re.DOTALL)
_FREE = re.compile(r"\b(?:without|at no) (?:any |a )?(?:charge|cost|fee)s?\b", re.IGNORECASE)
_SAID = re.compile(r"(?:^|:|\?)\s*(?P<said>yes|no)\b(?!\s+\w+\s+(?:is|are))", re.IGNORECASE)
_LOOKED_AT = 4  # places, the fittest first
_COVER = 2.0  # the asked words decide more here, what the head sees less: no span answers


def decided(question: str, places: Sequence[ReadSentence]) -> Finding | None:
    """Yes or no with the sentence that says so; None where no passage has a sentence that does."""
    usable = [place for place in places if not leads_on(place)][:_LOOKED_AT]
    best = max(usable, key=lambda place: _COVER * place.cover + place.fit, default=None)
    if best is None or _is_unreal(question, best):
        return None
    answer = _answer(question, best.text.strip(), best.page.name)
    start, end = best.span
    return Finding(answer, 0.0, (Found(best.page, start, end, best.fit),), "yes-no")


def _is_unreal(question: str, place: ReadSentence) -> bool:
    """It says what would be, not what is: "if there were a pier, the ferry would call"."""
    return _UNREAL.search(place.text) is not None and not _UNREAL.search(question)


def _answer(question: str, sentence: str, about: str) -> str:
    if re.search(r"\bfree\b", question, re.IGNORECASE):
        sentence = _FREE.sub("free", sentence)
    said = _SAID.search(sentence)
    if said:
        return said["said"].lower()
    denied = _denies(sentence, question) or _limited(question, sentence, about)
    return "no" if denied != _denies(question, sentence) else "yes"


def _denies(text: str, other: str) -> bool:
    """It has a word of denial that the other has not: "dropped" denies nothing of "to drop it"."""
    words = {root(word.lower()) for word in re.findall(WORD, other)}
    return any(root(found.group().lower()) not in words for found in _DENIES.finditer(text))


def _limited(question: str, sentence: str, about: str) -> bool:
    """It holds of other things only, or did once: "lime is sold loose only", asked of sacks. What
    the page is about need not be said again.
    """
    if _LIMITS.search(question) or not _LIMITS.search(sentence):
        return False
    return not roots(question) <= roots(f"{about} {sentence}")
