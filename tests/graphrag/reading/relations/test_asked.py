"""What a question asks for by the lists: attributes, roles, and words that are neither."""

from __future__ import annotations

import pytest

from graphrag.reading.page import open_pages
from graphrag.reading.question import analyse
from graphrag.reading.relations.asked import AskedRelations, asked_relations
from tests.graphrag.reading.build import passage

PAGES = open_pages(
    (
        passage("a", "Salt Road (1950 film)", "Salt Road is a film."),
        passage("b", "Anna Berg", "Anna Berg is a director."),
        passage("c", "Place of birth", "The place of birth is where one is born."),
    ),
    5,
)


def ask(text: str) -> AskedRelations:
    return asked_relations(analyse(text, PAGES))


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("When was the director of film Salt Road born?", "date of birth"),
        ("What is the place of birth of Anna Berg's wife?", "place of birth"),
        ("Where did the composer die?", "place of death"),
        ("Why did he die?", "cause of death"),
        ("Which country the singer of X is from?", "nationality"),
        ("Who is older, Anna Berg or Bo Ray?", "date of birth"),
        ("Which film came out first, A or B?", "publication date"),
        ("Are both villages located in the same country?", "country"),
        ("Who is the mother of Anna Berg?", None),
    ],
)
def test_attribute(text: str, attribute: str | None) -> None:
    asked = ask(text).attribute
    assert (asked.name if asked else None) == attribute


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Who is the mother of the director of Salt Road?", ("director", "mother")),
        ("When did Anna Berg's husband's father die?", ("spouse", "father")),
        ("Who is Anna Berg's paternal grandmother?", ("father", "mother")),
        ("Who is the singer Anna Berg?", ()),
    ],
)
def test_roles_run_from_the_name_outwards(text: str, roles: tuple[str, ...]) -> None:
    asked = ask(text)
    assert asked.roles_to(asked.question.anchors[-1])[0] == roles


def test_understood_questions_leave_no_word_unexplained() -> None:
    assert ask("When was the director of film Salt Road born?").unexplained() == 0
    assert ask("Who voiced the fox in the film Salt Road?").unexplained() == 2
