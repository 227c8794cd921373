"""The one door to the lists of relations: a question and its pages go in, hints come out.

Nothing else of this folder is imported from outside it, and nothing outside needs what it knows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphrag.reading.found import Found
from graphrag.reading.hints import Compared, Hints, Told, Value
from graphrag.reading.page import Page
from graphrag.reading.question import QuestionAnalysis
from graphrag.reading.relations.asked import AskedRelations, asked_relations
from graphrag.reading.relations.attributes import attribute
from graphrag.reading.relations.chain import chain_ends, reach
from graphrag.reading.relations.role_words import ROLE_CUES, role_verbs
from graphrag.reading.relations.roles import role_values
from graphrag.reading.wanted import year_asked

_BEGINNINGS = ("publication date", "inception")
_MOST_VALUES, _MOST_NAMES = 2, 3  # of the asked attribute, of a role; on one page
ByRole = Mapping[str, Sequence[Found]]


def hints(question: QuestionAnalysis, pages: Sequence[Page]) -> Hints:
    """Where the lists lead from the pages that the question names, and what each page tells."""
    asked = asked_relations(question)
    roles = [role for role in role_verbs(question.text) if role in ROLE_CUES]
    named = {page.rank: {role: role_values(page, role) for role in roles} for page in pages}
    return Hints(
        chains=tuple(chain_ends(asked, pages)),
        understood=asked.unexplained() == 0,
        told={page.rank: _told(asked, page, named[page.rank]) for page in pages},
        compared=_compared(asked, pages),
        distant=bool(asked.shared_roles()),
    )


def _told(asked: AskedRelations, page: Page, named: ByRole) -> Told:
    """Values of the asked attribute and of the roles that the question speaks of."""
    told: dict[tuple[int, int], tuple[str, float]] = {}
    wanted = asked.attribute
    for value in attribute(page, wanted.name)[:_MOST_VALUES] if wanted else ():
        if value.moment is not None and year_asked(asked.question.text):
            year = (value.end - len(str(value.moment.year)), value.end)
            told[year] = ("told date", value.score)
        elif wanted:
            told[(value.start, value.end)] = (f"told {wanted.kind}", value.score)
    for values in named.values():
        for value in values[:_MOST_NAMES]:
            told.setdefault((value.start, value.end), ("role value", value.score))
    return told


def _compared(asked: AskedRelations, pages: Sequence[Page]) -> Compared | None:
    """The asked attribute of each page, or of what the question's roles lead to from it."""
    wanted = asked.attribute
    if asked.question.form == "open" or wanted is None:
        return None
    values = {page.rank: _value(asked, wanted.name, page, pages) for page in pages}
    return Compared(wanted.kind, wanted.name in _BEGINNINGS, values)


def _value(asked: AskedRelations, name: str, page: Page, pages: Sequence[Page]) -> Value:
    avoid = frozenset(anchor.page.rank for anchor in asked.question.anchors)
    for end, steps, score in reach(page, asked.shared_roles(), pages, avoid):
        values = attribute(end, name)
        if values:
            return (*steps, values[0]), score * values[0].score
    return (), 0.0
