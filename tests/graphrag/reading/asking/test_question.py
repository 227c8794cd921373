"""Questions taken apart."""

from __future__ import annotations

import pytest

from graphrag.reading.asking.question import QuestionAnalysis, analyse
from graphrag.reading.asking.wanted import wanted
from graphrag.reading.pages.page import open_pages
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


def test_titles_are_anchors_with_and_without_their_bracket_but_not_plain_words() -> None:
    question = ask("What is the place of birth of the director of film Salt Road (1950 Film)?")
    assert [anchor.page.passage.id for anchor in question.anchors] == ["a"]
    assert [anchor.page.passage.id for anchor in ask("Who made Salt Road?").anchors] == ["a"]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Are Anna Berg and Bo Ray both poets?", "yes-no"),
        ("Was Anna Berg or Bo Ray born first?", "choice"),
        ("Who is older, Anna Berg or Bo Ray?", "choice"),
        ("When was Anna Berg born?", "span"),
        ("What is the fine for the first offence of mooring or fishing in Velm?", "span"),
        ("What came first, the sale of the pier or the fire?", "choice"),
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
        ("What does a donkey cost in the market?", "number", "cost"),
        ("What does the city charge for a cart?", "number", "cost"),
        ("What does the handbook say about the cost?", "", "say"),
        ("What do editors pay attention to?", "person", "editors"),
    ],
)
def test_wanted(text: str, kind: str, noun: str) -> None:
    question = ask(text)
    found = wanted(question.text, question.words)
    assert (found.kind, found.noun) == (kind, noun)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("May my last day be a holiday?", "yes-no"),
        ("May 5 was the last day of what?", "span"),
        ("Must the tag be handed in?", "yes-no"),
        ("Isn't the mill open?", "yes-no"),
        ("After the flood in May, did the board move the mill?", "yes-no"),
        ("Between the report of 3 May and that of 9 June, was there a change of plan?", "yes-no"),
        ("According to the minutes, is Anna Berg still chair?", "yes-no"),
        ("In which year, after the flood, did the mill move?", "span"),
        ("After the flood in May, who moved the mill?", "span"),
        ("When the gates were shut, what did they do?", "span"),
        ('What does "Use or Lose" mean?', "sentences"),
        ("Why did the board choose the mill or the kiln?", "sentences"),
        ("Which is older, the mill or the kiln?", "choice"),
        ("Which mill has the taller chimney, the old or the new one?", "choice"),
        ("Which tools may I take from the mill or the kiln?", "list"),
    ],
)
def test_the_form_of_questions_of_every_day(text: str, form: str) -> None:
    assert analyse(text, []).form == form


def test_the_word_that_asks_is_no_name() -> None:
    pages = open_pages([passage("w", "Who", "Who is a band from Velm.")], 5)
    assert analyse("Who sang the song?", pages).anchors == ()
    assert analyse("When did the band Who break up?", pages).anchors != ()
