"""Two sides compared by a figure or a date of each."""

from __future__ import annotations

import pytest

from graphrag.datatypes import ScoredPassage
from graphrag.reading.asking.question import analyse
from graphrag.reading.comparing.sides import sides
from graphrag.reading.pages.page import open_pages
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


ONE_EACH = passage("v", "Journey", "After a long talk Ljutava gets 31 votes, Port Ellery 15.")
ONE_UNIT = passage("b", "Charging", "The Lark battery takes 68 minutes, the Pro battery 81.")
WORDS = passage(
    "w", "Repair", "Restores within four hours on the Dock line; within eight on the Mill."
)
DEPOT_A = passage("a", "Depots", "depot: A; foot of: Osprey Ridge; from the station: 11 km.")
DEPOT_D = passage("d", "Depots", "depot: D; foot of: Rothaar; from the station: 24 km.")
DRILLS = passage("e", "Drills",
                 "step: All at muster point; drill of 9 May: 6:15; drill of 14 March: 8:50.",
                 "step: Fire out; drill of 9 May: 9:05; drill of 14 March: 7:10.")  # fmt: skip
YEARS = passage("y", "Results 2023", "She reported 611,300 passengers (2022: 574,900).")
BEER = passage("p", "Pale", "Black Gannet, 5.2 %, is the winter version.")
PLAN = passage("q", "Plan", "beer: Harbour Porter; alcohol_percent: 5.4; week: 36.")
TESTS = passage("t", "Failover tests", "date: 2023-03-14; who: Zofia; time needed: 31 min.",
                "date: 2023-11-07; who: Emeka; time needed: 19 min.")  # fmt: skip
VOTES = passage("h", "Gift", "They answered: 12 for the chairs, 7 for the hoist.")


@pytest.mark.parametrize(
    ("question", "passages", "answer"),
    [
        ("Which proposal got more votes, Port Ellery or Ljutava?", (ONE_EACH,), "Ljutava"),
        ("Which takes less time, the Lark battery or the Pro battery?", (ONE_UNIT,),
         "Lark battery"),
        ("Does the Dock line or the Mill line have the shorter repair time?", (WORDS,),
         "Dock line"),
        ("Which lies further from the station, Depot A or Depot D?", (DEPOT_A, DEPOT_D), "Depot D"),
        ("Was everyone at the muster point sooner in the drill of 14 March or that of 9 May?",
         (DRILLS,), "9 May"),
        ("Did they carry more passengers in 2022 or in 2023?", (YEARS,), "2023"),
        ("Which has the higher alcohol content, Black Gannet or Harbour Porter?", (BEER, PLAN),
         "Harbour Porter"),
        ("Was the failover test of March 2023 or that of November 2023 quicker?", (TESTS,), "2023"),
        ("Which idea got more votes, the reclining chairs or the bath hoist?", (VOTES,), "chairs"),
    ],
)  # fmt: skip
def test_by_the_pair_that_fits(
    question: str, passages: tuple[ScoredPassage, ...], answer: str
) -> None:
    found = ask(question, *passages)
    assert (found.form, found.text) == ("choice", answer)


def test_two_pages_that_may_count_something_else_are_trusted_less() -> None:
    asked = "Which office has more desks, Tolm or Usk?"
    together = passage("tolm", "Offices", TOLM.text, USK.text)
    assert ask(asked, TOLM, USK).confidence < ask(asked, together).confidence


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
        ("Which won more, Elm School or St. Ann?", ["Elm School", "St. Ann"]),
    ],
)
def test_sides(question: str, both: list[str]) -> None:
    pages = open_pages([TOLM], 5)
    assert [side.text for side in sides(analyse(question, pages), pages)] == both


STAFF = passage("s", "Staff", "name: Ada Pell; role: nurse; since: 2014.",
                "name: Jo Trent; role: nurse; since: 2015.")  # fmt: skip
AGES = passage("g", "Crew", "Sora Lind, radio, 28.", "Pia Ngata, cook, 26.")
QUOTES = passage("k", "Quotes", "There are two quotes: Hartig Welding £1,850 and Obuya £1,420.")
SEATS = passage(
    "z", "Prices", "Prices: a South place costs 210 crowns, a North seat 340, a West seat 460."
)
SNOW = passage(
    "n", "Snow", "place: Hallam Green; depth in cm: 9.", "place: Lower Wick; depth in cm: 4."
)
RANKS = passage("i", "Votes", "Web (Dale First) had 498 votes and Margaret Dun (Green) had 402.")


@pytest.mark.parametrize(
    ("question", "page", "answer"),
    [
        ("Who has been at the clinic longer, Ada Pell or Jo Trent?", STAFF, "Ada Pell"),
        ("Is Jo Trent or Ada Pell longer in office?", STAFF, "Ada Pell"),
        ("Who is younger, Sora Lind or Pia Ngata?", AGES, "Pia Ngata"),
        ("Who is older, Sora Lind or Pia Ngata?", AGES, "Sora Lind"),
        ("Whose offer was cheaper, Hartig's or Obuya's?", QUOTES, "Obuya's"),
        ("Did Hartig or Obuya ask for less?", QUOTES, "Obuya"),
        ("Of Hartig and Obuya, which one is dearer?", QUOTES, "Hartig"),
        ("Which costs more, a West seat or a North seat?", SEATS, "a West seat"),
        ("Where was the snow deeper, Hallam Green or Lower Wick?", SNOW, "Hallam Green"),
        ("Who had more votes, the Dale First man or Margaret Dun?", RANKS, "Dale First"),
    ],
)
def test_as_people_ask(question: str, page: ScoredPassage, answer: str) -> None:
    assert ask(question, page).text == answer
