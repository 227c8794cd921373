"""Names after a cue such as "son of" or "directed by", and whose relative a sentence speaks of."""

from __future__ import annotations

import re

from graphrag.language.countries import ADJECTIVES
from graphrag.language.keys import fold, name_key
from graphrag.language.kinds import kind_of_noun
from graphrag.reading.page import Page

_FAR = 90  # characters between a cue and its name, at most
# What may stand between a cue and the name: articles, titles, professions, adjectives.
_GAP = re.compile(r"^(?:[ \"'(,:\[]|[\w'/-]+(?=[ ,\"\[]|$))*$")
_NOT_IN_GAP = re.compile(
    r"\b(?:made|became|served|worked|moved|died|returned|had|has|who|which|that|when|after|before"
    r"|side|while|whose|with|was|is|in|at|from)\b"
)
_JOINED = re.compile(
    r"(?: ?\([^()]*\))?,? (?:and|&) (?:(?!of\b|brother|sister|grand|nephew|uncle)[\w',]+ ){0,5}"
)
_LISTED = re.compile(r", (?:and )?")
_QUALIFIED = re.compile(r" (?:(?!(?:and|or|by|of|in|with|for|from|to) )[a-z/-]+ ){0,4}(?=[A-ZÀ-Þ])")
_FEMALE_TITLE = re.compile(
    r"(?:Queen|Princess|Lady|Countess|Duchess|Empress|Baroness|Mrs|Miss|Infanta|Archduchess"
    r"|Margravine|Marchioness|Dame)\b"
)
_FEMALE_BEFORE = re.compile(
    r"\b(?:Queen|Princess|Lady|Countess|Duchess|Empress|Baroness|actress|wife|mother|daughter|Mrs"
    r"|Miss|Infanta|Archduchess|Margravine|Marchioness|Begum)\b[ \w,]*$"
)
_APPOSED = re.compile(r",? (?:the |an? )?(?:(?!and\b|was\b|is\b|being\b|as\b)[\w-]+ ){0,2}")
_MARRIES = re.compile(r" (?:was |is )?")
_POSSESSIVE = re.compile(r"(?:his|her|their)\b", re.IGNORECASE)
_OWNED = re.compile(r"(\w+)'s (?:\w+ )?$")
_CHILD_OF = re.compile(r"\b(?:son|daughter|child) of\b")
KIN = frozenset(("father", "mother", "spouse", "child", "sibling"))


def names_after(page: Page, position: int, end: int, role: str) -> list[tuple[int, int]]:
    """The first name after a cue and those joined to it; a mother is the second of two parents."""
    parents = role in ("father", "mother")
    run: list[tuple[int, int]] = []
    last = position
    for span in page.names:
        if span.start < position or span.start >= end:
            continue
        if span.start - last > _FAR or (page.in_date(span.start) and not run):
            break
        if page.in_date(span.start):
            continue
        if qualifies_next(page, span.start, span.end):
            continue
        gap = page.text[last : span.start]
        if not run:
            if not _GAP.match(gap) or _NOT_IN_GAP.search(gap):
                continue
        elif not (_JOINED.fullmatch(gap) or (not parents and _LISTED.fullmatch(gap))):
            break
        run.append((span.start, span.end))
        last = span.end
        if len(run) == 4:
            break
    return _parent(page, position, run, role) if parents and run else run


def qualifies_next(page: Page, start: int, end: int) -> bool:
    """ "American" before "singer Bo Ray", "Sony Music" before "head Tom Cole"."""
    noun = _QUALIFIED.match(page.text, end)
    if noun is None:
        return False
    if page.text[start:end].replace("- ", "-") in ADJECTIVES:
        return True
    words = noun.group().split()
    return any(kind_of_noun(word) == "person" for word in words) or (
        bool(words) and " " not in page.text[start:end] and page.text[start:end].isupper()
    )


def _parent(
    page: Page, position: int, run: list[tuple[int, int]], role: str
) -> list[tuple[int, int]]:
    female = [
        _FEMALE_TITLE.match(page.text, start) is not None
        or _FEMALE_BEFORE.search(page.text[max(position, start - 40) : start]) is not None
        for start, _ in run
    ]
    if role == "father":
        return [span for span, is_female in zip(run, female, strict=True) if not is_female][:1]
    chosen = [span for span, is_female in zip(run, female, strict=True) if is_female]
    return chosen[:1] or run[1:2]


def subject_factor(page: Page, role: str, cue: int) -> float:
    """How likely a cue of kinship speaks of the page's own person: 1, or less for another's.

    Another's: "He married Ann Lee, daughter of ..." names Ann's father; so does a cue inside a
    bracket or a quoted title.
    """
    if role not in KIN:
        return 1.0
    start = page.sentences[page.sentence_at(cue)][0]
    before = page.text[start:cue]
    if before.count('"') % 2:
        return 0.3
    factor = 0.5 if before.count("(") > before.count(")") else 1.0
    owner = _OWNED.search(before)
    if owner and fold(owner.group(1)) not in page.key:
        return factor * 0.5
    if _POSSESSIVE.match(page.text, cue):
        return factor * (0.5 if _CHILD_OF.search(before) else 1.0)
    earlier = [name for name in page.names if start <= name.start and name.end <= cue]
    beside = _MARRIES if page.text.startswith(("marri", "wed"), cue) else _APPOSED
    if earlier and beside.fullmatch(page.text, earlier[-1].end, cue):
        own = set(page.key)
        named = set(name_key(fold(page.text[earlier[-1].start : earlier[-1].end])))
        if not named & own:
            factor *= 0.4
    return factor
