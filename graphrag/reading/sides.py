"""The two sides of a comparison: as the question writes them, and the page about each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from graphrag.language.keys import fold, name_key, without_bracket
from graphrag.language.numbers import NUMBER_WORD
from graphrag.reading.comparatives import ORDERED, THAN
from graphrag.reading.found import Finding, Found
from graphrag.reading.naming import page_named, runs_of
from graphrag.reading.page import Page
from graphrag.reading.question import Anchor, QuestionAnalysis

_STOP = r"(?<!\bSt)(?<!\b[MD]r)(?<!\bMrs)(?<!\bNo)\."  # no "St."
_BEFORE_LEFT = re.compile(
    rf"[,:;?]\s|{_STOP}\s|\b(?:between|either|out of|is|was|are|were|did|does|do|has|had|first"
    r"|earlier|later|older|younger|film|band|both)\b",
    re.IGNORECASE,
)
_AFTER_RIGHT = re.compile(
    rf"[,;?](?:\s|$)|{_STOP}(?:\s|$)"
    r"|\s(?:is|was|are|were|born|released|come|came|happen|first|older|younger|have"
    r"|has|earlier|later|that|which|who|founded|formed|established|located|both|from|members"
    r"|considered|(?:of|in|have|share|come from) the)\b"
)


# "that of" in "the limit of A or that of B", "the one in"
_STANDS_FOR = re.compile(
    r"(?:(?:in|of|for|at|on|from|by|with) )?(?:that|those|the ones?) "
    r"(?=(?:of|in|for|from|at|on|by|with)\b)",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(r"(?:is|are|was|were|did|does|do|has|have|had|can|will)\b", re.IGNORECASE)
_BEHIND_NAME = re.compile(r"(?P<name>(?:the )?[A-Z][\w.'&-]*(?: [A-Z][\w.'&-]*)*) [a-z]")
_RELATION = re.compile(r"(?:of|in|for|from|at|on|by|with) ", re.IGNORECASE)
_COUNTED = re.compile(
    rf"(?:\d|(?:{NUMBER_WORD}|(?:half|usual|expected|ever|that)\b)"
    r"(?! (?:of|in|for|from|at|on|by|with)\b))",
    re.IGNORECASE,
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
    anchors = question.anchors
    if len(anchors) >= 2:
        joined = [pair for pair in pairwise(anchors) if _joined(question, *pair)]
        return [_side(question, anchor) for anchor in (joined[-1] if joined else anchors[-2:])]
    parts = _around_or(question.text) or _around_than(question)
    return [_with_page(question, start, end, pages) for start, end in parts]


def _joined(question: QuestionAnalysis, left: Anchor, right: Anchor) -> bool:
    gap = question.text[left.end : right.start]
    return re.search(r"\b(?:or|and)\b", gap) is not None and len(gap) < 60


def _side(question: QuestionAnalysis, anchor: Anchor) -> Side:
    start, end = anchor.start, anchor.end
    text = question.text
    if re.search(r"\bthe $", text[:start], re.IGNORECASE) and text[start - 4 : start - 3] != "t":
        start -= 4
    if "(" in text[start:end] and text[end : end + 1] == ")":
        end += 1
    return Side(without_bracket(re.sub(r"\s+", " ", text[start:end])), anchor.page, start, end)


def _around_or(text: str) -> list[tuple[int, int]]:
    """Stretches left and right of the last "or" (or the "and" of "both", "between")."""
    joints = list(re.finditer(r",? or ", text)) or list(re.finditer(r",? and ", text))
    if not joints:
        return []
    joint = joints[-1]
    starts = [m.end() for m in _BEFORE_LEFT.finditer(text, 0, joint.start())]
    left = starts[-1] if starts else 0
    behind = _behind_stand_in(text, joint.end())
    endings = (_AFTER_RIGHT.search(text, behind + 1), _last_word(text, behind))
    right = min((ending.start() for ending in endings if ending), default=len(text))
    if _AUXILIARY.match(text):
        right = _before_verb(text, behind, right)
    left = _alike(text, left, joint.start(), behind)
    return [_stripped(text, left, joint.start()), _stripped(text, behind, right)]


def _before_verb(text: str, start: int, end: int) -> int:
    """Where the right side ends that is followed by what is said of both.

    "Did Ovo or Fax ask for less?" "Was the barge or the tug the longer one?"
    """
    more = ORDERED.search(text, start + len("the "), end)
    if more:
        end = start + len(text[start : more.start()].rstrip().removesuffix(" the"))
    verb = _BEHIND_NAME.match(text, start, end)
    return verb.end("name") if verb else end


def _around_than(question: QuestionAnalysis) -> list[tuple[int, int]]:
    """Of "Is A larger than B?" A and B; nothing where more than a number is asked for."""
    text, than = question.text, THAN.search(question.text)
    if than is None or question.form != "yes-no" or _COUNTED.match(text, than.end()):
        return []
    starts = [m.end() for m in _BEFORE_LEFT.finditer(text, 0, than.start())]
    behind = _behind_stand_in(text, than.end())
    left = _alike(text, starts[-1] if starts else 0, than.start(), behind)
    ending = _AFTER_RIGHT.search(text, behind + 1)
    right = ending.start() if ending else len(text)
    return [_stripped(text, left, than.start()), _stripped(text, behind, right)]


def _behind_stand_in(text: str, start: int) -> int:
    stands_for = _STANDS_FOR.match(text, start)
    return stands_for.end() if stands_for else start


def _last_word(text: str, start: int) -> re.Match[str] | None:
    """The word of comparison that closes the question: "A or B larger?"."""
    closing = [m for m in ORDERED.finditer(text, start) if not text[m.end() :].strip(" ?")]
    return closing[0] if closing else None


def _alike(text: str, left: int, end: int, right: int) -> int:
    """Where the left side begins that is told from the right one by what follows one word.

    "students in 2008 or in 2019": "in 2008".
    """
    relation = _RELATION.match(text, right)
    if relation is None:
        return left
    return max(left, text.lower().rfind(f" {relation.group().lower()}", left, end))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not (text[start].isalnum() or text[start] == '"'):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ')."'):
        end -= 1
    return start, end


def _with_page(question: QuestionAnalysis, start: int, end: int, pages: Sequence[Page]) -> Side:
    text = question.text[start:end]
    for anchor in question.anchors:
        if start <= anchor.start < end:
            return Side(without_bracket(text), anchor.page, start, end)
    taken = {anchor.page.rank for anchor in question.anchors}
    return Side(without_bracket(text), page_about(text, pages, taken), start, end)


def page_about(text: str, pages: Sequence[Page], avoid: set[int]) -> Page | None:
    """The page whose title shares most words with `text`, or whose first sentence names it."""
    named = page_named(text, pages, avoid)
    if named is not None:
        return named
    key = name_key(fold(without_bracket(text)))
    best, best_share = None, 0.5
    for page in pages:
        shared = len(set(key) & set(page.key)) / max(1, len(set(key) | set(page.key)))
        if page.rank not in avoid and shared > best_share:
            best, best_share = page, shared
    if best is not None:
        return best
    left = (page for page in pages if page.rank not in avoid)
    first = ((page, next(runs_of(key, page.words), None)) for page in left)
    return next((page for page, run in first if run and run[0].start < page.sentences[0][1]), None)
