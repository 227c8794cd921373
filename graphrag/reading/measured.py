"""Two things compared by a value of each that the passages state: a date, or a number.

"Which came first, the launch of A or of B?" asks when A and when B, each of the span head, and
holds the two dates against each other; "Which is larger by default, A or B?" asks for two numbers.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphrag.language.dates import Moment, find_dates
from graphrag.language.scripts import WORD
from graphrag.linking.asked_words import roots
from graphrag.reading.comparatives import LASTING, LESS, OF_SIZE, OF_TIME, PRICED, SPEED, THAN
from graphrag.reading.found import Finding, Found
from graphrag.reading.page import Page
from graphrag.reading.question import QuestionAnalysis
from graphrag.reading.sides import Side
from graphrag.span_head.span_head import HeadSpan, SpanHead
from graphrag.span_head.texts import HeadText

_NUMBER = re.compile(
    r"(?P<sign>[$€£¥]\s?)?(?<![\w.:])(?P<figure>\d[\d,]*(?:\.\d+)?)(?![:\d])"
    rf"(?:\s?(?P<unit>%|°|{WORD}))?"
)
_UNITS = frozenset("% ° percent mm cm km kg mg g ml l kb mb gb tb".split())  # beside the seconds'
_SECONDS = {"s": 1, "sec": 1, "second": 1, "m": 60, "min": 60, "minute": 60, "h": 3600, "hr": 3600,
            "hour": 3600, "d": 86400, "day": 86400, "w": 604800, "week": 604800, "month": 2629800,
            "y": 31557600, "yr": 31557600, "year": 31557600}  # fmt: skip
_ASKED = re.compile(r"^\W*(?:which|what|who|was|is|are|were|did|does|do)\b", re.IGNORECASE)
_READ = 4  # spans of each side looked at
_EXACT = 2.0  # what a sentence that writes the side as the question does adds to a span's score
_EVEN = 2.0  # score of a value that is as likely right as wrong
_BEHIND = 20  # characters behind a span in which its unit may stand
_LEADING = re.compile(r"^(?:of|in|for|by|the) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Measured:
    """A side's value, comparable with the other's of the same kind."""

    value: float
    unit: str
    found: Found
    score: float


def measured(
    asked: QuestionAnalysis, both: Sequence[Side], pages: Sequence[Page], head: SpanHead
) -> Finding | None:
    """The side that comes first or has more, with a sentence for each; None without two values."""
    rest = asked.outside_anchors()
    by_time, by_size = OF_TIME.search(rest), OF_SIZE.search(rest)
    if len(both) != 2 or not (by_time or by_size):
        return None
    dated = by_time is not None and not (by_size and "longer" in by_size.group().lower())
    values = [_value_of(asked, side, both, pages, head, dated) for side in both]
    one, other = values
    if one is None or other is None or one.value == other.value or one.unit != other.unit:
        return None
    smaller = 0 if one.value < other.value else 1
    wants_less = LESS.search(rest) is not None
    if one.unit != "second" and SPEED.search(rest):
        wants_less = not wants_less  # the faster one takes less time and has the higher speed
    steps = (one.found, other.found)
    trust = 1 / (1 + math.exp((_EVEN - min(one.score, other.score)) / 2))
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
            best = _Measured(*value, found, score)
    return best


def _question(asked: QuestionAnalysis, side: Side, both: Sequence[Side], dated: bool) -> str:
    """What is asked of one side: "When was A?", or what remains of the question with A in it."""
    name = _LEADING.sub("", side.text)
    than = THAN.search(asked.text)
    if than is not None and both[0].end <= than.start():  # "Is the limit for A higher than"
        left = asked.text[: both[0].start] + side.text + asked.text[both[0].end : than.start()]
        return f"{'When was' if dated else 'What is'} {_ASKED.sub('', left).strip()}?"
    letters = list(asked.text)
    for one in both:
        letters[one.start : one.end] = " " * (one.end - one.start)
    left = PRICED.sub(" ", _ASKED.sub("", "".join(letters)))
    rest = OF_TIME.sub(" ", OF_SIZE.sub(" ", left))
    rest = " ".join(rest.replace(" or ", " ").split()).strip(" ,?")
    if dated:
        return f"When was {name} {rest}?"
    return f"{_figure_of(asked.text)} {name} {rest}?"


def _figure_of(question: str) -> str:
    """How the figure of one side is asked for."""
    if PRICED.search(question):
        return "What is the price of"
    return "How long is" if LASTING.search(question) else "What is the number of"


def _value(page: Page, span: HeadSpan, dated: bool) -> tuple[float, str] | None:
    """A moment in days; or a figure with its unit, "" where things are counted."""
    dates = find_dates(page.text, *page.sentences[page.sentence_at(span.start)])
    if dated:
        inside = (date for date in dates if date.year and span.start <= date.start < span.end)
        moment = next(inside, None)
        if moment is None:
            return None
        return 372 * moment.year + 31 * moment.month + moment.day, "day"
    found = [
        number
        for number in _NUMBER.finditer(page.text, span.start, span.end + _BEHIND)
        if number.start() < span.end and not _is_of_date(number, dates)
    ]
    read = [(float(n["figure"].replace(",", "")), (n["unit"] or "").lower()) for n in found]
    if not read:
        return None
    seconds = [value * _seconds(unit) for value, unit in read]
    if seconds[0]:
        return sum(seconds), "second"
    value, unit = read[0]
    return value, (found[0]["sign"] or "").strip() or (unit if unit in _UNITS else "")


def _is_of_date(number: re.Match[str], dates: Sequence[Moment]) -> bool:
    return any(d.start < number.end("figure") and number.start() < d.end for d in dates)


def _seconds(unit: str) -> int:
    return _SECONDS.get(unit) or _SECONDS.get(unit.rstrip("s"), 0)
