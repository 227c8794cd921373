"""What cells write short: persons by initials, countries by codes."""

from __future__ import annotations

import pytest

from graphrag.reading.tables.cell_names import is_said_short, short_names, words_said_short

COUNTRY = frozenset({"countri"})


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("Where does Peter Okafor work?", "P. Okafor"),
        ("Where does Peter Okafor work?", "Dr P. Okafor"),
        ("What is Peter Okafor's number?", "P. Okafor"),
        ("Which days does Anna Maria Lund have?", "A. M. Lund"),
        ("Which days does Anna Lund have?", "AL"),
        ("Which days does AL have?", "Anna Lund"),
    ],
)
def test_a_person_by_initials(question: str, cell: str) -> None:
    assert is_said_short(short_names(question) | {"^^al"}, cell, frozenset({"name"}))


@pytest.mark.parametrize("cell", ["T. Okafor", "P. Dahl", "Peter", "OP", "Okafor Ltd"])
def test_and_no_other_one(cell: str) -> None:
    asked = short_names("Where does Peter Okafor work?")
    assert not is_said_short(asked, cell, frozenset({"name"}))


def test_a_long_run_of_capitals_is_read_at_once() -> None:
    assert not is_said_short(frozenset({"^=a"}), f"{'A-' * 400}!", frozenset({"name"}))


@pytest.mark.parametrize("cell", ["DK", "Denmark", "Danish"])
@pytest.mark.parametrize("question", ["the Danish customer", "a customer in Denmark"])
def test_a_country_by_its_code_and_its_adjective(question: str, cell: str) -> None:
    assert is_said_short(short_names(question), cell, COUNTRY)
    assert words_said_short(question, cell, COUNTRY) <= {"danish", "denmark"}


def test_a_code_is_one_only_where_the_column_is_of_countries() -> None:
    asked = short_names("Who is Norwegian?")
    assert is_said_short(asked, "NO", COUNTRY)
    assert not is_said_short(asked, "NO", frozenset({"paid"}))
    assert not is_said_short(asked, "SE", COUNTRY)
