"""The values that a sentence writes, by hand: figures, units, moments, times of the day."""

import pytest

from graphrag.reading.comparing.values import column_at, unit_of, values_in
from graphrag.reading.pages.page import open_pages
from tests.graphrag.reading.build import passage


def read(sentence: str, *, dated: bool = False) -> list[tuple[float, float, str]]:
    (page,) = open_pages((passage("p", "T", sentence),), 1)
    return [row[:3] for row in values_in(page, 0, len(page.text), dated)]


def spans(sentence: str) -> list[set[str]]:
    (page,) = open_pages((passage("p", "T", sentence),), 1)
    found = values_in(page, 0, len(page.text), False)
    return [{page.text[start:end] for start, end in row[3]} for row in found]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("It takes 20 minutes.", [(1200, 20, "second")]),
        ("It takes 1 hour 20 minutes.", [(4800, 1, "second")]),
        ("It takes 2 weeks.", [(1209600, 2, "second")]),
        ("It takes 3 days.", [(259200, 3, "second")]),
        ("It weighs 12 kg.", [(12, 12, "kg")]),
        ("It fell by 5 percent.", [(5, 5, "%")]),
        ("It fell by 5%.", [(5, 5, "%")]),
        ("It cost $40.", [(40, 40, "$")]),
        ("It sold 2 million copies.", [(2e6, 2, "")]),
        ("It has 1,250 seats.", [(1250, 1250, "")]),
        ("It has 7 seats and 9 doors.", [(7, 7, ""), (9, 9, "")]),
        ("It was built in May 1920.", []),  # a date is none
        ("There were two offers.", []),  # figures of words count behind a measure alone
        ("2. It opened.", []),
        ("It opens at 10:30.", [(630, 630, "clock")]),
    ],
)
def test_values(sentence: str, found: list[tuple[float, float, str]]) -> None:
    assert read(sentence) == found


def test_moments_count_so_that_later_ones_are_more() -> None:
    """372 days a year and 31 a month leave room for every day."""
    (row,) = read("It opened on 3 March 1920.", dated=True)
    assert row == (372 * 1920 + 31 * 3 + 3, 372 * 1920 + 31 * 3 + 3, "day")
    assert read("It weighs 12 kg.", dated=True) == []


def test_a_value_may_be_read_with_its_unit_or_without() -> None:
    assert spans("It takes 20 minutes.") == [{"20", "20 minutes"}]
    assert spans("It cost $40.") == [{"40", "$40"}]


@pytest.mark.parametrize(
    ("column", "found"),
    [
        ("abv_percent", ("%", 2)),
        ("Minutes", ("second", 120)),
        ("Time (hr)", ("second", 7200)),
        ("m", ("", 2)),  # one letter says too little
        ("Size kg", ("kg", 2)),
        ("Port", ("", 2)),
    ],
)
def test_the_unit_that_a_column_names(column: str, found: tuple[str, float]) -> None:
    assert unit_of(column, 2) == found


@pytest.mark.parametrize(
    ("sentence", "word", "column"),
    [
        ("Port: Velm; Tons: 10.", "10", "Tons"),
        ("Port: Velm; Tons: 10.", "Velm", "Port"),
        ("Velm; Tons: 10; Ships: 2.", "Velm", None),
        ("Velm; Tons: 10; Ships: 2.", "2", "Ships"),
        ("Velm has 10 ships.", "10", ""),
        ("Port: Velm.", "Velm", ""),  # one field is no row
    ],
)
def test_the_column_of_a_word(sentence: str, word: str, column: str | None) -> None:
    assert column_at(sentence, sentence.index(word)) == column
