"""Compositional questions over passages a reader can check at a glance."""

from __future__ import annotations

from graphrag.datatypes import Answer, ScoredPassage
from graphrag.reading.asking.question import analyse
from graphrag.reading.extractive import read
from graphrag.reading.pages.page import open_pages
from graphrag.reading.relations.asked import asked_relations
from graphrag.reading.relations.chains import reach
from graphrag.settings import Reading
from tests.graphrag.reading.build import passage, retrieval

FILM = passage(
    "film",
    "Salt Road (1950 film)",
    "Salt Road is a 1950 Swedish drama film directed by Anna Berg and starring Olof Lind.",
)
DIRECTOR = passage(
    "anna",
    "Anna Berg",
    "Anna Berg (born Anna Holm; 3 May 1901 – 9 June 1977) was a Norwegian film director.",
    "Born in Bergen, she was the daughter of the painter Nils Holm and his wife Queen Sigrid.",
    "She died of pneumonia in Oslo.",
)


def ask(question: str, *passages: ScoredPassage) -> Answer:
    return read(question, retrieval(question, *passages), Reading())


def test_birth_date_of_the_director() -> None:
    answer = ask("When was the director of film Salt Road born?", FILM, DIRECTOR)
    assert answer.text == "3 May 1901"
    assert [citation.passage_id for citation in answer.citations] == ["film", "anna"]


def test_death_place_cause_and_nationality() -> None:
    assert ask("Where did the director of film Salt Road die?", FILM, DIRECTOR).text == "Oslo"
    assert ask("Why did the director of Salt Road die?", FILM, DIRECTOR).text == "pneumonia"
    assert ask("What nationality is the director of Salt Road?", DIRECTOR, FILM).text == "Norwegian"


def test_father_is_the_end_of_a_chain() -> None:
    answer = ask("Who is the father of the director of film Salt Road (1950 Film)?", FILM, DIRECTOR)
    assert answer.text == "Nils Holm"


def test_a_role_leads_to_the_page_of_whom_it_names_not_to_another() -> None:
    pages = open_pages(
        (
            passage("film", "Salt", "Salt is a film directed by Anna Berg with Bo Ray."),
            passage("bo", "Bo Ray", "Bo Ray is an actor."),
            passage("anna", "Anna Berg (director)", "Anna Maria Berg is a director."),
        ),
        5,
    )
    asked = asked_relations(analyse("When was the director of film Salt born?", pages))
    ends = reach(asked, pages[0], ("director",), pages)
    assert [end.page for end in ends] == [pages[2]]
    assert [step.text for step in ends[0].steps] == ["Anna Berg"]
