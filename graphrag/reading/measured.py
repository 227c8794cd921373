"""Two things compared by a value of each that the passages state: a date, or a number.

"Which came first, the launch of A or of B?" asks when A and when B, each of the span head, and
holds the two dates against each other; "Which is larger by default, A or B?" asks for two numbers.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import nlargest

from graphrag.embedding.span_head.span_head import SpanHead
from graphrag.embedding.span_head.texts import HeadText
from graphrag.language.dates import Moment, find_dates
from graphrag.reading.comparatives import LESS, OF_SIZE, OF_TIME, PRICED, SPEED, THAN
from graphrag.reading.found import Finding, Found
from graphrag.reading.page import Page
from graphrag.reading.question import QuestionAnalysis
from graphrag.reading.sides import Side
from graphrag.reading.values import column_at, unit_of, values_in
from graphrag.retrieval.linking.asked_words import roots

_ASKED = re.compile(
    r"^\W*(?:which|what|who|whose|was|is|are|were|did|does|do)\b(?: of (?:the two|these))?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|its|their) ", re.IGNORECASE)
_JOINTS = re.compile(r"\bor\b|\b(?:that|those|the ones?)(?= *(?:[,?]|of\b|in\b|for\b|$))")
_HELPING = re.compile(r"\b(?:has|have|had|the|did|does|do|is|are|was|were|a|an)\b", re.IGNORECASE)
_COUNTS = frozenset("more most less least fewer fewest".split())
_NO_NOUN = re.compile(r"[^\w\s]|(?:of|in|for|from|at|on|by|with|to|than|often|when|under)\b")
_NAME_WORD = re.compile(r"\w(?:[\w-]*\w)?")
_NAMED = 4.0  # what a sentence or title that has all the side's words adds to a value's score
_EXACT = 2.0  # what a sentence that writes the side as the question does adds
_TOGETHER = 4.0  # what one sentence for both, or one column of a table, adds to a pair
_APART = 4.0  # what two pages take away from a pair: each may count something else
_COMMA = 2.0  # what each comma between a side and its value takes away
_MOST = 60  # values of a side held against the other's
_EVEN = 2.0  # score of a value that is as likely right as wrong
_LEADING = re.compile(r"^(?:(?:of|in|for|by|the|its|their) )+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Measured:
    """A value that may be a side's, comparable with the other's of the same kind."""

    value: float
    figure: float  # as written, in whatever unit
    unit: str
    found: Found
    score: float
    column: str  # the head of its column, "" outside of tables
    names: tuple[int, ...]  # where its sentence names the side


def measured(
    asked: QuestionAnalysis, both: Sequence[Side], pages: Sequence[Page], head: SpanHead
) -> Finding | None:
    """The side that comes first or has more, with a sentence for each; None without two values.

    Of all pairs of a value of each the one counts that fits best: by what the head says of each
    and by whether they stand together. The pairs that speak for the other side cost confidence.
    """
    rest = asked.outside_anchors()
    by_time, by_size = OF_TIME.search(rest), OF_SIZE.search(rest)
    if len(both) != 2 or not (by_time or by_size):
        return None
    dated = by_time is not None and not (by_size and "longer" in by_size.group().lower())
    ones, others = (_values_of(asked, both, at, pages, head, dated) for at in (0, 1))
    fits = ((one, other, _fit(one, other)) for one in ones for other in others)
    pairs = [(one, other, fit) for one, other, fit in fits if fit is not None]
    if not pairs:
        return None
    one, other, best = max(pairs, key=lambda pair: pair[2])
    more = _more(one, other)
    if more == 0:
        return None
    smaller = 0 if more < 0 else 1
    wants_less = LESS.search(rest) is not None
    if one.unit not in ("second", "clock") and SPEED.search(rest):
        wants_less = not wants_less  # the faster one takes less time and has the higher speed
    steps = (one.found, other.found)
    weights = [(math.exp(fit - best), _more(a, b) * more > 0) for a, b, fit in pairs]
    agreed = sum(weight for weight, same in weights if same) / sum(weight for weight, _ in weights)
    apart = min(0.0, best - one.score - other.score)
    trust = agreed / (1 + math.exp((_EVEN - min(one.score, other.score) - apart) / 2))
    if asked.form == "yes-no":
        yes = (smaller == 0) == wants_less
        return Finding("yes" if yes else "no", trust, steps, "yes-no")
    chosen = smaller if wants_less else 1 - smaller
    return Finding(_as_written(both[chosen], steps[chosen]), trust, steps, "choice")


def _more(one: _Measured, other: _Measured) -> float:
    """By how much one has more; "takes 68 minutes, the other 81" names the unit once."""
    if one.unit == other.unit:
        return one.value - other.value
    return one.figure - other.figure


def _fit(one: _Measured, other: _Measured) -> float | None:
    """How well two values fit together; None where they cannot be held against each other."""
    same = one.found.page is other.found.page and one.found.sentence == other.found.sentence
    if same and one.found.start == other.found.start:
        return None
    in_column = bool(one.column) and one.column == other.column
    if one.unit != other.unit and not ((same or in_column) and not (one.unit and other.unit)):
        return None
    if (one.column or other.column) and not (same or in_column or one.unit):
        return None
    if not same and "side" in (one.column, other.column):
        return None
    if not same:
        apart = one.found.page is not other.found.page and not in_column
        return one.score + other.score + _TOGETHER * in_column - _APART * apart
    if one.column:
        return one.score + other.score + _TOGETHER
    # in one sentence each value stands behind its side, or each before it
    far = []
    for a, b in ((a, b) for a in one.names for b in other.names):
        order = sorted(((a, 0), (b, 1), (one.found.start, 0), (other.found.start, 1)))
        if [side for _, side in order] in ([0, 0, 1, 1], [1, 1, 0, 0]):
            far.append(_commas(a, one.found) + _commas(b, other.found))
    return one.score + other.score + _TOGETHER - _COMMA * min(far) if far else None


def _commas(name: int, found: Found) -> int:
    """Commas and other figures between a side's name and its value."""
    low, past = sorted((name, found.start))
    return len(re.findall(r"[,;] |(?<![\w-])\d[\d.,]*(?![\w-])", found.page.text[low:past]))


def _as_written(side: Side, found: Found) -> str:
    """The side's name, as far as the sentence or the title has it."""
    text = _LEADING.sub("", side.text)
    start, end = found.page.sentences[found.sentence]
    said = roots(f"{found.page.lead} {found.page.text[start:end]}")
    words = [word for word in re.finditer(r"\S+", text) if roots(word.group()) <= said]
    return text[words[0].start() : words[-1].end()].strip(" ,") if words else text


def _values_of(
    asked: QuestionAnalysis,
    both: Sequence[Side],
    at: int,
    pages: Sequence[Page],
    head: SpanHead,
    dated: bool,
) -> list[_Measured]:
    """The values in sentences that name the side, each with what the head says of it."""
    side, other = both[at], both[1 - at]
    words = roots(side.text)
    mine, theirs = _mentions(side, other), _mentions(other, side)
    own = [page for page in pages if mine(f"{page.lead} {page.text}") or words & roots(page.text)]
    texts = [HeadText(page.passage.text, page.lead) for page in own]
    heard = head.read(_question(asked, side, both, dated), texts)
    found: list[_Measured] = []
    for number, page in enumerate(own):
        titled = bool(mine(page.lead)) and not theirs(page.lead)
        for start, end in page.sentences:
            text = page.text[start:end]
            names = [start + place for place in mine(text)]
            if not names and theirs(text):
                # "611,300 passengers (2022: 574,900)" says what it was in another year
                bracket = text.find("(")
                if not (find_dates(side.text) and 0 <= bracket < min(theirs(text))):
                    continue
                names = [start]
            if not names and not titled:
                continue
            near = words & roots(f"{page.lead} {page.text[start:end]}")
            exact = _written(side).search(page.text, start, end) is not None
            bonus = _NAMED * len(near) / max(1, len(words)) + _EXACT * exact
            for value, figure, unit, spans in values_in(page, start, end, dated):
                column = column_at(text, spans[0][0] - start)
                if column is None or (theirs(column) and not mine(column)):
                    continue
                score = max(heard.score(number, *span) for span in spans)
                where = Found(page, *spans[0], 1.0)
                if column and mine(column):
                    column = "side"
                unit, value = (unit, value) if unit else unit_of(column, value)
                found.append(
                    _Measured(value, figure, unit, where, score + bonus, column, tuple(names))
                )
    if len(found) > _MOST:
        return nlargest(_MOST, found, key=lambda one: one.score)
    return found


def _written(side: Side) -> re.Pattern[str]:
    name = re.escape(_LEADING.sub("", side.text))
    return re.compile(rf"(?<![\w.-]){name}(?![\w-])", re.IGNORECASE)  # not "Api.data.gov"


def _mentions(side: Side, other: Side) -> Callable[[str], list[int]]:
    """Where a text names the side: by the words that the other has not, or by its date."""
    moments = find_dates(side.text)
    theirs = {word.lower() for word in _NAME_WORD.findall(other.text)}
    own = _NAME_WORD.findall(_LEADING.sub("", side.text))
    names = [word for word in own if word.lower() not in theirs] or own
    told = [word for word in names if roots(word)] or names  # a letter, as it is written
    parts = [
        re.escape(word) if len(word) < 3 else rf"(?i:{re.escape(word.removesuffix('s'))})s?"
        for word in told
    ]
    pattern = re.compile(rf"(?<![\w.-])(?:{'|'.join(parts) or '(?!)'})(?![\w-])")

    def where(text: str) -> list[int]:
        if moments and moments[0].month:
            return [date.start for date in find_dates(text) if _is_in(date, moments[0])]
        return [match.start() for match in pattern.finditer(text)]

    return where


def _is_in(date: Moment, span: Moment) -> bool:
    """Of the span's month and day, and of its year where both write one."""
    years = date.year == span.year or not (date.year and span.year)
    return years and date.month == span.month and span.day in (0, date.day)


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
    left = _JOINTS.sub(" ", _ASKED.sub("", "".join(letters)))
    if dated:
        rest = " ".join(OF_TIME.sub(" ", OF_SIZE.sub(" ", left)).split()).strip(" ,?")
        return f"When was {name} {rest}?"
    by = PRICED.search(left) or OF_SIZE.search(left) or OF_TIME.search(left)
    cut, past = by.span() if by else (len(left), len(left))
    before = " ".join(_HELPING.sub(" ", left[:cut]).split()).strip(" ,?")
    after = " ".join(left[past:].split()).strip(" ,?")
    if PRICED.search(left):
        return f"What is the price of {name} {before} {after}?"
    word = by.group().lower() if by else ""
    noun = after and not _NO_NOUN.match(after)
    if word in _COUNTS:
        return f"How {'many' if noun else 'much'} {after} {before} {_ARTICLE.sub('', side.text)}?"
    if noun:
        return f"What is the {after} of {name} {before}?"
    return f"How {re.sub(r'e(?:r|st)$', '', word)} is {name} {before} {after}?"
