"""Times told from the day on which something is said."""

from __future__ import annotations

from datetime import date

import pytest

from graphrag.language.relative_times import relative_time, told_from

THURSDAY = date(2023, 7, 27)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("yesterday", "26 July 2023"),
        ("yesterday evening", "26 July 2023"),
        ("last night", "26 July 2023"),
        ("the day before yesterday", "25 July 2023"),
        ("this morning", "27 July 2023"),
        ("tomorrow", "28 July 2023"),
        ("the day after tomorrow", "29 July 2023"),
        ("three days ago", "24 July 2023"),
        ("a day ago", "26 July 2023"),
        ("a few days ago", "a few days before 27 July 2023"),
        ("two weeks ago", "two weeks before 27 July 2023"),
        ("a week ago", "a week before 27 July 2023"),
        ("two months ago", "May 2023"),
        ("a year ago", "July 2022"),
        ("ten years ago", "2013"),
        ("a couple of years ago", "a couple of years before 27 July 2023"),
        ("last week", "the week before 27 July 2023"),
        ("this weekend", "the weekend of 27 July 2023"),
        ("next week", "the week after 27 July 2023"),
        ("last month", "June 2023"),
        ("next year", "2024"),
        ("this year", "2023"),
        ("last Friday", "Friday, 21 July 2023"),
        ("last Thursday", "Thursday, 20 July 2023"),
        ("this past Tues", "Tuesday, 25 July 2023"),
        ("this Saturday", "Saturday, 29 July 2023"),
        ("next Monday morning", "Monday, 31 July 2023"),
        ("last summer", "summer 2022"),
        ("next spring", "spring 2024"),
        ("last August", "August 2022"),
        ("last May", "May 2023"),
        ("next May", "May 2024"),
    ],
)
def test_what_is_meant(said: str, meant: str) -> None:
    match = relative_time(f"We saw it {said}, I think.")
    assert match is not None and match.group() == said
    assert told_from(match, THURSDAY) == meant


@pytest.mark.parametrize(
    "said", ["the last sentence", "on Friday", "in May", "some time ago", "week"]
)
def test_what_is_told_from_no_day(said: str) -> None:
    assert relative_time(said) is None


def test_a_month_before_january() -> None:
    match = relative_time("last month")
    assert match is not None and told_from(match, date(2023, 1, 1)) == "December 2022"


@pytest.mark.parametrize("said", ["9999 years ago", "9999 months ago", "9999 decades ago"])
def test_what_no_calendar_has(said: str) -> None:
    match = relative_time(said)
    assert match is not None and told_from(match, date(1, 1, 1)) == ""
    assert relative_time("9" * 5000 + " days ago") is None


def test_no_day_before_the_first() -> None:
    for said, day in (("yesterday", date.min), ("tomorrow", date.max), ("next Friday", date.max)):
        match = relative_time(said)
        assert match is not None and told_from(match, day) == ""
