"""Comparisons: the same attribute of both sides, ordered (choice) or checked equal (yes or no)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graphrag.language.countries import country
from graphrag.reading.comparatives import LASTING, LESS, OF_SIZE, OF_TIME, THAN
from graphrag.reading.found import Finding, Found
from graphrag.reading.hints import Hints, Value
from graphrag.reading.page import Page
from graphrag.reading.predicates import earliest, predicate_words, same_thing, support
from graphrag.reading.question import QuestionAnalysis
from graphrag.reading.sides import Side, held, sides

_ORDERS = re.compile(rf"\b(?:before|after|prior to)\b|{THAN.pattern}", re.IGNORECASE)
_GUESS = 0.25  # confidence where a side is missing or has no value: a guess between two
_NO_SIDE = 0.05
_LITTLE = 0.1  # by which a side that fits better must be surer than a guess
_NAME = 6  # words of a side at most, where no page has it as title


def answer_comparison(
    question: QuestionAnalysis, pages: Sequence[Page], hints: Hints
) -> Finding | None:
    """Yes or no, or the side that fits; None where the question compares nothing."""
    if question.form == "open" or not pages:
        return None
    both = sides(question, pages)
    if question.form == "yes-no":
        than = THAN.search(question.text)
        if than is not None and OF_SIZE.fullmatch(than["by"]):
            return None  # a figure of each decides
        if len(both) < 2 or not all(map(_is_named, both)):
            return None  # one sentence decides
        finding = _yes_no(question, both, pages, hints)
    elif len(both) == 2:
        finding = _choice(question, both, hints)
    else:
        return None
    return _with_gaps(question, finding, both)


def is_guess(finding: Finding) -> bool:
    """A side was not found, or both fit alike."""
    return bool(finding.caveat) or finding.confidence <= _GUESS + _LITTLE


def _is_named(side: Side) -> bool:
    """A page is about it, or it reads like a name: not whatever stands round an "and"."""
    words = side.text.split()
    return side.page is not None or (len(words) <= _NAME and not side.text[:1].islower())


def _with_gaps(question: QuestionAnalysis, finding: Finding, both: list[Side]) -> Finding:
    """Little confidence, and why, where a side has no page or no value to compare."""
    missing = [side.text for side in both if side.page is None]
    if missing or not both:
        guess = question.form == "choice" and len(missing) < len(both)
        trust = _GUESS if guess else _NO_SIDE
        named = " and ".join(repr(text) for text in missing) or "what the question compares"
        caveat = f"No retrieved passage is about {named}."
        return replace(finding, confidence=min(trust, finding.confidence), caveat=caveat)
    ranks = {step.page.rank for step in finding.steps}
    if len(ranks) < 2 <= len(both):
        caveat = "Only one side of the comparison was found in the passages."
        return replace(finding, confidence=min(_GUESS, finding.confidence), caveat=caveat)
    return finding


def _yes_no(
    question: QuestionAnalysis, both: list[Side], pages: Sequence[Page], hints: Hints
) -> Finding:
    rest = _rest(question, both)
    known = [side.page for side in both if side.page is not None]
    if len(known) == 2:
        if hints.compared is not None and re.search(r"\bsame\b|\bshare\b", rest):
            return _same([hints.compared[page.rank] for page in known])
        ordered = _in_order(question, both, rest, hints) if _ORDERS.search(rest) else None
        if ordered is not None:
            return ordered
        if re.search(r"\bsame\b", rest, re.IGNORECASE):
            equal, sure = same_thing(known[0], known[1], rest)
            leads = tuple(Found(page, *page.sentences[0], score=1.0) for page in known)
            return Finding("yes" if equal else "no", sure, leads, "yes-no")
    return _borne_out(question, known or list(pages[:1]), rest)


def _rest(question: QuestionAnalysis, both: list[Side]) -> str:
    """The question without the names of its sides and its first word."""
    letters = list(question.text)
    for side in both:
        letters[side.start : side.end] = " " * (side.end - side.start)
    return re.sub(r"^\W*\w+", " ", "".join(letters))


def _in_order(
    question: QuestionAnalysis, both: list[Side], rest: str, hints: Hints
) -> Finding | None:
    """The side that came first, or last; None where a side has no date."""
    values = [_moment(side, predicate_words(rest), hints) for side in both]
    moments = [steps[-1].moment if steps else None for steps, _ in values]
    if moments[0] is None or moments[1] is None:
        return None
    first = 0 if moments[0].key <= moments[1].key else 1
    chosen = first if LESS.search(rest) else 1 - first
    return held(question, both, chosen, _sure(values), _steps(values))


def _same(values: list[Value]) -> Finding:
    if not values[0][0] or not values[1][0]:
        return Finding("no", _GUESS, _steps(values), "yes-no")
    one, other = (_comparable(steps[-1]) for steps, _ in values)
    return Finding("yes" if one == other else "no", _sure(values), _steps(values), "yes-no")


def _comparable(found: Found) -> object:
    if found.moment is not None:
        return found.moment.key
    return country(found.text) or found.text.casefold()


def _borne_out(question: QuestionAnalysis, known: list[Page], rest: str) -> Finding:
    """Yes if every side's page bears out the predicate."""
    words = predicate_words(rest)
    shares = [support(page, words) for page in known]
    lowest = min((share for share, _ in shares), default=0.0)
    steps = tuple(found for _, found in shares if found is not None)
    sure = 0.4 + 0.4 * abs(2 * lowest - 1)
    return Finding("yes" if lowest >= 0.6 else "no", sure, steps, "yes-no")


def _choice(question: QuestionAnalysis, both: list[Side], hints: Hints) -> Finding:
    rest = _rest(question, both)
    words = predicate_words(rest)
    if OF_TIME.search(rest) or LASTING.search(rest):
        ordered = _in_order(question, both, rest, hints)
        if ordered is not None:
            return ordered
    shares = [support(side.page, words) if side.page else (0.0, None) for side in both]
    chosen = 0 if shares[0][0] >= shares[1][0] else 1
    steps = tuple(found for _, found in shares if found is not None)
    sure = _GUESS + 0.5 * abs(shares[0][0] - shares[1][0])
    return held(question, both, chosen, sure, steps)


def _moment(side: Side, words: list[str], hints: Hints) -> Value:
    """The side's compared date, else the earliest date of its page said with the words."""
    if side.page is None:
        return (), 0.0
    value = hints.compared[side.page.rank] if hints.compared is not None else ((), 0.0)
    if value[0] and value[0][-1].moment is not None:
        return value
    found = earliest(side.page, words)
    return ((found,), 0.4) if found else ((), 0.0)


def _sure(values: list[Value]) -> float:
    return max(_GUESS, min(score for _, score in values))


def _steps(values: list[Value]) -> tuple[Found, ...]:
    return tuple(step for steps, _ in values for step in steps)
