"""From a named page along roles to the asked attribute: "the mother of the director of Salt"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graphrag.reading.asking.question import Anchor
from graphrag.reading.pages.found import Finding, Found, tidy
from graphrag.reading.pages.naming import page_named
from graphrag.reading.pages.page import Page
from graphrag.reading.relations.asked import AskedRelations
from graphrag.reading.relations.stated import stated

_WIDTH = 3  # names tried a hop


class Walked(NamedTuple):
    """The names passed and how sure they are; the page that the last of them leads to."""

    page: Page
    steps: tuple[Found, ...]
    score: float


def chain_ends(asked: AskedRelations, pages: Sequence[Page]) -> list[Finding]:
    """Answers at the ends of chains that start at pages the question names, best first."""
    ends = [
        end
        for anchor in asked.question.anchors
        for roles in asked.roles_to(anchor)
        for end in _ends(asked, anchor, roles, pages)
    ]
    found = [
        Finding(tidy(steps[-1].text), score, steps, "span") for _, steps, score in ends if steps
    ]
    return sorted(found, key=lambda finding: -finding.confidence)


def _ends(
    asked: AskedRelations, anchor: Anchor, roles: Sequence[str], pages: Sequence[Page]
) -> list[Walked]:
    """The attribute at the end of the roles; the last role's own names, where none is asked for."""
    *hops, last = (*roles, asked.attribute) if asked.attribute else (roles or ("",))
    most = 1 if asked.attribute else _WIDTH
    return [
        _further(end, value, end.page)
        for end in reach(asked, anchor.page, hops, pages)
        for value in stated(end.page, last)[:most]
    ]


def reach(
    asked: AskedRelations, start: Page, roles: Sequence[str], pages: Sequence[Page]
) -> list[Walked]:
    """The pages at the end of `roles` from `start`, best first."""
    named = frozenset(other.page.rank for other in asked.question.anchors)
    ends = [Walked(start, (), 1.0)]
    for role in roles:
        further = [
            _further(end, value, target)
            for end in ends
            for value in stated(end.page, role)[:_WIDTH]
            if (target := page_named(value.text, pages, named | {end.page.rank})) is not None
        ]
        ends = sorted(further, key=lambda end: -end.score)[:_WIDTH]
    return ends


def _further(end: Walked, value: Found, page: Page) -> Walked:
    return Walked(page, (*end.steps, value), end.score * min(1.0, value.score))
