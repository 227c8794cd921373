"""Two things compared by a value of each that the passages state: a date, or a number.

"Which came first, the launch of A or of B?" asks when A and when B, each of the span head, and
holds the two dates against each other; "Which is larger by default, A or B?" asks for two numbers.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphrag.language.dates import find_dates
from graphrag.linking.asked_words import roots
from graphrag.reading.found import Finding, Found
from graphrag.reading.head.span_head import HeadSpan, SpanHead
from graphrag.reading.head.texts import HeadText
from graphrag.reading.page import Page
from graphrag.reading.question import QuestionAnalysis
from graphrag.reading.sides import Side

_TIME = re.compile(
    r"\b(?:first|earlier|earliest|before|after|older|oldest|newer|newest|later|latest|last"
    r"|younger|more recent(?:ly)?|sooner)\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:first|earlier|earliest|before|older|oldest|sooner|less|fewer|smaller|smallest|shorter"
    r"|shortest|lower|lowest|cheaper|faster)\b",
    re.IGNORECASE,
)
_SIZE = re.compile(
    r"\b(?:more|less|fewer|larger|largest|smaller|smallest|bigger|longer|longest|shorter|shortest"
    r"|higher|highest|lower|lowest|taller|heavier|cheaper|slower|faster|newer)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800, "y": 31536000}
_DURATION = re.compile(
    r"(\d+(?:\.\d+)?)\s?(s|m|h|d|w|y)(?:ec|in|our|r|ay|eek|ear)?[a-z]*\b", re.IGNORECASE
)
_ASKED = re.compile(r"^\W*(?:which|what|who|was|is|are|were|did|does|do)\b", re.IGNORECASE)
_READ = 4  # spans of each side looked at
_EXACT = 2.0  # what a sentence that writes the side as the question does adds to a span's score
_LEADING = re.compile(r"^(?:of|in|for|by|the) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Measured:
    """A side's value, comparable with the other's of the same kind."""

    value: float
    found: Found
    score: float


def measured(
    asked: QuestionAnalysis, both: Sequence[Side], pages: Sequence[Page], head: SpanHead
) -> Finding | None:
    """The side that comes first or has more, with a sentence for each; None without two values."""
    rest = asked.outside_anchors()
    by_time, by_size = _TIME.search(rest), _SIZE.search(rest)
    if len(both) != 2 or not (by_time or by_size):
        return None
    dated = by_time is not None and not (by_size and "longer" in by_size.group().lower())
    values = [_value_of(asked, side, both, pages, head, dated) for side in both]
    one, other = values
    if one is None or other is None or one.value == other.value:
        return None
    smaller = 0 if one.value < other.value else 1
    wants_less = _LESS.search(rest) is not None
    steps = (one.found, other.found)
    trust = 1 / (1 + math.exp(-min(one.score, other.score) / 3))
    if asked.form == "yes-no":
        yes = (smaller == 0) == wants_less
        return Finding("yes" if yes else "no", trust, steps, "yes-no")
    chosen = smaller if wants_less else 1 - smaller
    return Finding(_LEADING.sub("", both[chosen].text), trust, steps, "choice")


def _value_of(
    asked: QuestionAnalysis,
    side: Side,
    both: Sequence[Side],
    pages: Sequence[Page],
    head: SpanHead,
    dated: bool,
) -> _Measured | None:
    """The best span with a value that stands with the side's name."""
    words = roots(side.text)
    name = re.escape(_LEADING.sub("", side.text))
    named = re.compile(rf"(?<![\w.-]){name}(?![\w-])", re.IGNORECASE)  # not "Api.data.gov"
    own = [page for page in pages if words & roots(f"{page.lead} {page.text}")]
    texts = [HeadText(page.passage.text, page.lead) for page in own]
    heard = head.read(_question(asked, side, both, dated), texts, best=_READ)
    best: _Measured | None = None
    for span in heard.spans:
        page = own[span.passage]
        value = _value(page, span, dated)
        start, end = page.sentences[page.sentence_at(span.start)]
        near = words & roots(f"{page.lead} {page.text[start:end]}")
        if value is None or not near:
            continue
        exact = named.search(page.text, start, end) is not None
        score = span.score + 4 * len(near) / len(words) + _EXACT * exact
        if best is None or score > best.score:
            found = Found(page, span.start, span.end, 1.0)
            best = _Measured(value, found, score)
    return best


def _question(asked: QuestionAnalysis, side: Side, both: Sequence[Side], dated: bool) -> str:
    """What is asked of one side: "When was A?", or what remains of the question with A in it."""
    name = _LEADING.sub("", side.text)
    letters = list(asked.text)
    for one in both:
        letters[one.start : one.end] = " " * (one.end - one.start)
    rest = _ASKED.sub("", "".join(letters))
    rest = " ".join(_TIME.sub(" ", _SIZE.sub(" ", rest)).replace(" or ", " ").split()).strip(" ,?")
    return f"When was {name} {rest}?" if dated else f"What is the number of {name} {rest}?"


def _value(page: Page, span: HeadSpan, dated: bool) -> float | None:
    text = page.text[span.start : span.end]
    if dated:
        moment = next((d for d in find_dates(page.text, span.start, span.end) if d.year), None)
        return None if moment is None else 372 * moment.year + 31 * moment.month + moment.day
    parts = _DURATION.findall(text)
    if parts:
        return sum(float(number) * _UNITS[unit.lower()] for number, unit in parts)
    number = _NUMBER.search(text)
    return float(number.group().replace(",", "")) if number else None
