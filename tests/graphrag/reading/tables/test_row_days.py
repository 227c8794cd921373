"""Rows of a rota: by the day in a cell, or the week that begins with it."""

from __future__ import annotations

import pytest

from graphrag.reading.asking.question import analyse
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.page import open_pages
from graphrag.reading.tables.row_days import days_of, is_of_day
from graphrag.reading.tables.rows import row_value
from graphrag.reading.tables.table_rows import rows_of
from tests.graphrag.reading.build import passage

ROTA = passage(
    "r", "boatcall rota",
    "week_starting: 2025-07-07; first: Ines Okafor; second: Per Dahl.",
    "week_starting: 2025-07-14; first: Per Dahl; second: Ada Lund.",
    "week_starting: 2025-12-29; first: Ada Lund; second: Ines Okafor.",
)  # fmt: skip
TOURS = passage(
    "t", "Tours of the mill",
    "Date: 3 May 2025; Guide: Jonas Falk; Places: 12.",
    "Date: 4 May 2025; Guide: Mara Quist; Places: 8.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("Who was first on call in the week of 7 July?", "Ines Okafor"),
        ("Who was second on call on 16 July 2025?", "Ada Lund"),
        ("Who is first on call on 2 January?", "Ada Lund"),  # the week goes on into the next year
        ("Who is the guide on May 4?", "Mara Quist"),
        ("Who is the guide on Sunday 4 May?", "Mara Quist"),
        ("How many places has the tour of 3 May 2025?", "12"),
        ("Who is the guide on 5 May?", None),
        ("Who was first on call on 7 July 2024?", None),
        ("Who is the guide on 30 February?", None),
    ],
)
def test_the_row_of_a_day(question: str, cell: str | None) -> None:
    pages = open_pages([ROTA, TOURS], 5)
    found = row_value(Scene(analyse(question, pages), pages))
    assert (found.text if found else None) == cell


def test_a_day_without_a_year_is_of_any() -> None:
    row = next(rows_of(open_pages([passage("p", "P", "Day: 9 June; Boat: Tern.")], 1)))
    assert is_of_day(days_of("What sails on 9 June 2021?"), row[0])
    assert not is_of_day(days_of("What sails on 10 June?"), row[0])
    assert not is_of_day(days_of("What sails in June?"), row[0])
    assert not is_of_day(days_of("What sails on 9 June?"), row[1])
