"""How much more one has than the other."""

from __future__ import annotations

import pytest

from graphrag.datatypes import ScoredPassage
from tests.graphrag.reading.build import ask, passage

HALL = passage("a", "Halls", "The new hall has 180 places.", "The old hall has 75 places.")
WAIT = passage(
    "b", "Waiting", "Under version 2 the wait is 90 minutes, under version 3 it is 60 minutes."
)
PASS = passage("c", "Prices", "An adult pays £12.", "A child pays £7.")
SWIM = passage("d", "Prices", "An adult pays £4.80.", "A child pays £2.50.")


@pytest.mark.parametrize(
    ("question", "page", "answer"),
    [
        ("How many more places has the new hall than the old hall?", HALL, "105 places"),
        ("How many fewer places does the old hall have than the new hall?", HALL, "105 places"),
        ("How much shorter is the wait under version 3 than under version 2?", WAIT, "30 minutes"),
        ("How much more does an adult pay than a child?", PASS, "£5"),
        ("How much more does an adult pay than a child?", SWIM, "£2.30"),
    ],
)
def test_the_difference_of_both_values(question: str, page: ScoredPassage, answer: str) -> None:
    found = ask(question, page)
    assert found.text == answer
    assert found.form == "worked-out"


def test_nothing_is_said_the_wrong_way_round() -> None:
    assert ask("How many more places has the old hall than the new hall?", HALL).abstained


def test_the_head_is_opened_where_a_difference_is_asked_only(monkeypatch: pytest.MonkeyPatch):
    home = "graphrag.reading.comparing.difference.open_head"
    monkeypatch.setattr(home, lambda: pytest.fail("was opened"))
    assert ask("How many places has the new hall?", HALL).text.startswith("180")
