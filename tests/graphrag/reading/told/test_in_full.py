"""One name of a person is answered as the full one that the pages have."""

from __future__ import annotations

import pytest

from graphrag.datatypes import ScoredPassage
from graphrag.reading.asking.question import analyse
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.found import Finding, Found
from graphrag.reading.pages.page import open_pages
from graphrag.reading.told.in_full import in_full
from tests.graphrag.reading.build import passage

WHO = "Who keeps the light?"


def full(short: str, *pages: ScoredPassage, question: str = WHO) -> Finding:
    """The first page's last writing of a name, in full."""
    opened = open_pages(pages, 5)
    start = opened[0].text.rindex(short)
    finding = Finding(short, 0.5, (Found(opened[0], start, start + len(short), 1.0),), "span")
    return in_full(finding, Scene(analyse(question, opened), opened))


@pytest.mark.parametrize(
    ("before", "short", "name"),
    [
        ("Anna Brisk came in May.", "Brisk", "Anna Brisk"),
        ("Anna Brisk came in May.", "Anna", "Anna Brisk"),
        ("Captain Anna Mary Brisk came in May.", "Brisk", "Anna Mary Brisk"),
        ("Anna Brisk and Peter Brisk came in May.", "Brisk", "Brisk"),  # which of them?
        ("Brisk Hall was built in May.", "Brisk", "Brisk"),  # no person's
        ("She came in May.", "Brisk", "Brisk"),
    ],
)
def test_the_one_full_name_of_the_page(before: str, short: str, name: str) -> None:
    assert full(short, passage("a", "Light", before, f"{short} keeps the light.")).text == name


def test_the_other_pages_where_its_own_has_none() -> None:
    own = passage("a", "Light", "Brisk keeps the light.")
    other = passage("b", "Crew", "Anna Brisk came in May.")
    found = full("Brisk", own, other)
    assert found.text == "Anna Brisk"
    assert [step.stated for step in found.steps] == [
        "Anna Brisk came in May.",
        "Brisk keeps the light.",
    ]
    third = passage("c", "Choir", "Peter Brisk sings.")
    assert full("Brisk", own, other, third).text == "Brisk"


def test_only_where_a_person_is_asked_for() -> None:
    page = passage("a", "Light", "Anna Brisk came in May.", "Brisk is its name.")
    assert full("Brisk", page, question="Which boat is there?").text == "Brisk"


def test_what_is_full_already_stays() -> None:
    page = passage("a", "Light", "Anna Mary Brisk came.", "Mary Brisk keeps the light.")
    assert full("Mary Brisk", page).text == "Mary Brisk"


@pytest.mark.parametrize(
    ("text", "short", "whole"),
    [
        ("Der Verein wurde am 3. März 1965 gegründet.", "März 1965", "3. März 1965"),
        ("The club was founded in March 1965.", "March 1965", "March 1965"),
        ("The club was founded on 3 March 1965.", "1965", "3 March 1965"),
        ("The road is shut from Monday, 10 June 2024.", "Monday", "Monday, 10 June 2024"),
    ],
)
def test_a_day_that_lost_its_beginning(text: str, short: str, whole: str) -> None:
    found = full(short, passage("a", "Club", text), question="When was the club founded?")
    assert (found.text, found.steps[-1].text) == (whole, whole)


@pytest.mark.parametrize(
    ("sentence", "short", "question", "whole"),
    [
        ("Ref.: VTA/F/32.", "VTA", "Under which reference is it kept?", "VTA/F/32"),
        ("The chair is Ines Amoah-Brisk.", "Amoah", "Which name has the chair?", "Amoah-Brisk"),
        ("Call 079 555 03 07 at night.", "079", "What number do I call?", "079 555 03 07"),
        ("Call 079 555 03 07 at night.", "555", "What number do I call?", "079 555 03 07"),
        ("Ref.: VTA/F/Ulla.", "Ulla", "Under which reference is it kept?", "VTA/F/Ulla"),
        (f"Signed: {'_' * 400}Brisk", "Brisk", "Which name is signed?", "Brisk"),
        (f"{'a_' * 400}/ and Brisk", "Brisk", "Which name is signed?", "Brisk"),
        ("Room 12 30 seats.", "12", "What number has the room?", "12"),
        ("It takes 12 30 times.", "12", "How often?", "12"),
        ("A ten-minute walk.", "walk", "What is it?", "walk"),
    ],
)
def test_a_code_and_a_telephone_number_are_told_whole(
    sentence: str, short: str, question: str, whole: str
) -> None:
    opened = open_pages([passage("a", "Light", sentence)], 5)
    start = opened[0].text.index(short)
    finding = Finding(short, 0.5, (Found(opened[0], start, start + len(short), 1.0),), "span")
    assert in_full(finding, Scene(analyse(question, opened), opened)).text == whole
