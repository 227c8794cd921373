"""The values that may be a side's in a comparison, and how likely each is the one that is meant.

"Which came first, the launch of A or of B?" asks when A and when B, each of the span head;
"Which is larger by default, A or B?" asks for two numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import nlargest

from graphrag.embedding.span_head.head_rows import HeadText
from graphrag.embedding.span_head.span_head import SpanHead
from graphrag.language.comparatives import OF_SIZE, OF_TIME, PRICED, THAN
from graphrag.language.dates import Moment, find_dates
from graphrag.reading.asking.question import QuestionAnalysis, blanked
from graphrag.reading.comparing.sides import Side
from graphrag.reading.comparing.values import Written, column_at, unit_of, values_in
from graphrag.reading.pages.found import Found
from graphrag.reading.pages.page import Page
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
# Log-odds beside the head's, by hand. Strong: the side's whole name, one sentence or column for
# both values, two pages against the pair. Weak: the name as the question writes it, a comma between
# name and value, and what is even.
STRONG, WEAK = 4.0, 2.0
_MOST = 60  # values of a side held against the other's
_COMMA = re.compile(r"[,;](?!\d)")
LEADING = re.compile(r"^(?:(?:of|in|for|by|the|its|their) )+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SideValue:
    """A value that may be a side's, comparable with the other's of the same kind."""

    value: float
    figure: float  # as written, in whatever unit
    unit: str
    found: Found
    score: float
    column: str  # the head of its column, "" outside of tables
    names: tuple[int, ...]  # where its sentence names the side


@dataclass(frozen=True, slots=True)
class _Names:
    """A side as texts name it, beside the other side."""

    side: Side
    words: frozenset[str]
    mine: Callable[[str], list[int]]
    theirs: Callable[[str], list[int]]

    def in_sentence(self, page: Page, start: int, end: int) -> tuple[int, ...] | None:
        """Where a sentence that may speak of the side names it; None where it speaks of another."""
        text = page.text[start:end]
        names = tuple(start + place for place in self.mine(text))
        others = self.theirs(text)
        if not names and others:
            # "611,300 passengers (2022: 574,900)" says what it was in another year
            bracketed = 0 <= text.find("(") < min(others)
            return (start,) if bracketed and find_dates(self.side.text) else None
        titled = bool(self.mine(page.lead)) and not self.theirs(page.lead)
        return names if names or titled else None

    def said_by(self, page: Page, start: int, end: int) -> float:
        """How well a sentence and its title name the side, in log-odds."""
        near = self.words & roots(f"{page.lead} {page.text[start:end]}")
        exact = _written(self.side).search(page.text, start, end) is not None
        return STRONG * len(near) / max(1, len(self.words)) + WEAK * exact


def values_of(
    asked: QuestionAnalysis,
    both: Sequence[Side],
    at: int,
    pages: Sequence[Page],
    head: SpanHead,
    dated: bool,
) -> list[SideValue]:
    """The values in sentences that name the side, each with what the head says of it."""
    side, other = both[at], both[1 - at]
    called = _Names(side, roots(side.text), _mentions(side, other), _mentions(other, side))
    own = [
        page
        for page in pages
        if called.words & roots(page.text) or called.mine(f"{page.lead} {page.text}")
    ]
    texts = [HeadText(page.passage.text, page.lead) for page in own]
    heard = head.read(_question(asked, side, both, dated), texts)
    found: list[SideValue] = []
    for number, page in enumerate(own):
        for start, end in page.sentences:
            names = called.in_sentence(page, start, end)
            if names is None:
                continue
            bonus = called.said_by(page, start, end)
            all_written = list(values_in(page, start, end, dated))
            places = sorted({written.spans[0][0] for written in all_written})
            costs = {at: _apart(page.text, names, at, places) for at in places}
            least = min(costs.values(), default=0)
            for written in all_written:
                place = written.spans[0][0]
                column = _column(called, page.text[start:end], place - start)
                if column is not None:
                    apart = 0.0 if column else STRONG * (costs[place] - least)
                    score = bonus + max(heard.scores(number, written.spans)) - apart
                    found.append(_measure(page, written, column, score, names))
    return nlargest(_MOST, found, key=lambda one: one.score) if len(found) > _MOST else found


def _apart(text: str, names: Sequence[int], at: int, places: Sequence[int]) -> int:
    """How many other values and commas part a value from the nearest writing of the side's name."""
    between = ((min(name, at), max(name, at)) for name in names)
    return min(
        (
            sum(start < place < end for place in places) + len(_COMMA.findall(text, start, end))
            for start, end in between
        ),
        default=0,
    )


def _column(called: _Names, sentence: str, at: int) -> str | None:
    """The head of the column of a value, "side" where it names the side; None of the other's."""
    column = column_at(sentence, at)
    if not column:
        return column
    if called.mine(column):
        return "side"
    return None if called.theirs(column) else column


def _measure(
    page: Page, written: Written, column: str, score: float, names: tuple[int, ...]
) -> SideValue:
    unit, value = written.unit, written.value
    if not unit:
        unit, value = unit_of(column, value)
    return SideValue(
        value, written.figure, unit, Found(page, *written.spans[0], 1.0), score, column, names
    )


def _written(side: Side) -> re.Pattern[str]:
    name = re.escape(LEADING.sub("", side.text))
    return re.compile(rf"(?<![\w.-]){name}(?![\w-])", re.IGNORECASE)  # not "Api.data.gov"


def _mentions(side: Side, other: Side) -> Callable[[str], list[int]]:
    """Where a text names the side: by the words that the other has not, or by its date."""
    moments = find_dates(side.text)
    theirs = {word.lower() for word in _NAME_WORD.findall(other.text)}
    own = _NAME_WORD.findall(LEADING.sub("", side.text))
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
    name = LEADING.sub("", side.text)
    than = THAN.search(asked.text)
    if than is not None and both[0].end <= than.start():  # "Is the limit for A higher than"
        left = asked.text[: both[0].start] + side.text + asked.text[both[0].end : than.start()]
        return f"{'When was' if dated else 'What is'} {_ASKED.sub('', left).strip()}?"
    blank = blanked(asked.text, ((one.start, one.end) for one in both))
    left = _JOINTS.sub(" ", _ASKED.sub("", blank))
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
