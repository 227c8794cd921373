"""What a question asks: its form, the attribute or role wanted, and the roles on the way there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphrag.names import Token, fold, name_key, tokens, without_bracket
from graphrag.reading.lexicon import ATTRIBUTES, ROLE_CHAINS, ROLES_ASKED, Attribute
from graphrag.reading.page import Page, fold_same_length, plain

_YES_NO = re.compile(
    r"^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b", re.IGNORECASE
)
_HIGHER = re.compile(
    r"\b(?:later|last|younger|youngest|(?:more|most) recent(?:ly)?|newer|newest|longer)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Anchor:
    """A retrieved page whose title the question writes at [start, end)."""

    page: Page
    start: int
    end: int


@dataclass(frozen=True)
class Question:
    """A question taken apart. `form` is yes-no, choice or open."""

    text: str
    words: tuple[Token, ...]
    form: str
    attribute: Attribute | None
    anchors: tuple[Anchor, ...]
    later: bool  # a choice wants the later (younger, longer) side

    def outside_anchors(self) -> str:
        """The question with its named titles blanked out, same length."""
        letters = list(self.text)
        for anchor in self.anchors:
            letters[anchor.start : anchor.end] = " " * (anchor.end - anchor.start)
        return "".join(letters)

    def roles_to(self, anchor: Anchor) -> list[tuple[str, ...]]:
        """Chains of roles that lead from the anchor to what is asked about, nearest hop first."""
        blank = self.outside_anchors()
        before = list(ROLES_ASKED.finditer(blank, 0, anchor.start))
        after = list(ROLES_ASKED.finditer(blank, anchor.end))
        matches = list(reversed(before)) + after
        chains: list[tuple[str, ...]] = [()]
        for match in matches:
            options = ROLE_CHAINS[int(str(match.lastgroup)[1:])]
            chains = [chain + option for chain in chains for option in options]
        return chains


def analyse(text: str, pages: Sequence[Page]) -> Question:
    """Take a question apart; the retrieved pages tell which of its words are names."""
    flat = plain(text).strip()
    words = tokens(fold_same_length(flat))
    anchors = _anchors(flat, words, pages)
    question = Question(flat, tuple(words), "open", None, anchors, bool(_HIGHER.search(flat)))
    blank = question.outside_anchors()
    asked = next((row for row in ATTRIBUTES if row.asked.search(blank)), None)
    form = _form(flat, blank)
    return Question(flat, tuple(words), form, asked, anchors, bool(_HIGHER.search(blank)))


def _form(text: str, blank: str) -> str:
    has_or = re.search(r"\bor\b", blank, re.IGNORECASE) is not None
    if _YES_NO.match(text):
        ordered = re.search(r"\b(?:first|earlier|later|older|younger|last)\b", blank)
        return "choice" if has_or and ordered else "yes-no"
    if has_or and re.match(r"^(?:who|which|what|between|of|was)\b", text, re.IGNORECASE):
        return "choice"
    return "open"


def _anchors(text: str, words: list[Token], pages: Sequence[Page]) -> tuple[Anchor, ...]:
    """Titles the question names, longest first, one page for a stretch of the question."""
    options = []
    keys = [word.key for word in words]
    for page in pages:
        for key, bonus in ((page.full_key, 1), (page.key, 0)):
            for first in _positions(keys, key):
                if len(key) == 1 and not text[words[first].start].isupper():
                    continue
                options.append((len(key), bonus, -page.rank, first, page))
    options.sort(key=lambda option: option[:3], reverse=True)
    taken: set[int] = set()
    used: set[int] = set()
    anchors = []
    for length, _, _, first, page in options:
        span = set(range(first, first + length))
        if span & taken or page.rank in used:
            continue
        taken |= span
        used.add(page.rank)
        anchors.append(Anchor(page, words[first].start, words[first + length - 1].end))
    return tuple(sorted(anchors, key=lambda anchor: anchor.start))


def _positions(keys: list[str], wanted: tuple[str, ...]) -> list[int]:
    if not wanted:
        return []
    size = len(wanted)
    return [
        i
        for i in range(len(keys) - size + 1)
        if keys[i] == wanted[0] and tuple(keys[i : i + size]) == wanted
    ]


def name_of(title: str) -> str:
    """A title as an answer writes it: without its bracket."""
    return without_bracket(title)


def key_of(text: str) -> tuple[str, ...]:
    """Folded comparison key of a name."""
    return name_key(fold(text))
