"""The two sides of a comparison: as the question writes them, and the page about each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphrag.language.comparatives import ORDERED, THAN
from graphrag.language.grammar import ACTIONS
from graphrag.language.keys import without_bracket
from graphrag.language.words import PREPOSITIONS
from graphrag.reading.asking.question import Anchor, QuestionAnalysis, of_two
from graphrag.reading.pages.found import Finding, Found
from graphrag.reading.pages.naming import page_named
from graphrag.reading.pages.page import Page

_STOP = r"(?<!\bSt)(?<!\b[MD]r)(?<!\bMrs)(?<!\bNo)\."  # no "St."
_BEFORE_LEFT = re.compile(
    rf"[,:;?]\s|\s[–—-]\s|{_STOP}\s|\b(?:between|either|out of|is|was|are|were|did|does|do|has|had"
    r"|(?-i:first)|earlier|later|older|younger|film|band|both)\b",
    re.IGNORECASE,
)
_AFTER_RIGHT = re.compile(
    rf"[,;?](?:\s|$)|{_STOP}(?:\s|$)"
    r"|\s(?:is|was|are|were|born|released|come|came|happen|first|older|younger|have"
    r"|has|earlier|later|that|which|who|founded|formed|established|located|both|from|members"
    r"|considered|(?:of|in|have|share|come from) the)\b"
    rf"|\s{ORDERED.pattern}\W*$"  # "A or B larger?"
)
# "that of" in "the limit of A or that of B", "the one in"
_STANDS_FOR = re.compile(
    r"(?:(?:in|of|for|at|on|from|by|with) )?(?:that|those|the ones?) "
    r"(?=(?:of|in|for|from|at|on|by|with)\b)",
    re.IGNORECASE,
)
# "did the mat or the foil get": a name, or what an article opens, up to the verb
_IS = re.compile(r"^\W*(?:is|are|was|were)\b", re.IGNORECASE)
_MORE = re.compile(rf"\s{ORDERED.pattern}")  # "is A or B longer in office?"
_SMALL = "|".join(sorted(PREPOSITIONS | {"and", "or"}))
_HELPS = re.compile(r"^\W*(?:did|does|do|will|would|can|could)\b", re.IGNORECASE)
_VERBS = "|".join(sorted(ACTIONS))
_VERB = re.compile(
    rf"(?:(?-i:(?P<name>[A-ZÀ-Þ][\w’'.-]*(?: [A-ZÀ-Þ][\w’'.-]*)*)) (?!(?:{_SMALL})\b)(?-i:[a-z])"
    rf"|(?P<side>[^?,]+?) (?:{_VERBS})\b)",
    re.IGNORECASE,
)
_NO_JOINT = re.compile("(?!)")
_RELATION = re.compile(
    r"(?:of|in|for|from|at|on|by|with|under|during|through|via|about|to) ", re.IGNORECASE
)


@dataclass(frozen=True)
class Side:
    """One side; `page` is None where no retrieved passage is about it."""

    text: str
    page: Page | None
    start: int
    end: int


def held(
    question: QuestionAnalysis,
    both: Sequence[Side],
    chosen: int,
    sure: float,
    steps: tuple[Found, ...],
) -> Finding:
    """That what is asked is true of side `chosen`: yes where the question asks it of the first."""
    if question.form == "yes-no":
        return Finding("yes" if chosen == 0 else "no", sure, steps, "yes-no")
    return Finding(both[chosen].text, sure, steps, "choice")


def sides(question: QuestionAnalysis, pages: Sequence[Page]) -> list[Side]:
    """The sides in the question's order: titles it names, else around its "or" or its "than"."""
    if len(question.anchors) >= 2:
        return [_side(question, anchor) for anchor in question.anchors[-2:]]
    return [_with_page(question, *part, pages) for part in _around_joint(question)]


def _side(question: QuestionAnalysis, anchor: Anchor) -> Side:
    text, start, end = question.text, anchor.start, anchor.end
    if text.endswith("The ", 0, start):
        start -= len("The ")
    if "(" in text[start:end] and text[end : end + 1] == ")":
        end += 1
    return Side(without_bracket(re.sub(r"\s+", " ", text[start:end])), anchor.page, start, end)


def _around_joint(question: QuestionAnalysis) -> list[tuple[int, int]]:
    """Stretches left and right of the last "or", else "and", else the "than" of yes or no."""
    two = of_two(question.text)
    if two:
        return two
    text, than = question.text, THAN if question.form == "yes-no" else _NO_JOINT
    found = (list(re.finditer(joint, text)) for joint in (",? or ", ",? and ", than))
    joints = next(filter(None, found), None)
    if joints is None:
        return []
    left, behind = joints[-1].span()
    stands_for = _STANDS_FOR.match(text, behind)
    right = stands_for.end() if stands_for else behind
    starts = [match.end() for match in _BEFORE_LEFT.finditer(text, 0, left)]
    start = _alike(text, starts[-1] if starts else 0, left, right)
    ending = _AFTER_RIGHT.search(text, right + 1)
    end = ending.start() if ending else len(text)
    if _IS.match(text):
        by = _MORE.search(text, right + 1, end)
        end = by.start() if by else end
    verb = _VERB.match(text, right, end) if _HELPS.match(text) else None
    end = max(verb.end("name"), verb.end("side")) if verb else end
    return [_stripped(text, start, left), _stripped(text, right, end)]


def _alike(text: str, left: int, end: int, right: int) -> int:
    """Where the left side begins that is told from the right one by what follows one word.

    "students in 2008 or in 2019": "in 2008".
    """
    relation = _RELATION.match(text, right)
    if relation is None:
        return left
    return max(left, text.lower().rfind(f" {relation.group().lower()}", left, end))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    inner = re.compile(r"[\w\"](?:.*[\w).\"])?").search(text, start, end)
    return inner.span() if inner else (end, end)


def _with_page(question: QuestionAnalysis, start: int, end: int, pages: Sequence[Page]) -> Side:
    text = question.text[start:end]
    inside = (one.page for one in question.anchors if start <= one.start < end)
    taken = {anchor.page.rank for anchor in question.anchors}
    page = next(inside, None) or page_named(text, pages, taken)
    return Side(without_bracket(text), page, start, end)
