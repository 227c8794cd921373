"""Headings that say so themselves: "Section 2.1 Meetings", "Chapter IV", "§ 3 Fees".

Rules and contracts are often typed without styles, and a print has none: what such a line heads is
told by its label, and by standing alone above something else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

_LABELS = (  # from the widest to the narrowest
    "part|book|teil|partie|parte|deel|del",
    "chapter|kapitel|chapitre|capítulo|capitolo|hoofdstuk",
    "article|artikel|artículo|articolo|annex|appendix|schedule|anlage|anhang|annexe|bijlage",
    "section|abschnitt|sección|sezione|afdeling|clause|rule|regulation|paragraph|§",
)
_NUMBER = r"(?:\d{1,3}(?:[.-]\d{1,3}){0,3}[a-z]?|[IVXLC]{1,7}|[A-Z])"
_LABEL = re.compile("|".join(f"({label})" for label in _LABELS), re.IGNORECASE)
_REST = re.compile(rf"\s*{_NUMBER}[.:]?(?:\s*[-–—]?\s*[\"“'(]?[^\W_a-z][^\n]*)?")
_TITLED = re.compile(r"§\s*[\w.-]+\.\s[^.]+\.$")  # "§ 10-4. Duties of the clerk."
_MOST = 100  # characters
_FEWEST = 2  # in a text


def labelled(blocks: Sequence[tuple[str, str, int]]) -> dict[int, int]:
    """Positions of paragraphs that are headings, and their levels.

    Args:
        blocks: kind, text and level of each.
    """
    ranks = [_rank(said) if kind in ("paragraph", "heading") else -1 for kind, said, _ in blocks]
    heads = [
        position
        for position, rank in enumerate(ranks[:-1])
        if rank >= 0 and (ranks[position + 1] > rank or ranks[position + 1] < 0)
    ]
    counted = Counter(ranks[position] for position in heads)
    used = sorted(rank for rank, count in counted.items() if count >= _FEWEST)
    marked: dict[int, int] = {}  # the levels of labels that the format marks
    for (kind, _, level), rank in zip(blocks, ranks, strict=True):
        if kind == "heading" and level:
            marked[rank] = min(level, marked.get(rank, level))
    found, above, wanted = {}, 0, {n for n in heads if ranks[n] in used}
    for position, (kind, _, level) in enumerate(blocks):
        if kind == "heading" and ranks[position] < 0:
            above = level
        elif kind == "paragraph" and position in wanted:
            found[position] = _level(ranks[position], used, marked, above)
    return found


def _level(rank: int, used: Sequence[int], marked: Mapping[int, int], above: int) -> int:
    """The level of a label: by the nearest one that is marked, else below the heading above it."""
    order = sorted({*used, *(other for other in marked if other >= 0)})
    place = order.index(rank)
    for other in sorted(order, key=lambda other: abs(order.index(other) - place)):
        if other in marked:
            return max(1, marked[other] + place - order.index(other))
    return above + 1 + used.index(rank)


def _rank(said: str) -> int:
    """Which of the labels it begins with; -1 where it is no such line."""
    label = _LABEL.match(said) if len(said) <= _MOST else None
    if not label or not (said[0].isupper() or said[0] == "§"):
        return -1
    rest = said[label.end() :]
    if not _REST.fullmatch(rest) or (rest[:1].isalpha() and said[0] != "§") or "§" in rest:
        return -1
    if said[-1] in "!?;:,。" or (
        said[-1] == "." and " " in rest.strip() and not _TITLED.match(said)
    ):
        return -1
    return next(n for n, group in enumerate(label.groups()) if group)
