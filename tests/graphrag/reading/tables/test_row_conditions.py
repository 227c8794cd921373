"""Conditions by figures and times."""

from __future__ import annotations

import pytest

from graphrag.language.limits import bounds_in
from graphrag.reading.pages.page import open_pages
from graphrag.reading.tables.row_conditions import bounded
from graphrag.reading.tables.row_tables import figure_of, tables_of
from graphrag.reading.tables.table_rows import RowCell, rows_of
from graphrag.retrieval.linking.asked_words import roots
from tests.graphrag.reading.build import passage


def row(text: str) -> list[RowCell]:
    (found,) = rows_of(open_pages([passage("a", "Boats", text)], 1))
    return found


BOAT = "Name: Heron; Length: 12 m; Seats: 40; Built: 3 May 1998; Fee: € 1,250; Draught: 2 m."


@pytest.mark.parametrize(
    ("question", "is_held"),
    [
        ("Which boats are longer than 10 m?", True),
        ("Which boats are longer than 12 m?", False),
        ("Which boats have at least 40 seats?", True),
        ("Which boats have more than forty seats?", False),
        ("Which boats were built before 2000?", True),
        ("Which boats were built after 1998?", False),
        ("Which boats were built since May 1998?", True),
        ("Which boats have a fee of up to € 1,250?", True),
        ("Which boats have a fee under £ 2,000?", False),  # in another money
        ("Which boats have a length over 1 km?", False),
        ("Which boats are wider than 2 m?", False),  # nothing tells the width
        ("Which boats are over 10 m?", False),  # two columns may be meant
    ],
)
def test_a_row_holds_a_condition(question: str, is_held: bool) -> None:
    bounds, rest = bounds_in(question)
    assert len(bounds) == 1
    (table,) = tables_of(open_pages([passage("a", "Boats", BOAT)], 1))
    condition = bounded(bounds[0], table, roots(rest))
    assert (condition is not None and condition.holds(table.rows[0])) is is_held


def test_what_is_left_of_the_question() -> None:
    bounds, rest = bounds_in("Which boats built before 2000 are longer than 10 m?")
    assert len(bounds) == 2 and roots(rest) == roots("boats built")
    assert bounds_in("Which boats are in Velm?") == ((), "Which boats are in Velm?")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Fee: € 1,250; Note: a.", (1250.0, "€")),
        ("Length: 12 m; Note: a.", (12.0, "m")),
        ("Share: 4.5 %; Note: a.", (4.5, "%")),
        ("Built: 3 May 1998; Note: a.", (None, "")),
        ("Size: large; Note: a.", (None, "")),
    ],
)
def test_the_figure_of_a_cell(text: str, figure: tuple[float | None, str]) -> None:
    assert figure_of(row(text)[0]) == figure


def test_what_is_free_costs_nothing_and_money_is_no_count() -> None:
    rows = (
        "club: Judo; cost_per_term: £48; places: 18.",
        "club: Choir; cost_per_term: free; places: 60.",
        "club: Chess; cost_per_term: Free; places: 20.",
    )
    (table,) = tables_of(open_pages([passage("c", "Clubs", *rows)], 1))

    def held(question: str) -> list[str]:
        bounds, rest = bounds_in(question)
        condition = bounded(bounds[0], table, roots(rest))
        return [row[0].text for row in table.rows if condition and condition.holds(row)]

    assert held("Which clubs cost more than £30 a term?") == ["Judo"]
    assert held("Which clubs cost under £10 a term?") == ["Choir", "Chess"]
    assert held("Which clubs are over £30?") == ["Judo"]  # of the figures one column is of money
