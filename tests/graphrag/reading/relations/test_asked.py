"""What a question asks for by the lists: attributes, roles, and words that are neither."""

from __future__ import annotations

import pytest

from graphrag.reading.asking.question import analyse
from graphrag.reading.pages.page import open_pages
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
        ("Which film came out first, A or B?", ""),
        ("Are both villages located in the same country?", "country"),
        ("Who is the mother of Anna Berg?", ""),
    ],
)
def test_attribute(text: str, attribute: str) -> None:
    assert ask(text).attribute == attribute


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Who is the mother of the director of Salt Road?", ("director", "mother")),
        ("When did Anna Berg's father's mother die?", ("father", "mother")),
        ("Who is Anna Berg's paternal grandmother?", ("father", "mother")),
        ("Who is Anna Berg's neighbour?", ()),
    ],
)
def test_roles_run_from_the_name_outwards(text: str, roles: tuple[str, ...]) -> None:
    asked = ask(text)
    assert asked.roles_to(asked.question.anchors[-1])[0] == roles


def test_understood_questions_leave_no_word_unexplained() -> None:
    assert ask("When was the director of film Salt Road born?").is_understood()
    assert not ask("Who voiced the fox in the film Salt Road?").is_understood()
    assert not ask("Which award did the director of Salt Road receive?").is_understood()
    assert not ask("In which place is the director of Salt Road?").is_understood()  # no attribute
