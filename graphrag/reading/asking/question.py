"""A question taken apart: its form, and the retrieved pages whose titles it writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from operator import attrgetter, itemgetter

from graphrag.language.comparatives import ORDERED
from graphrag.language.keys import Token, tokens
from graphrag.language.words import FUNCTION_WORDS
from graphrag.reading.asking.asked import form_of
from graphrag.reading.pages.naming import runs_of
from graphrag.reading.pages.page import Page, fold_same_length, plain

_YES_NO = re.compile(
    r"^(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|shall|must|might"
    r"|may(?! \d))(?:n['’]t)?\b",
    re.IGNORECASE,
)
# "After the merger, did the firm move?"
_BEHIND = re.compile(
    r"^(?:after|before|between|when|while|since|although|as|if|in|on|at|during|following|given"
    r"|according to|with|for|by|until|once|unlike|despite|under|of|from)\b"
    r"(?! (?:what|which|whose)\b)"
    r"[^?]*, (?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must)"
    r"(?:n['’]t)? (?:there|it|they|he|she|we|you|i|the|an?|any|both|this|that|these|those|all|its"
    r"|their|his|her|(?-i:[A-Z\"'“‘]))",
    re.IGNORECASE,
)
_OF_TWO = re.compile(
    r"^(?:of|between) (?P<one>(?:the )?[^,?]+?),? (?:and|or) (?P<other>(?:the )?[^,?]+?),"
    r" (?=(?:which|who|whose|what)\b)",
    re.IGNORECASE,
)
_COUNTED = re.compile(  # "the first offence of theft or fraud" holds no two things together
    r"\bthe (?:first|last) [\w-]+(?: [\w-]+)? (?:of|for|in|on|with|by) [^,:;?]*\bor\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Anchor:
    """A retrieved page whose title the question writes at [start, end)."""

    page: Page
    start: int
    end: int


@dataclass(frozen=True)
class QuestionAnalysis:
    """A question taken apart. `form` is yes-no, choice, sentences, list or span."""

    text: str
    words: tuple[Token, ...]
    form: str
    anchors: tuple[Anchor, ...]

    def outside_anchors(self) -> str:
        """The question with its named titles blanked out, same length."""
        return blanked(self.text, ((one.start, one.end) for one in self.anchors))


def of_two(text: str) -> list[tuple[int, int]]:
    """Where the two stand in "of A and B, which one is deeper?"; none in others."""
    match = _OF_TWO.match(text)
    return [match.span("one"), match.span("other")] if match else []


def analyse(text: str, pages: Sequence[Page]) -> QuestionAnalysis:
    """Take a question apart; the retrieved pages tell which of its words are names."""
    flat = plain(text).strip()
    words = tuple(tokens(fold_same_length(flat)))
    anchors = _anchors(flat, words, pages)
    blank = blanked(flat, ((one.start, one.end) for one in anchors))
    return QuestionAnalysis(flat, words, _form(flat, blank, anchors), anchors)


def blanked(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """`text` with each [start, end) blanked out, same length."""
    letters = list(text)
    for start, end in stretches:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def _form(text: str, blank: str, anchors: tuple[Anchor, ...]) -> str:
    form = form_of(text)
    if form == "sentences":
        return form
    has_or = re.search(r"\bor\b", blank, re.IGNORECASE) is not None
    ordered = ORDERED.search(blank) is not None
    if _YES_NO.match(text) or _BEHIND.match(text):
        return "choice" if has_or and ordered else "yes-no"
    asks = re.search(r"\b(?:who|whose|which|what|where)\b", blank, re.IGNORECASE) is not None
    if asks and has_or and _offers(blank, ordered):
        return "choice"
    if asks and ordered and (_OF_TWO.match(text) or (len(anchors) >= 2 and _joined(text, anchors))):
        return "choice"
    return form


def _offers(blank: str, ordered: bool) -> bool:
    """Its "or" offers two sides: they are held together, or stand after a comma or a colon."""
    if re.search(r"\bor (?:more|less|around|near)\b", blank) or _COUNTED.search(blank):
        return False
    return ordered or re.search(r"[,:;–-] [^?]*\bor\b", blank) is not None


def _joined(text: str, anchors: tuple[Anchor, ...]) -> bool:
    """Two named titles stand side by side: "A and B"."""
    return any(
        re.fullmatch(r"[\W]*(?:and|or) (?:the )?[\W]*", text[one.end : other.start]) is not None
        for one, other in pairwise(anchors)
    )


def _anchors(text: str, words: Sequence[Token], pages: Sequence[Page]) -> tuple[Anchor, ...]:
    """Titles the question names, longest first, one page for a stretch of the question.

    Of namesakes the one whose page has most of the question's other words.
    """
    options = []
    asked = {word.key for word in words} - FUNCTION_WORDS
    for page in pages:
        said = len(asked.intersection(word.key for word in page.words))
        for key, bonus in ((page.full_key, 1), (page.key, 0)):
            for run in filter(partial(_is_name, text), runs_of(key, words)):
                options.append(((len(key), bonus, said, -page.rank), run, page))
    options.sort(key=itemgetter(0), reverse=True)
    anchors: list[Anchor] = []
    for _, run, page in options:
        start, end = run[0].start, run[-1].end
        if all(one.page is not page and (end <= one.start or one.end <= start) for one in anchors):
            anchors.append(Anchor(page, start, end))
    return tuple(sorted(anchors, key=attrgetter("start")))


def _is_name(text: str, run: Sequence[Token]) -> bool:
    """Written with a capital or a digit, unless the whole question is in lower case.

    A question's first word is no name where it asks: "Who" is not the band.
    """
    if run[0].start == 0 and all(word.key in FUNCTION_WORDS for word in run):
        return False
    written = text[run[0].start : run[-1].end]
    if written.islower():
        return text.islower() and len(run) > 1
    return True
