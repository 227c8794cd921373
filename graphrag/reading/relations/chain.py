"""Compositional questions: from a named page along roles to the asked attribute."""

from __future__ import annotations

from collections.abc import Sequence

from graphrag.reading.found import Finding, Found, tidy
from graphrag.reading.page import Page
from graphrag.reading.question import Anchor
from graphrag.reading.relations.asked import AskedRelations
from graphrag.reading.relations.attributes import attribute
from graphrag.reading.relations.roles import Link, follow

_WIDTH = 3  # links tried a hop


def chain_ends(asked: AskedRelations, pages: Sequence[Page]) -> list[Finding]:
    """Answers at the ends of chains that start at pages the question names, best first."""
    findings = [
        finding
        for anchor in asked.question.anchors
        for roles in asked.roles_to(anchor)
        for finding in _walk(asked, anchor, roles, pages)
    ]
    return sorted(findings, key=lambda finding: -finding.confidence)


def _walk(
    asked: AskedRelations, anchor: Anchor, roles: tuple[str, ...], pages: Sequence[Page]
) -> list[Finding]:
    avoid = frozenset(other.page.rank for other in asked.question.anchors)
    if asked.attribute is not None:
        ends = reach(anchor.page, roles, pages, avoid)
        return [
            finding
            for page, steps, score in ends
            for finding in _read_end(asked, page, steps, score)
        ]
    if not roles:
        return []
    findings = []
    for page, steps, score in reach(anchor.page, roles[:-1], pages, avoid):
        for link in follow(page, roles[-1], pages, avoid)[:_WIDTH]:
            if link.value is not None:
                findings.append(
                    Finding(
                        tidy(link.value.text),
                        min(1.0, score * link.score),
                        (*steps, link.value),
                        "span",
                    )
                )
    return findings


def reach(
    start: Page, roles: Sequence[str], pages: Sequence[Page], avoid: frozenset[int]
) -> list[tuple[Page, tuple[Found, ...], float]]:
    """Pages at the end of `roles` from `start`: (page, values passed, score), best first."""
    ends: list[tuple[Page, tuple[Found, ...], float]] = [(start, (), 1.0)]
    for role in roles:
        following = []
        for page, steps, score in ends:
            seen = avoid | {page.rank}
            links: list[Link] = [x for x in follow(page, role, pages, seen) if x.target is not None]
            for link in links[:_WIDTH]:
                passed = (*steps, link.value) if link.value else steps
                if link.target is not None:
                    following.append((link.target, passed, score * min(1.0, link.score)))
        following.sort(key=lambda end: -end[2])
        ends = following[:_WIDTH]
    return ends


def _read_end(
    asked: AskedRelations, page: Page, steps: tuple[Found, ...], score: float
) -> list[Finding]:
    if asked.attribute is None:
        return []
    values = attribute(page, asked.attribute.name)
    return [
        Finding(tidy(value.text), score * value.score, (*steps, value), "span")
        for value in values[:1]
    ]
