"""Lists, counts and extremes over all rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphrag.datatypes import ScoredPassage
from graphrag.datatypes.metadata import Metadata
from graphrag.reading.tables.asked_of_rows import of_rows
from graphrag.reading.tables.gathered import gather_rows
from graphrag.reading.tables.over_all import may_be_a_cell, may_say_more, one_cell, over_all
from tests.graphrag.reading.build import ask, passage


def page(number: int, title: str, *lines: str) -> ScoredPassage:
    found = passage(f"plants/p{number}.md#0", title, *lines)
    return replace(found, metadata=Metadata(path=f"plants/p{number}.md", folder="plants"))


PLANTS = (
    page(1, "Marsh Lily", "light: shade", "soil: clay", "height: 2 m"),
    page(2, "Stone Fern", "light: half shade", "soil: sand", "height: 1 m"),
    page(3, "Velm Oak", "light: shade", "soil: clay", "height: 25 m"),
    page(4, "Red Broom", "light: full sun", "soil: sand", "height: 3 m"),
)
HEAD = "Name: {}; Section: {}; First aider: {}; Pay: {}."
STAFF = (
    passage("employees.csv#0", "employees", HEAD.format("Ada Lane", "Sales", "yes", "€ 2,900"),
            HEAD.format("Tom Hale", "Legal", "no", "€ 3,100")),
    passage("employees.csv#1", "employees", HEAD.format("Ilse Marrow", "Legal", "yes", "€ 2,400"),
            HEAD.format("Omar Said", "Sales", "yes", "€ 3,500")),
)  # fmt: skip


def gathered_text(question: str, *passages: ScoredPassage, is_all: bool = True) -> str:
    asked = of_rows(question)
    assert asked is not None
    finding = gather_rows(asked, passages, is_all=is_all)
    return finding.text if finding else ""


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Which plants need shade?", "Marsh Lily, Velm Oak"),
        ("Which plants like shade and clay soil?", "Marsh Lily, Velm Oak"),
        ("How many plants grow in sand?", "2"),
        ("Which plant is the tallest?", "Velm Oak"),
        ("Which plant has the lowest height?", "Stone Fern"),
        ("What is the greatest height of a plant?", "25 m"),
        ("Which plants are taller than 2 m?", "Velm Oak, Red Broom"),
        ("Which plants that need shade are at least 2 m high?", "Marsh Lily, Velm Oak"),
        ("How many plants have a height under 3 m?", "2"),
        ("Which plants need rain?", ""),
        ("Which mosses need shade?", ""),  # no word of the pages says that these are mosses
    ],
)
def test_documents_are_rows_of_their_fields(question: str, wanted: str) -> None:
    assert gathered_text(question, *PLANTS) == wanted


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Which employees work in Legal?", "Tom Hale, Ilse Marrow"),
        ("Which employees are first aiders?", "Ada Lane, Ilse Marrow, Omar Said"),
        ("Which sections have first aiders?", "Sales, Legal"),
        ("How many employees are first aiders in Sales?", "2"),
        ("Which employee has the highest pay?", "Omar Said"),
        ("Which employees earn less than € 3,000?", "Ada Lane, Ilse Marrow"),
        ("Which employees earn more than £ 3,000?", ""),
        ("What is the total pay of the employees in Legal?", "€ 5500"),
        ("What is the total pay of the employees?", "€ 11900"),
        ("What is the average pay of the employees?", "€ 2975"),
        ("Which employees leave in May?", ""),
    ],
)
def test_a_table_goes_on_from_passage_to_passage(question: str, wanted: str) -> None:
    assert gathered_text(question, *STAFF) == wanted


def test_a_row_over_all_rows_is_none_of_them() -> None:
    total = passage("employees.csv#2", "employees", HEAD.format("Total", "all", "", "€ 11,900"))
    assert gathered_text("Which employee has the highest pay?", *STAFF, total) == "Omar Said"


def test_one_row_is_no_list() -> None:
    assert gathered_text("Which plants need shade?", *PLANTS[:2]) == ""


def test_figures_in_two_units_are_not_compared() -> None:
    other = page(5, "Tin Moss", "light: shade", "soil: sand", "height: 4 cm")
    assert gathered_text("Which plant is the tallest?", *PLANTS, other) == ""


def test_where_not_all_can_be_looked_through() -> None:
    asked = of_rows("Which plants need shade?")
    assert asked is not None
    finding = gather_rows(asked, PLANTS, is_all=False)
    assert finding is not None and "looked through" in finding.caveat
    assert gathered_text("How many plants need shade?", *PLANTS, is_all=False) == ""
    assert gathered_text("Which plant is the tallest?", *PLANTS, is_all=False) == ""


def test_each_item_is_cited_and_its_passage_can_be_opened() -> None:
    question = "Which plants need shade?"
    asked = of_rows(question)
    assert asked is not None
    before = ask(question, PLANTS[3])
    answer = over_all(before, asked, (PLANTS, True), 0.3)
    assert (answer.text, answer.form) == ("Marsh Lily, Velm Oak", "list")
    assert [cited.text for cited in answer.citations] == ["light: shade", "light: shade"]
    ids = {one.id for one in answer.retrieval.passages}
    assert {cited.passage_id for cited in answer.citations} <= ids
    assert over_all(before, asked, (PLANTS, True), 0.95) is before


def test_a_count_says_what_it_counted() -> None:
    question = "How many plants grow in sand?"
    asked = of_rows(question)
    assert asked is not None
    answer = over_all(ask(question, PLANTS[0]), asked, (PLANTS, True), 0.3)
    assert (answer.text, answer.form) == ("2", "worked-out")
    assert [claim.citations for claim in answer.claims] == [(0, 1)]


def test_rows_are_left_alone_where_prose_tells_it() -> None:
    asked = of_rows("How many boats are there?")
    assert asked is not None
    told = replace(ask("How many boats are there?"), text="12", abstained=False)
    assert not may_say_more(told, asked)


def test_one_cell_of_rows_that_were_not_retrieved() -> None:
    question = "What is the pay of Omar Said?"
    before = ask(question, passage("n", "Notes", "The staff likes tea."))
    assert before.abstained and may_be_a_cell(before)
    answer = one_cell(before, STAFF, 0.3)
    assert (answer.text, answer.abstained, answer.form) == ("€ 3,500", False, "span")
    assert answer.citations[0].passage_id == "employees.csv#1"
    assert "employees.csv#1" in {passage.id for passage in answer.retrieval.passages}
    assert one_cell(before, STAFF, 0.95) is before  # not below what the settings want
    for other in ("What is the pay of Jonas Falk?", "Why was Omar Said paid?"):
        silent = ask(other, passage("n", "Notes", "The staff likes tea."))
        assert one_cell(silent, STAFF, 0.3) is silent


def test_a_day_may_be_one_of_another_row() -> None:
    rota = passage("r", "Rota", "week_starting: 2025-07-14; first: Per Dahl; second: Ada Lund.")
    question = "Who was second on 31 July 2025?"
    doubt = replace(ask(question, rota), text="Ada Lund", abstained=False, confidence=0.4)
    assert may_be_a_cell(doubt)
    assert not may_be_a_cell(replace(doubt, confidence=0.8))


def test_rows_of_a_day_of_the_week() -> None:
    clubs = passage(
        "c", "Clubs",
        "club: Chess; day: Monday; place: Library.", "club: Judo; day: Thursday; place: Gym.",
        "club: Homework club; day: Mon-Thu; place: Library.",
    )  # fmt: skip
    assert gathered_text("Which clubs are on Thursday?", clubs) == "Judo, Homework club"
    staff = passage(
        "s", "Staff", "name: Mara Quist; role: Cook; days: Tue-Sat.",
        "name: Per Dahl; role: Guard; days: Wed-Sun.", "name: Ada Lund; days: Mon-Fri.",
    )  # fmt: skip
    assert gathered_text("Who works on Saturdays?", staff) == "Mara Quist, Per Dahl"


def test_one_cell_of_the_version_in_force() -> None:
    row = "Item: {}; Price: {}."
    old = passage("1", "Prices, version 1", row.format("Oar", "£30"), row.format("Rope", "£4"))
    new = passage("2", "Prices, version 2", row.format("Oar", "£35"), row.format("Rope", "£6"))
    before = ask("What is the price of an oar?", passage("n", "Notes", "The staff likes tea."))
    assert one_cell(before, (old, new), 0.3).text == "£35"
