"""Comparisons: the same attribute of both sides, ordered (choice) or checked equal (yes/no)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphrag.names import without_bracket
from graphrag.reading.attributes import attribute
from graphrag.reading.chain import reach
from graphrag.reading.countries import country
from graphrag.reading.found import Finding, Found
from graphrag.reading.page import Page
from graphrag.reading.question import Anchor, Question

Side = tuple[Anchor, tuple[Found, ...], float]


def answer_comparison(question: Question, pages: Sequence[Page]) -> Finding | None:
    """Yes or no, or the side that comes first; None where the question compares nothing."""
    if question.form == "open" or len(question.anchors) < 2 or question.attribute is None:
        return None
    sides = [_side(question, anchor, pages) for anchor in question.anchors[-2:]]
    if question.form == "choice":
        return _choose(question, sides)
    return _same(question, sides)


def _side(question: Question, anchor: Anchor, pages: Sequence[Page]) -> Side:
    """The value compared, at the end of the roles that the question names."""
    roles = _roles(question)
    avoid = frozenset(other.page.rank for other in question.anchors)
    assert question.attribute is not None
    for page, steps, score in reach(anchor.page, roles, pages, avoid):
        values = attribute(page, question.attribute.name)
        if values:
            return anchor, (*steps, values[0]), score * values[0].score
    return anchor, (), 0.0


def _roles(question: Question) -> tuple[str, ...]:
    """Distinct roles in the question's order, farthest last."""
    chain: list[str] = []
    for roles in question.roles_to(question.anchors[-1])[:1]:
        for role in roles:
            if role not in chain:
                chain.append(role)
    return tuple(chain)


def _choose(question: Question, sides: list[Side]) -> Finding | None:
    moments = [steps[-1].moment if steps else None for _, steps, _ in sides]
    if moments[0] is None or moments[1] is None:
        known = next((i for i, moment in enumerate(moments) if moment), 0)
        return Finding(
            option_text(question, sides[known][0]),
            0.2,
            tuple(step for _, steps, _ in sides for step in steps),
            "comparison",
        )
    first = 0 if moments[0].key <= moments[1].key else 1
    chosen = 1 - first if question.later else first
    confidence = min(score for _, _, score in sides)
    return Finding(
        option_text(question, sides[chosen][0]),
        confidence,
        tuple(step for _, steps, _ in sides for step in steps),
        "comparison",
    )


def _same(question: Question, sides: list[Side]) -> Finding | None:
    steps = tuple(step for _, side, _ in sides for step in side)
    if not sides[0][1] or not sides[1][1]:
        return Finding("no", 0.3, steps, "comparison")
    one, other = (side[1][-1] for side in sides)
    equal = _comparable(one) == _comparable(other)
    return Finding("yes" if equal else "no", min(sides[0][2], sides[1][2]), steps, "comparison")


def _comparable(found: Found) -> object:
    if found.moment is not None:
        return found.moment.key
    return country(found.text) or found.text.casefold()


def option_text(question: Question, anchor: Anchor) -> str:
    """A side as the question writes it, without its bracket."""
    return without_bracket(re.sub(r"\s+", " ", question.text[anchor.start : anchor.end]))
