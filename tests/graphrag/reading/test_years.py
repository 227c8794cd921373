"""The time asked about, and the years that stand in a sentence."""

from __future__ import annotations

import pytest

from graphrag.language.dates import find_dates
from graphrag.reading.years import asked_span, nearest_year, year_features


@pytest.mark.parametrize(
    ("question", "span"),
    [
        ("Who chaired the board from 1995 to 1999?", (1995, 1999)),
        ("Who kept the light in Aug 1958?", (1958, 1958)),
        ("Who kept the light on 15 May?", None),
        ("Who kept the light?", None),
    ],
)
def test_the_time_asked_about(question: str, span: tuple[int, int] | None) -> None:
    assert asked_span(question) == span


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("From 1995 he kept it.", {"first", "overlap"}),
        ("He left in 1999.", {"last", "overlap"}),
        ("He kept it 1990–1993, and again until 2004.", {"overlap"}),
        ("He was born in 1950 and left in 1960.", {"apart"}),
        ("He kept it in 1997.", {"overlap"}),
    ],
)
def test_how_a_sentence_lies_to_it(sentence: str, said: set[str]) -> None:
    found = year_features((1995, 1999), find_dates(sentence))
    names = {
        "asked year first": "first", "asked year last": "last", "years overlap": "overlap",
        "years apart": "apart",
    }  # fmt: skip
    assert {names[name] for name, value in found.items() if value} == said


def test_a_sentence_without_a_year_says_nothing_of_the_time() -> None:
    assert year_features((1995, 1999), find_dates("He left on 15 May.")) == {}


def test_the_nearest_year_is_the_one_beside_it_and_not_the_one_inside() -> None:
    text = "Ann Roe ( 1990 ) , Bo Lund ( 1995 ) and Cy Dahl ( 2001 )"
    dates = find_dates(text)
    place = text.index("Bo Lund")
    assert nearest_year(dates, place, place + 7) == 1995
    (own,) = (date for date in dates if date.year == 1990)
    assert nearest_year(dates, own.start, own.end) == 1995
    assert nearest_year([], 0, 5) is None
