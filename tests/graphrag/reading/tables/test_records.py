"""Rows of records: persons by their roles, namesakes, codes, and columns in other words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphrag.reading.asking.question import analyse
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.page import open_pages
from graphrag.reading.tables.asked_of_rows import of_rows
from graphrag.reading.tables.gathered import gather_rows
from graphrag.reading.tables.rows import row_value, several_in_one
from tests.graphrag.reading.build import passage

SENATE = replace(
    passage(
        "1#0", "Finance committee",
        "members",
        "name: Mina Tamm; role: chair; person_id: 14.",
        "name: Per Dahl; role: member; person_id: 15.",
        "name: Joel van Tamm; role: member; person_id: 16.",
        "other_names",
        "name: Senate Finance Committee.",
    ), section="members; other_names",
)  # fmt: skip
HOUSE = replace(
    passage(
        "2#0", "Finance committee",
        "members",
        "name: Oda Brask; role: co-chair; person_id: 17.",
        "name: Ada Lane; role: co-chair; person_id: 18.",
        "name: Rufus Lind; role: vice chair; person_id: 19.",
        "other_names",
        "name: House Finance Committee.",
    ), section="members; other_names",
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Who chairs the Senate finance committee?", "Mina Tamm"),
        ("Who is vice chair of the House finance committee?", "Rufus Lind"),
        ("Who is the treasurer of the House finance committee?", None),
        ("Who chairs the museum of the harbour pilots?", None),
        ("Who founded the Blue House club?", None),  # a name is no role
    ],
)
def test_a_person_is_told_by_what_is_said_of_them(question: str, names: str | None) -> None:
    club = passage("3#0", "Club", "name: Mina Tamm; place: Blue House; since: 1961.")
    pages = open_pages([HOUSE, SENATE, club], 5)
    found = row_value(Scene(analyse(question, pages), pages))
    assert (found.text if found else None) == names


def test_of_namesakes_the_one_whose_rows_say_it() -> None:
    question, names = "Who are the co-chairs of the finance committee?", "Oda Brask, Ada Lane"
    asked = of_rows(question)
    found = gather_rows(asked, [HOUSE, SENATE], is_all=True) if asked else None
    assert found is not None and found.text == names


def test_of_two_columns_that_are_named_the_first_is_asked_for() -> None:
    table = passage(
        "t", "Crews",
        "Crew: Blue; Leader: Oda Brask; Boat: Grey Heron.",
        "Crew: Red; Leader: Mina Tamm; Boat: Marsh Tern.",
    )  # fmt: skip
    pages = open_pages([table], 5)
    asked = "Who is the leader of the crew whose boat is Marsh Tern?"
    found = row_value(Scene(analyse(asked, pages), pages))
    assert found is not None and found.text == "Mina Tamm"


def test_a_code_is_no_amount() -> None:
    codes = passage("e", "Errors", "Code: 6; Message: Minimum pulse time must be kept.")
    pages = open_pages([codes], 5)
    asked = "How many pulses are the minimum pulse time that must be kept in the message?"
    assert row_value(Scene(analyse(asked, pages), pages)) is None
    counted = passage("e", "Errors", "Count: 6; Message: Minimum pulse time must be kept.")
    pages = open_pages([counted], 5)
    found = row_value(Scene(analyse(asked, pages), pages))
    assert found is not None and found.text == "6"


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("When did Ada Lane become harbour master?", "2019-03-01"),
        ("When does Ada Lane leave as harbour master?", "2024-02-28"),
        ("What is the phone number of harbour master Ada Lane?", "0555 7311"),
    ],
)
def test_a_start_an_end_and_a_voice(question: str, cell: str) -> None:
    row = ("role: harbour master; name: Ada Lane; start_date: 2019-03-01;"
           " end_date: 2024-02-28; voice: 0555 7311.")  # fmt: skip
    pages = open_pages([passage("r", "Port of Velm", row)], 5)
    found = row_value(Scene(analyse(question, pages), pages))
    assert found is not None and found.text == cell


def test_main_members_are_members() -> None:
    crew = passage("c", "The Terns", "- Key members: Oda Brask, Mina Tamm, Per Dahl")
    pages = open_pages([crew], 5)
    found = several_in_one(Scene(analyse("Who are the members of the Terns?", pages), pages))
    assert found is not None and found.text == "Oda Brask, Mina Tamm, Per Dahl"
