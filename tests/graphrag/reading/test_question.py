"""Questions taken apart."""

from __future__ import annotations

import pytest

from graphrag.reading.page import open_pages
from graphrag.reading.question import QuestionAnalysis, analyse
from graphrag.reading.wanted import wanted
from tests.graphrag.reading.build import passage

PAGES = open_pages(
    (
        passage("a", "Salt Road (1950 film)", "Salt Road is a film."),
        passage("b", "Anna Berg", "Anna Berg is a director."),
        passage("c", "Place of birth", "The place of birth is where one is born."),
    ),
    5,
)


def ask(text: str) -> QuestionAnalysis:
    return analyse(text, PAGES)


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


def test_titles_are_anchors_with_and_without_their_bracket_but_not_plain_words() -> None:
    question = ask("What is the place of birth of the director of film Salt Road (1950 Film)?")
    assert [anchor.page.passage.id for anchor in question.anchors] == ["a"]
    assert [anchor.page.passage.id for anchor in ask("Who made Salt Road?").anchors] == ["a"]


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
    question = ask(text)
    assert question.roles_to(question.anchors[-1])[0] == roles


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Are Anna Berg and Bo Ray both poets?", "yes-no"),
        ("Anna has an award. Does Bo Ray have one?", "yes-no"),
        ("Was Anna Berg or Bo Ray born first?", "choice"),
        ("Who is older, Anna Berg or Bo Ray?", "choice"),
        ("When was Anna Berg born?", "open"),
    ],
)
def test_form(text: str, form: str) -> None:
    assert ask(text).form == form


@pytest.mark.parametrize(
    ("text", "kind", "noun"),
    [
        ("Who directed Salt Road?", "person", ""),
        ("In which city is the stadium?", "place", "city"),
        ("The team plays its home games at what stadium?", "place", "stadium"),
        ("What is the name of the hedge fund whose CEO left?", "", "fund"),
        ("How many rooms does it have?", "number", "rooms"),
        ("The band was formed in what year?", "date", "year"),
        ("What is the most popular hotel in Oslo?", "place", "hotel"),
        ("Which American actress played her?", "person", "actress"),
    ],
)
def test_wanted(text: str, kind: str, noun: str) -> None:
    question = ask(text)
    found = wanted(question.text, question.words)
    assert (found.kind, found.noun) == (kind, noun)


def test_understood_questions_leave_no_word_unexplained() -> None:
    assert ask("When was the director of film Salt Road born?").unexplained() == 0
    assert ask("Who voiced the fox in the film Salt Road?").unexplained() == 2
