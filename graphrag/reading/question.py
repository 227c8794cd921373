"""What a question asks: its form, the attribute or role wanted, and the roles on the way there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from graphrag.language.keys import Token, fold, name_key, tokens, without_bracket
from graphrag.language.words import FUNCTION_WORDS
from graphrag.reading.attribute_words import ATTRIBUTES, Attribute
from graphrag.reading.page import Page, fold_same_length, plain
from graphrag.reading.role_words import ASKED_WORDS, ROLE_CHAINS, ROLES_ASKED

_YES_NO = re.compile(
    r"^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b", re.IGNORECASE
)
_LATER_YES_NO = re.compile(r"[.?!] +(?:Is|Are|Was|Were|Do|Does|Did|Has|Have|Had)\b")
# Words of questions that ask for an attribute and nothing else.
_PLAIN_WORDS = frozenset(
    """film films movie song songs album book novel series show band company born birth birthday
    birthplace die died death date place cause nationality country citizenship study studied
    graduate graduated educated university college school attend award awards prize received
    receive won win got work works worked employer buried founded established formed created opened
    built launched started released published
    year day city located what""".split()
)
_HIGHER = re.compile(
    r"\b(?:later|last|younger|youngest|(?:more|most) recent(?:ly)?|newer|newest|longer)\b",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"\b(?:first|earlier|earliest|later|latest|older|oldest|younger|youngest|last|more|most|less"
    r"|larger|largest|taller|longer|bigger|higher)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|out of|of the two|which of)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Anchor:
    """A retrieved page whose title the question writes at [start, end)."""

    page: Page
    start: int
    end: int


@dataclass(frozen=True)
class QuestionAnalysis:
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
        chains: list[tuple[str, ...]] = [()]
        for match in [*reversed(before), *after]:
            if self._is_description(blank, match):
                continue
            options = ROLE_CHAINS[int(str(match.lastgroup)[1:])]
            chains = [chain + option for chain in chains for option in options]
        return chains

    def unexplained(self) -> int:
        """Words that are no name, no role and no wording of an attribute; 0: all understood."""
        blank = ROLES_ASKED.sub(" ", self.outside_anchors())
        words = re.findall(r"[^\W_]+", blank.lower())
        return sum(word not in FUNCTION_WORDS and word not in _PLAIN_WORDS for word in words)

    def shared_roles(self) -> tuple[str, ...]:
        """Distinct roles on the way from each side of a comparison, nearest hop first."""
        if not self.anchors:
            return ()
        return tuple(dict.fromkeys(self.roles_to(self.anchors[-1])[0]))

    def _is_description(self, blank: str, match: re.Match[str]) -> bool:
        """ "which composer", "the singer NAME", "are both directors": the role leads nowhere."""
        if re.search(r"\b(?:which|what|both)(?: \w+)? $", blank[: match.start()], re.IGNORECASE):
            return True
        gap = self.text[match.end() :]
        return any(a.start - match.end() in (1, 2) and not gap[:1].isalpha() for a in self.anchors)


def analyse(text: str, pages: Sequence[Page]) -> QuestionAnalysis:
    """Take a question apart; the retrieved pages tell which of its words are names."""
    flat = plain(text).strip()
    words = tokens(fold_same_length(flat))
    anchors = _anchors(flat, words, pages)
    question = QuestionAnalysis(
        flat, tuple(words), "open", None, anchors, bool(_HIGHER.search(flat))
    )
    blank = question.outside_anchors()
    asked = next((row for row in ATTRIBUTES if row.asked.search(blank)), None)
    form = _form(flat, blank, anchors)
    return QuestionAnalysis(flat, tuple(words), form, asked, anchors, bool(_HIGHER.search(blank)))


def _form(text: str, blank: str, anchors: tuple[Anchor, ...]) -> str:
    has_or = re.search(r"\bor\b", blank, re.IGNORECASE) is not None
    ordered = _ORDERED.search(blank) is not None
    if _YES_NO.match(text) or _LATER_YES_NO.search(blank):
        return "choice" if has_or and ordered else "yes-no"
    asks = re.search(r"\b(?:who|which|what)\b", blank, re.IGNORECASE) is not None
    if asks and has_or and not re.search(r"\bor (?:more|less|around|near)\b", blank):
        return "choice"
    if (
        len(anchors) >= 2
        and asks
        and (ordered or _BETWEEN.search(blank))
        and _joined(text, anchors)
    ):
        return "choice"
    return "open"


def _joined(text: str, anchors: tuple[Anchor, ...]) -> bool:
    """Two named titles stand side by side: "A and B"."""
    return any(
        re.fullmatch(r"[\W]*(?:and|or) (?:the )?[\W]*", text[one.end : other.start]) is not None
        for one, other in pairwise(anchors)
    )


def _anchors(text: str, words: list[Token], pages: Sequence[Page]) -> tuple[Anchor, ...]:
    """Titles the question names, longest first, one page for a stretch of the question."""
    options = []
    keys = [word.key for word in words]
    for page in pages:
        for key, bonus in ((page.full_key, 1), (page.key, 0)):
            for first in _positions(keys, key):
                if not _is_name(text, words[first : first + len(key)]):
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


def _is_name(text: str, run: list[Token]) -> bool:
    """Written with a capital or a digit, unless the whole question is in lower case."""
    written = text[run[0].start : run[-1].end]
    if written.islower():
        return text.islower() and len(run) > 1 and not ASKED_WORDS.search(written)
    return True


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
