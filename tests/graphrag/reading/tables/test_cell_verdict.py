"""Yes or no from the cells of a row."""

from __future__ import annotations

import pytest

from graphrag.reading.asking.question import analyse
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.page import open_pages
from graphrag.reading.tables.cell_verdict import said_by_cells
from tests.graphrag.reading.build import passage

LOANS = passage(
    "l", "Loans of the tool library",
    "Tool: Belt sander; Borrowed by: Anna Reisz; Due: 9 March; Back: 8 March; Manual: yes.",
    "Tool: Heat gun; Borrowed by: Per Dahl; Due: 11 March; Manual: no.",
    "Tool: Nail gun; Borrowed by: Anna Reisz; Due: 14 March; Back: 20 March; Manual: yes, short.",
)  # fmt: skip
STAFF = passage(
    "s", "Wardens",
    "Name: P. Okafor; Days: Mon–Thu; Hut: Tern.",
    "Name: Rania Haddad; Days: Wed, Fri; Hut: Heron.",
)  # fmt: skip
HOURS = passage(
    "h", "Hours",
    "Place: Pool; Mon–Thu: 7 am – 8 pm; Fri–Sun: closed; Children: free.",
    "Place: Sauna; Mon–Thu: closed; Fri–Sun: 2 pm – 9 pm; Children: £3.",
)  # fmt: skip


def verdict(question: str) -> str:
    """yes, no, or "" where the cells do not say."""
    pages = open_pages([LOANS, STAFF, HOURS], 5)
    found = said_by_cells(Scene(analyse(question, pages), pages))
    return found.text if found else ""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Does the belt sander have a manual?", "yes"),
        ("Does the heat gun have a manual?", "no"),
        ("Is there a manual for the nail gun?", "yes"),
        ("Has the heat gun been returned?", "no"),
        ("Has Per Dahl brought back the heat gun?", "no"),
        ("Did Anna Reisz borrow the heat gun?", "no"),
        ("Did Anna Reisz borrow the nail gun?", "yes"),
        ("Is Rania Haddad there on Fridays?", "yes"),
        ("Is Rania Haddad there on Mondays?", "no"),
        ("Does Peter Okafor work on Tuesdays?", "yes"),
        ("Is the pool open on a Saturday?", "no"),
        ("Is the sauna open on a Saturday?", "yes"),
        ("Is the pool free for children?", "yes"),
    ],
)
def test_what_the_cells_of_a_row_say(question: str, answer: str) -> None:
    assert verdict(question) == answer


@pytest.mark.parametrize(
    "question",
    [
        "Is the drill back?",
        "Was the heat gun expensive?",
        "Is the pool heated on Mondays?",
        "Was the nail gun not returned?",
        "Does Tess Okafor work on Tuesdays?",
        "Is the belt sander longer than the nail gun?",
    ],
)
def test_of_anything_else_they_say_nothing(question: str) -> None:
    assert verdict(question) == ""
