"""Rows asked for in ordinary words: the oldest, what comes first, who lacks something."""

from __future__ import annotations

import pytest

from graphrag.reading.tables.asked_of_rows import of_rows
from graphrag.reading.tables.gathered import gather_rows
from tests.graphrag.reading.build import passage

KEEPER = "Name: {}; Task: {}; House: {}; Joined: {}; Weekly hours: {}."
LICENSED = KEEPER[:-1] + "; Boat licence valid until: {}."
TABLES = (
    passage(
        "keepers.csv#0", "keepers",
        LICENSED.format("Ada Lane", "lamp keeper", "Velm", "2001-05-03", 20, "2024-06-30"),
        KEEPER.format("Per Dahl", "cook", "Orlov", "1988-01-10", 35),
        LICENSED.format("Ines Okafor", "boatman", "Velm", "2019-11-20", 40, "2027-01-31"),
    ),
    passage(
        "keepers.csv#1", "keepers",
        LICENSED.format("Joel Tamm", "lamp keeper", "Velm", "2010-04-01", 35, "2025-02-28"),
    ),
    passage(
        "pumps.csv#0", "pumps",
        "Pump: Pump P1; Price: 1850; Last greased: May 2024; Grease due: May 2025; Maker: Holm.",
        "Pump: Pump P2; Price: 990; Last greased: May 2023; Grease due: May 2024; Maker: Holm.",
        "Pump: Pump P3; Price: 4000; Maker: Brask.",
    ),
    passage(
        "stores.csv#0", "stores",
        "Good: rope; Stock: 12; Minimum: 20; Price: 3; Paid: yes.",
        "Good: oil; Stock: 90; Minimum: 50; Price: 7; Paid: no.",
        "Good: wick; Stock: 4; Minimum: 5; Price: 1; Paid: no.",
    ),
    passage(
        "ferries.csv#0", "ferries",
        "Ferry: Ulla; Master: Oda Brask; Built: 1990; Yard: Silt Bay.",
        "Ferry: Velma; Master: Rufus Lind; Built: 2004; Yard: Silt Bay.",
        "Ferry: Orla; Master: Oda Brask; Built: 2011; Yard: Skerry.",
    ),
    passage(
        "boats.md#0", "Boats of the light",
        "Boat: Heron; Built: 1961; Seats: 12; Price: 900; Languages: Norse, Ulla; Radio: none.",
        "Boat: Tern; Built: 1984; Seats: 8; Price: 2400; Languages: Ulla; Radio: yes.",
        "Boat: Gull; Built: 1950; Seats: 20; Price: 300; Languages: Danish; Radio: yes.",
        "Boat: Raft; Built: 1970; Seats: 6; Price: 0; Languages: Danish; Radio: yes.",
    ),
)  # fmt: skip


def text(question: str) -> str:
    asked = of_rows(question)
    finding = gather_rows(asked, TABLES, is_all=True) if asked else None
    return finding.text if finding else ""


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Which boat is the oldest?", "Gull"),
        ("oldest boat?", "Gull"),
        ("Which of our boats have 12 seats?", "Heron"),
        ("Which ferries does Oda Brask bring in?", "Ulla, Orla"),
        ("Which is the newest boat?", "Tern"),
        ("Which boat is the cheapest?", "Raft"),
        ("Which boat is the biggest?", "Gull"),
        ("Which boats cost more than 500 euros?", "Heron, Tern"),
        ("Who has been here the longest?", "Per Dahl"),
        ("Who has served in the light the longest?", "Per Dahl"),
        ("Who joined last?", "Ines Okafor"),
        ("Who was the first to join?", "Per Dahl"),
        ("Whose boat licence expires first?", "Ada Lane"),
        ("Which keepers joined before 2005?", "Ada Lane, Per Dahl"),
        ("Who works fewer than 30 hours?", "Ada Lane"),
        ("Which pump is the most expensive?", "Pump P3"),  # 1850 is no year of a price
        ("Which pumps cost more than 1000 euros?", "Pump P1, Pump P3"),
        ("How many seats do all boats have together?", "46"),
        ("What is the average price of a boat?", "900"),
    ],
)
def test_compared_by_what_a_word_means(question: str, wanted: str) -> None:
    assert text(question) == wanted


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Who has no boat licence?", "Per Dahl"),
        ("How many boats are there?", "4"),
        ("Which keepers have a boat licence?", "Ada Lane, Ines Okafor, Joel Tamm"),
        ("How many keepers have a boat licence?", "3"),
        ("Which pump has never been greased?", "Pump P3"),
        ("How many pumps does Holm make?", "2"),
        ("Which boats have no radio?", "Heron"),
        ("Which boat has no radio?", "Heron"),
        ("Which makers shipped pump P1?", ""),  # nothing says that these are shipped
        ("Which goods are unpaid?", "oil, wick"),
        ("Which boats do not speak Ulla?", "Gull, Raft"),
        ("How many people live in Velm?", "3"),
        ("Which ferries has Captain Brask?", "Ulla, Orla"),  # a part of a name
        ("Name the boats of the light.", "Heron, Tern, Gull, Raft"),
        ("What are the names of the boats of the light?", "Heron, Tern, Gull, Raft"),
        ("Which ferries were built at Silt Bay?", "Ulla, Velma"),  # "Built" is another column
        ("Which birds breed on the light?", ""),
    ],
)
def test_what_rows_lack(question: str, wanted: str) -> None:
    assert text(question) == wanted


@pytest.mark.parametrize(
    "question",
    [
        "Which boat is the loudest?",
        "Which boat is the heaviest?",  # no weight is told
        "Who has no radio?",  # boats have one
        "Who has no bicycle?",
        "Which keeper is the tallest?",
        "Which house is the oldest?",  # that of the oldest keeper is another thing
        "How many seats does the light have in total?",
        "Which cooks live in Velm?",  # the one cook lives in Orlov
        "Which boats were painted before 1990?",
    ],
)
def test_what_no_table_tells(question: str) -> None:
    assert text(question) == ""
