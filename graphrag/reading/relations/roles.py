"""Following a role from one page to the next: the director, the mother, the publisher, ..."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphrag.language.countries import COUNTRY_OF
from graphrag.language.keys import fold, name_key
from graphrag.language.kinds import GIVEN_NAMES, kind_of_name_end
from graphrag.reading.found import Found
from graphrag.reading.page import Page
from graphrag.reading.relations.kinship import names_after, subject_factor
from graphrag.reading.relations.role_words import ROLE_CUES
from graphrag.reading.titles import mention_of, page_named, same_person

_INVERSE = {
    "father": ("child",),
    "mother": ("child",),
    "child": ("father", "mother"),
    "spouse": ("spouse",),
    "sibling": ("sibling",),
}


@dataclass(frozen=True)
class Link:
    """A step along a role: the name as the page writes it, and the page about it, if retrieved."""

    value: Found | None
    target: Page | None
    score: float


def follow(page: Page, role: str, pages: Sequence[Page], avoid: frozenset[int]) -> list[Link]:
    """Where `role` leads from `page`, best first; pages ranked in `avoid` are not targets."""
    values = role_values(page, role)
    links = []
    for value in values:
        target = page_named(value.text, pages, avoid | {page.rank})
        links.append(Link(value, target, value.score + (0.25 if target else 0.0)))
    for other in pages:
        if other.rank in avoid or other.rank == page.rank:
            continue
        if any(link.target is other for link in links):
            continue
        score, mentioned = _loose_link(page, role, other)
        if score > 0:
            links.append(Link(mentioned, other, score))
    return sorted(links, key=lambda link: -link.score)


def role_values(page: Page, role: str) -> list[Found]:
    """Names that the cues of `role` point to on this page, best first."""
    found: dict[int, Found] = {}
    for cue in ROLE_CUES.get(role, ()):
        for match in cue.pattern.finditer(page.text):
            index = page.sentence_at(match.start())
            start, end = page.sentences[index]
            names = (
                names_after(page, match.end(), end, role)
                if cue.side == "after"
                else _names_before(page, start, match.start())
            )
            for order, (name_start, name_end) in enumerate(names):
                score = cue.score - 0.05 * min(index, 4) - 0.1 * order
                score -= min(0.3, max(0, name_start - match.end()) / 200)
                score *= subject_factor(page, role, match.start())
                known = found.get(name_start)
                if known is None or known.score < score:
                    found[name_start] = Found(page, name_start, name_end, score)
    values = [
        Found(page, value.start, value.end, value.score * _person_factor(role, value.text))
        for value in found.values()
        if not _is_self(page, value.text)
    ]
    return sorted(values, key=lambda value: -value.score)


def _is_self(page: Page, name: str) -> bool:
    """The page's own name or a single word of it; a father may share two."""
    key = name_key(fold(name))
    return key in (page.key, page.full_key) or (len(key) < 2 and set(key) <= set(page.key))


def _person_factor(role: str, name: str) -> float:
    """A person is wanted: companies, places and nationalities count little."""
    if role in ("publisher", "performer"):
        return 1.0
    words = name.split(" ")
    if kind_of_name_end(words[-1]) or name in COUNTRY_OF or words[-1] in ("Music", "Award"):
        return 0.3
    return 1.0 if words[0].lower() in GIVEN_NAMES else 0.95


def _names_before(page: Page, start: int, position: int) -> list[tuple[int, int]]:
    before = [span for span in page.names if start <= span.start and span.end <= position]
    return [(before[-1].start, before[-1].end)] if before else []


def _loose_link(page: Page, role: str, other: Page) -> tuple[float, Found | None]:
    """Weaker ties: `other` is named on `page`, or names `page` with the inverse role."""
    best: tuple[float, Found | None] = (0.0, None)
    span = mention_of(other.key, page)
    if span:
        best = (0.35, Found(page, span[0], span[1], 0.35))
    for inverse in _INVERSE.get(role, (role,)):
        for value in role_values(other, inverse) if inverse in _INVERSE else []:
            if same_person(name_key(fold(value.text)), page.key) or (
                name_key(fold(value.text)) == page.key
            ):
                return (max(best[0], 0.8), best[1])
    back = mention_of(page.key, other)
    if back:
        best = (best[0] + 0.3, best[1])
    return best
