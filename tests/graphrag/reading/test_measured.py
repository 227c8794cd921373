"""Two sides compared by a figure or a date of each."""

from __future__ import annotations

import pytest

from graphrag.datatypes import ScoredPassage
from graphrag.reading.page import open_pages
from graphrag.reading.question import analyse
from graphrag.reading.sides import sides
from tests.graphrag.reading.build import ask, passage

TOLM = passage("tolm", "Offices", "The Tolm office has 42 desks.")
USK = passage("usk", "Offices", "The Usk office has 17 desks.")
KILN = passage("kiln", "Firing", "The kiln takes 3 hours to cool.")
OVEN = passage("oven", "Baking", "The oven takes 50 minutes to cool.")
BIKES = passage("bikes", "Bikes", "The limit for a bike is £2,500.")
PHONES = passage("phones", "Phones", "The limit for a phone is £800.")
HORSE = passage("horse", "Horse", "item: Horse (+4 slots); price in gold pieces: 75.")
MULE = passage("mule", "Mule", "item: Mule (+6 slots); price in gold pieces: 30.")
CART = passage("cart", "Carts", "The cart drives at 12 km/h at most.")
SLED = passage("sled", "Sleds", "The sled drives at 30 km/h at most.")
EARLY = passage("early", "Report", "In the 2018 report the committee counted 9 incidents.")
LATE = passage("late", "Report", "In the 2020 report the committee counted 4 incidents.")


@pytest.mark.parametrize(
    ("question", "passages", "answer"),
    [
        ("Which office has more desks, Tolm or Usk?", (TOLM, USK), "Tolm"),
        ("Which office has fewer desks, Tolm or Usk?", (TOLM, USK), "Usk"),
        ("Which takes longer to cool, the kiln or the oven?", (KILN, OVEN), "kiln"),
        ("Which is dearer, a horse or a mule?", (HORSE, MULE), "a horse"),
        ("Which is cheaper, a horse or a mule?", (HORSE, MULE), "a mule"),
        ("Which drives faster, the cart or the sled?", (CART, SLED), "sled"),
        ("Is the limit for a bike higher than that for a phone?", (BIKES, PHONES), "yes"),
        ("Is the limit for a bike lower than that for a phone?", (BIKES, PHONES), "no"),
    ],
)
def test_by_a_figure(question: str, passages: tuple[ScoredPassage, ...], answer: str) -> None:
    found = ask(question, *passages)
    assert found.text == answer
    assert {c.passage_id for c in found.citations} == {p.id for p in passages}


def test_a_year_is_no_figure() -> None:
    found = ask("Did the committee count more incidents in 2018 or in 2020?", EARLY, LATE)
    assert found.text == "2018"


def test_what_is_paid_is_not_held_against_what_is_counted() -> None:
    priced = passage("usk", "Offices", "The Usk office rents desks at £17.")
    assert ask("Which office has more desks, Tolm or Usk?", TOLM, priced).form != "choice"


@pytest.mark.parametrize(
    ("question", "both"),
    [
        ("Did they have more students in 2008 or in 2019?", ["in 2008", "in 2019"]),
        ("Which offer was dearer, the one of Ovo or of Fax?", ["of Ovo", "of Fax"]),
        ("Were there more in the report of May or in that of June?", ["of May", "of June"]),
        ("Is the limit for a bike higher than that for a phone?", ["for a bike", "for a phone"]),
        ("Are there more than two exits?", []),
        ("Was the barge heavier than expected?", []),
    ],
)
def test_sides(question: str, both: list[str]) -> None:
    pages = open_pages([TOLM], 5)
    assert [side.text for side in sides(analyse(question, pages), pages)] == both
