"""One measure that is spread over columns of years, quarters or days."""

from __future__ import annotations

import pytest

from graphrag.reading.asking.question import analyse
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.page import open_pages
from graphrag.reading.tables.asked_of_rows import of_rows
from graphrag.reading.tables.gathered import gather_rows
from graphrag.reading.tables.rows import row_value
from tests.graphrag.reading.build import passage

HIVES = passage(
    "h", "Swarms by apiary",
    "Apiary: Mill Lane; Keeper: Ines Okafor; 2028: 14; 2029: 11; 2030: 12; 2031: 7.",
    "Apiary: Quarry; Keeper: Per Dahl; 2028: 5; 2029: 6; 2030: 4; 2031: –.",
    "Apiary: Chapel Field; Keeper: Per Dahl; 2028: 9; 2029: 10; 2030: 13; 2031: 15.",
)  # fmt: skip
HONEY = passage(
    "j", "Jars sold",
    "Shop: Orme; 2031 Q1: 30; 2031 Q2: 22; 2031 Q3: 18; 2031 Q4: 25; 2032 Q1: 33.",
    "Shop: Velm; 2031 Q1: 12; 2031 Q2: 15; 2031 Q3: 9; 2031 Q4: 41; 2032 Q1: 14.",
)  # fmt: skip
BATHS = passage(
    "b", "Hours of the baths",
    "Bath: Pool; Mon–Thu: 7 am – 8 pm; Fri–Sun: 9 am – 6 pm; Locker: 1.",
    "Bath: Sauna; Mon–Thu: closed; Fri–Sun: 10 am – 10 pm; Locker: 2.",
)  # fmt: skip
PAGES = [HIVES, HONEY, BATHS]


def cell(question: str) -> str:
    """What one row's cell says; "" for nothing."""
    pages = open_pages(PAGES, 5)
    found = row_value(Scene(analyse(question, pages), pages))
    return found.text if found else ""


def of_all(question: str) -> str:
    """What all rows say; "" for nothing."""
    asked = of_rows(question)
    found = gather_rows(asked, PAGES, is_all=True) if asked else None
    return found.text if found else ""


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many swarms were there at Mill Lane in 2030?", "12"),
        ("How many swarms were there at Chapel Field in 2029 and 2030 together?", "23"),
        ("How many swarms did Mill Lane have between 2028 and 2031 in total?", "44"),
        ("By how many did the swarms at Mill Lane fall from 2028 to 2031?", "7"),
        ("By how many did the swarms at Chapel Field rise from 2028 to 2031?", "6"),
        ("How many jars were sold in Velm in 2031 all told?", "77"),
        ("How many jars were sold in Orme in the third quarter of 2031?", "18"),
        ("How many jars did Velm sell from October to December 2031?", "41"),
        ("What are the hours of the pool on a Tuesday?", "7 am – 8 pm"),
        ("What are the hours of the sauna on Sundays?", "10 am – 10 pm"),
    ],
)
def test_what_a_row_says_of_what_is_asked(question: str, text: str) -> None:
    assert cell(question) == text


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("How many swarms were there at Mill Lane in 2030?", "span"),
        ("By how many did the swarms at Mill Lane fall from 2028 to 2031?", "worked-out"),
    ],
)
def test_what_no_cell_says_by_itself_is_worked_out(question: str, form: str) -> None:
    pages = open_pages(PAGES, 5)
    found = row_value(Scene(analyse(question, pages), pages))
    assert found is not None and found.form == form


@pytest.mark.parametrize(
    "question",
    [
        "How many swarms were there at Mill Lane in 2035?",
        "How many jars were sold in Orme in the second quarter of 2034?",
    ],
)
def test_of_a_period_that_no_column_is_no_row_tells(question: str) -> None:
    assert cell(question) == ""


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Which apiary had the most swarms in 2030?", "Chapel Field"),
        ("Which apiary's swarms rose most from 2028 to 2031?", "Chapel Field"),
        ("How many swarms were there in 2029 altogether?", "27"),
        ("Which apiary had no swarms in 2031?", "Quarry"),
        ("Which shop sold the most jars from October to December 2031?", "Velm"),
    ],
)
def test_what_all_rows_say_of_it(question: str, text: str) -> None:
    assert of_all(question) == text
