"""How well a question says a row's cells."""

from __future__ import annotations

from graphrag.reading.pages.found import Found
from graphrag.reading.pages.page import open_pages
from graphrag.reading.tables.row_fit import is_date, said_of, share
from graphrag.reading.tables.table_rows import RowCell
from graphrag.retrieval.linking.asked_words import roots
from tests.graphrag.reading.build import passage


def cell(column: str, text: str, first: str = "") -> RowCell:
    (page,) = open_pages([passage("p1", "Crew", f"{column}: {text}.")], 1)
    start = page.text.index(text)
    found = Found(page, start, start + len(text), 1.0)
    return RowCell(roots(column), roots(text), found, column, frozenset(first.split()))


def test_of_nothing_wanted_and_of_no_cells_the_share_is_none() -> None:
    assert share(frozenset(), [cell("Cook", "Ida Fenn")]) == 0.0
    assert share(roots("cook"), []) == 0.0


def test_the_share_is_of_the_columns_words_and_the_cells() -> None:
    assert share(roots("cook fenn barge lamp"), [cell("Cook", "Ida Fenn")]) == 0.5


def test_what_a_row_is_about_is_said_by_the_first_of_its_names() -> None:
    whole = cell("Ship", "Athena goddess of weaving", "athena")
    assert said_of(frozenset(("^athena",)), whole) == 1.0
    assert said_of(frozenset(("athena",)), whole) < 1.0  # in small letters it names nothing


def test_a_date_has_half_of_the_letters_of_a_cell() -> None:
    assert is_date("since 3 May 2020")
    assert not is_date("Ida Fenn came aboard on 3 May 2020")
