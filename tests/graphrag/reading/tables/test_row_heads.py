"""Which column a question names: written so, without its unit, by days cut short."""

from __future__ import annotations

import pytest

from graphrag.reading.asking.question import analyse
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.page import open_pages
from graphrag.reading.tables.rows import row_value, several_in_one
from tests.graphrag.reading.build import passage

CLUBS = passage(
    "c", "Clubs of the quay",
    "club: Pottery; day: Tuesday; place: B20; places: 12; warden: Mara Quist; days: Tue Thu.",
    "club: Rowing; day: Friday; place: Slip 4; places: 9; warden: Per Dahl; days: Mon-Fri.",
)  # fmt: skip
HOSTS = passage(
    "h", "Machines",
    "Name: gourd; Memory GB: 192; Disk (TB): 7.",
    "Name: marrow; Memory GB: 256; Disk (TB): 9.",
)  # fmt: skip
MENU = passage(
    "m", "Menu",
    "Day: Wednesday; Week 1 main: Pie; Week 2 main: Pork; Week 2 vegetarian: Leek tart.",
    "Day: Thursday; Week 1 main: Hash; Week 2 main: Eel; Week 2 vegetarian: Halloumi wrap.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("How many places does pottery have?", "12"),  # not the place with a figure
        ("How much memory does gourd have?", "192"),  # the unit need not be said
        ("What is the vegetarian option on Thursday in week 2?", "Halloumi wrap"),
    ],
)
def test_the_column_that_is_written_so(question: str, cell: str) -> None:
    pages = open_pages([CLUBS, HOSTS, MENU], 5)
    found = row_value(Scene(analyse(question, pages), pages))
    assert found is not None and found.text == cell


def test_days_cut_short_are_a_time() -> None:
    pages = open_pages([CLUBS], 5)
    question = "On what days is the warden of rowing in?"
    found = several_in_one(Scene(analyse(question, pages), pages))
    assert found is not None and found.text == "Mon-Fri"


INNS = passage(
    "i", "Inns",
    "inn: Hotel Brisk; town: Velm; rooms: 30; price_double_gbp: 52; owner: Ada Lund.",
    "inn: Hotel Lake; town: Orme; rooms: 12; price_double_gbp: 78; owner: Per Dahl.",
)  # fmt: skip
BUSES = passage(
    "b", "Buses",
    "from: Velm; to: Orme; departs: 09:00; arrives: 11:00; operator: Quay Lines; runs: daily.",
    "from: Orme; to: Velm; departs: 15:30; arrives: 17:30; operator: Tern Buses; runs: daily.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("What does a double room at Hotel Brisk cost?", "52"),  # not how many rooms there are
        ("How many rooms has Hotel Lake?", "12"),
        ("Who runs the bus from Velm to Orme?", "Quay Lines"),  # not "daily"
        ("What time does the bus from Orme to Velm leave?", "15:30"),
        ("When does the bus from Velm to Orme arrive?", "11:00"),
        ("Who is the owner of Hotel Lake?", "Per Dahl"),
    ],
)
def test_the_column_that_is_meant(question: str, cell: str) -> None:
    pages = open_pages([INNS, BUSES], 5)
    found = row_value(Scene(analyse(question, pages), pages))
    assert found is not None and found.text == cell


HALLS = passage(
    "a", "Halls and people",
    "group: Choir; day: Tuesday; place: Music hut; leader: Mara Quist.",
    "name: Ines Okafor; relation: Aunt; address: Strand 8, Haugen; phone: 555 0101.",
    "name: Jonas Falk; relation: Cousin; address: Tallis, Orme; phone: 555 0102.",
)  # fmt: skip
LESSONS = passage(
    "l", "Lessons of form 7",
    "Period: 5; Tuesday: Sport (Pargeter); Wednesday: Computing (Adey).",
    "Period: 6; Tuesday: Computing (Marsh); Wednesday: Art (Lund).",
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("choir room", "Music hut"),
        ("Where is the choir group held?", "Music hut"),
        ("ines phone", "555 0101"),
        ("Where does Ines live?", "Strand 8, Haugen"),
        ("Who lives in Tallis?", "Jonas Falk"),
        ("Who lives in Orme?", None),
        ("What is on Tuesday in period 5?", "Sport (Pargeter)"),
        ("Who has computing on Tuesday?", None),  # Wednesday's lesson says nothing of Tuesday's
    ],
)
def test_short_and_lowercase_questions(question: str, cell: str | None) -> None:
    pages = open_pages([HALLS, LESSONS], 5)
    found = row_value(Scene(analyse(question, pages), pages))
    assert (found.text if found else None) == cell
