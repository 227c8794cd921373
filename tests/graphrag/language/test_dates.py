"""Written dates: what is found, where, and in which order they fall."""

from __future__ import annotations

import pytest

from graphrag.language.dates import find_dates, is_within_date
from graphrag.language.parser.pipelines import load_language
from indexing.extract_rules import extract


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("born October 5, 1987 in", [(1987, 10, 5)]),
        ("born 24 August 1886.", [(1886, 8, 24)]),
        ("in July 1950", [(1950, 7, 0)]),
        ("(1911, Berlin – 1979)", [(1911, 0, 0), (1979, 0, 0)]),
        ("on 15 May he left", [(0, 5, 15)]),
        ("in 43 BC", [(-43, 0, 0)]),
        ("c. 1258", [(1258, 0, 0)]),
        ("Dec. 10, 1817", [(1817, 12, 10)]),
        ("21 February 188524 July 1957", [(1885, 2, 21), (1957, 7, 24)]),  # a lost dash
        ("a crowd of 12,000 and 1,987 more, 99.5 %", []),
        ("on May 5th, 912", [(912, 5, 5)]),
        ("the 5th of June 1921", [(1921, 6, 5)]),
        ("on 2004-03-17 it", [(2004, 3, 17)]),
        ("25/12/2015, 12/25/2015", [(2015, 12, 25), (2015, 12, 25)]),
        ("03/04/2015", [(2015, 0, 0)]),  # the third of April or the fourth of March
        ("version 1.2.2015.3", []),
        ("March–June 1944", [(1944, 3, 0)]),
        ("15–17 May 1944", [(1944, 5, 15)]),
        ("March 3 to 5, 1990", [(1990, 3, 3)]),
        ("c. 500 BC", [(-500, 0, 0)]),
        ("AD 70, 1066 AD", [(70, 0, 0), (1066, 0, 0)]),
        ("the late 1960s", [(1960, 0, 0)]),
        ("1939–1945", [(1939, 0, 0), (1945, 0, 0)]),
        ("15-May-2020", [(2020, 5, 15)]),
        ("born on 5\nJune 1921", [(1921, 6, 5)]),
        ("May 5, 2,000 people", [(0, 5, 5)]),
    ],
)
def test_finds(text: str, found: list[tuple[int, int, int]]) -> None:
    assert [date.key for date in find_dates(text)] == found


def test_offsets_slice_to_the_date() -> None:
    text = "He was born on 3 May 1901 and died in 1977."
    assert [text[d.start : d.end] for d in find_dates(text)] == ["3 May 1901", "1977"]


def test_order_and_precision() -> None:
    first, second, third = find_dates("1900; May 1900; 2 May 1900")
    assert first.key < second.key < third.key
    assert [d.precision for d in (first, second, third)] == [1, 2, 3]


@pytest.mark.parametrize(
    "written",
    [
        *("15 May", "44 BC", "the 1950s", "5th of June 1921", "c. 1480", "2019-11-02"),
        *("03/04/2015", "March–June 1944", "October 5, 1987", "July 1950", "1911", "2004-03-17"),
    ],
)
def test_a_date_is_whole_to_the_index_and_to_the_reader(written: str) -> None:
    text = f"It was closed on {written} by the town."
    assert [text[d.start : d.end] for d in find_dates(text)] == [written]
    said = extract("It", text, load_language())
    assert [m.text for m in said.mentions if m.kind == "date"] == [written]


@pytest.mark.parametrize(
    ("text", "day", "written"),
    [
        ("am 3. März 1965 gegründet", (1965, 3, 3), "3. März 1965"),
        ("vom 3. April 1965 an", (1965, 4, 3), "3. April 1965"),
        ("le 1er janvier 1900", (1900, 1, 1), "1er janvier 1900"),
        ("el 5 de mayo de 1999", (1999, 5, 5), "5 de mayo de 1999"),
        ("il 2 giugno 1946", (1946, 6, 2), "2 giugno 1946"),
        ("op 4 mei 1940", (1940, 5, 4), "4 mei 1940"),
        ("em 7 de março de 2001", (2001, 3, 7), "7 de março de 2001"),
    ],
)
def test_days_of_other_languages(text: str, day: tuple[int, int, int], written: str) -> None:
    (found,) = find_dates(text)
    assert (found.key, text[found.start : found.end]) == (day, written)


def test_a_month_of_another_language_needs_its_year() -> None:
    assert not find_dates("5 Mars bars and 3 mai tais; see page 3. April was warm")


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("Er wurde am 3. März eröffnet", True),
        ("Er wurde am 3. April eröffnet", True),
        ("It is on page 3. April was warm", False),
        ("It grew by 0.3. März is a name", False),
    ],
)
def test_the_space_in_a_german_day(text: str, within: bool) -> None:
    assert is_within_date(text, text.index(". ") + 2) is within
