"""Why, how and what something is: the one to three sentences that answer, quoted whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphrag.reading.asked import asks_how, asks_why
from graphrag.reading.found import Finding, Found
from graphrag.reading.sentences import ReadSentence, following, leads_on, preceding

_REASON = re.compile(
    r"\b(?:because|since|so that|so as to|in order to|due to|owing to|as a result|therefore|thus"
    r"|to (?:avoid|prevent|ensure|allow|make|keep|help|protect)|reasons?|otherwise)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"^\W*(?:this|these|that|those|it|they|such|he|she)\b", re.IGNORECASE)
_CUE = 0.12  # what a word of reason adds to a sentence's fit where a reason is asked for
_NEAR = 0.25  # at most so far below the first one's fit may a second sentence elsewhere lie
MOST = 3  # sentences


def quoted(question: str, places: Sequence[ReadSentence]) -> Finding | None:
    """The sentences that answer; None where no passage has any.

    A heading or an announcement stands for what follows it, "This is why …" for what precedes it;
    steps and reasons are quoted on. The next fittest sentence fills up, where it is nearly as fit.
    """
    why, how = asks_why(question), asks_how(question)
    ranked = sorted(places, key=lambda p: -(p.fit + _CUE * (why and _gives_reason(p))))
    if not ranked:
        return None
    best = ranked[0]
    spans = _around(best, on=why or how)
    steps = [Found(best.page, start, end, best.fit) for start, end in spans]
    for other in ranked[1:]:
        if len(steps) >= MOST or best.fit - other.fit > _NEAR:
            break
        taken = any((other.page, *other.span) == (s.page, s.start, s.end) for s in steps)
        if not taken and not leads_on(other):
            steps.append(Found(other.page, *other.span, other.fit))
    words = (step.page.passage.text[step.start : step.end].split() for step in steps)
    return Finding(" ".join(" ".join(own) for own in words), 0.0, tuple(steps), "sentences")


def _around(best: ReadSentence, on: bool) -> list[tuple[int, int]]:
    """The sentence with what it announces, what it points back to, or what goes on from it."""
    if leads_on(best):
        return [best.span, *following(best, MOST - 1)]
    spans = [best.span]
    if _POINTS_BACK.match(best.text):
        spans = [*preceding(best), *spans]
    return [*spans, *(following(best, 1) if on else [])]


def _gives_reason(place: ReadSentence) -> bool:
    return _REASON.search(place.text) is not None
