"""Two sides compared: by what the lists of relations know, by date, by what their pages say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graphrag.language.comparatives import LESS, OF_TIME, THAN
from graphrag.language.countries import country
from graphrag.language.dates import Moment
from graphrag.language.keys import tokens
from graphrag.language.words import FUNCTION_WORDS, root
from graphrag.reading.asking.question import QuestionAnalysis, blanked
from graphrag.reading.comparing.sides import Side, held
from graphrag.reading.pages.found import Finding, Found, Hints, Value
from graphrag.reading.pages.page import Page

_ORDERS = re.compile(rf"\b(?:before|after|prior to)\b|{THAN.pattern}", re.IGNORECASE)
_SAME = re.compile(r"\bsame\b|\bshare\b")
_EMPTY = FUNCTION_WORDS | set("considered type kind term located situated based person".split())
_GUESS = 0.25  # confidence where a side is missing or has no value: a guess between two
_NO_SIDE = 0.05
_LITTLE = 0.1  # by which a side that fits better must be surer than a guess
_NAME = 6  # words of a side at most, where no page has it as title
_BORNE_OUT = 0.7  # share of the words that a page must have
_NONE: Value = ((), 0.0)


def answer_comparison(
    question: QuestionAnalysis, both: Sequence[Side], hints: Hints
) -> Finding | None:
    """Yes or no, or the side that fits; None where one sentence decides."""
    asks_yes = question.form == "yes-no"
    if len(both) != 2 or (asks_yes and not all(map(_is_named, both))):
        return None
    rest, found = _rest(question, both), None
    if asks_yes and _SAME.search(rest):
        found = _same([_compared(side.page, hints) for side in both])
    elif (_ORDERS if asks_yes else OF_TIME).search(rest):
        found = _in_order(question, both, rest, hints)
    return _with_gaps(found or _borne_out(question, both, _words(rest)), both)


def is_guess(finding: Finding) -> bool:
    """A side was not found, or both fit alike."""
    return bool(finding.caveat) or finding.confidence <= _GUESS + _LITTLE


def _is_named(side: Side) -> bool:
    """A page is about it, or it reads like a name: not whatever stands round an "and"."""
    return side.page is not None or (
        len(side.text.split()) <= _NAME and not side.text[:1].islower()
    )


def _with_gaps(finding: Finding, both: Sequence[Side]) -> Finding:
    """Little confidence, and why, where a side has no page or no value to compare."""
    missing = [repr(side.text) for side in both if side.page is None]
    if missing:
        trust = _GUESS if finding.form == "choice" and len(missing) < 2 else _NO_SIDE
        caveat = f"No retrieved passage is about {' and '.join(missing)}."
    elif len({step.page.rank for step in finding.steps}) < 2:
        trust, caveat = _GUESS, "Only one side of the comparison was found in the passages."
    else:
        return finding
    return replace(finding, confidence=min(trust, finding.confidence), caveat=caveat)


def _rest(question: QuestionAnalysis, both: Sequence[Side]) -> str:
    """The question without the names of its sides and its first word."""
    return re.sub(r"^\W*\w+", " ", blanked(question.text, ((one.start, one.end) for one in both)))


def _words(rest: str) -> list[str]:
    """The roots of the words that say something of the sides, in order."""
    return [root(word.key) for word in tokens(rest) if word.key not in _EMPTY]


def _in_order(
    question: QuestionAnalysis, both: Sequence[Side], rest: str, hints: Hints
) -> Finding | None:
    """The side that came first, or last; None where a side has no date."""
    values = [_moment(side.page, _words(rest), hints) for side in both]
    one, other = (steps[-1].moment if steps else None for steps, _ in values)
    if one is None or other is None:
        return None
    first = 0 if one.key <= other.key else 1
    chosen = first if LESS.search(rest) else 1 - first
    return held(question, both, chosen, *_sure(values))


def _compared(page: Page | None, hints: Hints) -> Value:
    """What the lists of relations know of a page; nothing where they are off."""
    return (hints.compared or {}).get(page.rank, _NONE) if page else _NONE


def _same(values: Sequence[Value]) -> Finding:
    one, other = (_comparable(steps[-1]) if steps else None for steps, _ in values)
    same = one is not None and one == other
    return Finding("yes" if same else "no", *_sure(values), "yes-no")


def _comparable(found: Found) -> object:
    if found.moment is not None:
        return found.moment.key
    return country(found.text) or found.text.casefold()


def _borne_out(question: QuestionAnalysis, both: Sequence[Side], words: list[str]) -> Finding:
    """Of two sides the one whose page has more of the words; yes if each page has most of them."""
    shares = [_share(side.page, words) if side.page else 0.0 for side in both]
    steps = tuple(_best_sentence(side.page, words) for side in both if side.page)
    if question.form == "yes-no":
        sure = 0.4 + 0.4 * abs(2 * min(shares) - 1)
        return Finding("yes" if min(shares) >= _BORNE_OUT else "no", sure, steps, "yes-no")
    sure = _GUESS + 0.5 * abs(shares[0] - shares[1])
    return held(question, both, 0 if shares[0] >= shares[1] else 1, sure, steps)


def _share(page: Page, words: Sequence[str]) -> float:
    """Of the words those that the page has; the last one, the noun, counts double."""
    stems = {root(word.key) for word in page.words}
    counted = [*words, *words[-1:]]
    return sum(word in stems for word in counted) / (len(counted) or 1)


def _said(page: Page, sentence: int, words: Sequence[str]) -> int:
    """How many of the words a sentence has."""
    first, past = page.words_between(*page.sentences[sentence])
    return len({root(word.key) for word in page.words[first:past]}.intersection(words))


def _best_sentence(page: Page, words: Sequence[str]) -> Found:
    best = max(range(len(page.sentences)), key=lambda number: _said(page, number, words))
    return Found(page, *page.sentences[best], 1.0)


def _moment(page: Page | None, words: Sequence[str], hints: Hints) -> Value:
    """The compared date; else the first sentence's earliest, or the one said with most words."""
    value = _compared(page, hints)
    if page is None or (value[0] and value[0][-1].moment is not None):
        return value

    def order(date: Moment) -> tuple[bool, int, tuple[int, int, int]]:
        number = page.sentence_at(date.start)
        return number > 0, -_said(page, number, words), date.key

    date = min((date for date in page.dates if date.year), key=order, default=None)
    return ((Found(page, date.start, date.end, 0.5, date),), 0.4) if date else _NONE


def _sure(values: Sequence[Value]) -> tuple[float, tuple[Found, ...]]:
    """How sure the two values are together, and the steps to both."""
    sure = max(_GUESS, min(score for _, score in values))
    return sure, tuple(step for steps, _ in values for step in steps)
