"""The one door to the lists of relations: a question and its pages go in, hints come out.

Nothing else of this folder is imported from outside it, and nothing outside needs what it knows.
"""

from __future__ import annotations

from collections.abc import Sequence

from graphrag.reading.asking.question import QuestionAnalysis
from graphrag.reading.pages.found import Hints, Value
from graphrag.reading.pages.page import Page
from graphrag.reading.relations.asked import AskedRelations, asked_relations
from graphrag.reading.relations.chains import chain_ends, reach
from graphrag.reading.relations.stated import stated


def hints(question: QuestionAnalysis, pages: Sequence[Page]) -> Hints:
    """Where the lists lead from the pages that the question names; by what its sides compare."""
    asked = asked_relations(question)
    compares = question.form in ("yes-no", "choice") and asked.attribute
    return Hints(
        chains=tuple(chain_ends(asked, pages)),
        understood=asked.is_understood(),
        compared={page.rank: _value(asked, page, pages) for page in pages} if compares else None,
    )


def _value(asked: AskedRelations, page: Page, pages: Sequence[Page]) -> Value:
    """The asked attribute of a page, or of what the question's roles lead to from it."""
    anchors = asked.question.anchors
    roles = tuple(dict.fromkeys(asked.roles_to(anchors[-1])[0])) if anchors else ()
    for end in reach(asked, page, roles, pages):
        values = stated(end.page, asked.attribute)
        if values:
            return (*end.steps, values[0]), end.score * values[0].score
    return (), 0.0
