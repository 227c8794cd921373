"""Days counted."""

from __future__ import annotations

import pytest

from graphrag.reading.reckoning import date_steps


@pytest.mark.parametrize(
    ("start", "count", "unit", "end"),
    [
        ("22 January 1982", 4, "month", "1982-05-22"),
        ("31 January 2023", 1, "month", "2023-02-28"),
        ("2024-02-29", 1, "year", "2025-02-28"),
        ("1 January 1900", -1, "day", "1899-12-31"),
        ("3 May 1932", 2, "week", "1932-05-17"),
        ("1968", 2, "year", "1970"),
        ("1968", -1, "decade", "1958"),
        ("May 1932", 2, "week", None),
        ("3 May 1932", -3000, "year", None),
        ("some day", 1, "day", None),
    ],
)
def test_counting_on(start: str, count: int, unit: str, end: str | None) -> None:
    assert date_steps.moved(start, count, unit) == end


@pytest.mark.parametrize(
    ("left", "right", "unit", "number"),
    [
        ("3 May 1932", "1 May 1932", "day", "2"),
        ("3 May 1932", "1 May 1942", "year", "9"),
        ("1932", "1 May 1942", "year", "10"),
        ("1932", "1 May 1942", "day", None),
        ("3 May 1932", "2 August 1932", "month", "2"),
        ("3 May 1932", "31 May 1932", "week", "4"),
        ("once", "31 May 1932", "year", None),
    ],
)
def test_time_between(left: str, right: str, unit: str, number: str | None) -> None:
    assert date_steps.apart(left, right, unit) == number


def test_days_of_the_week_and_parts() -> None:
    assert date_steps.weekday("28 November 2026") == "Saturday"
    assert date_steps.weekday("31 June 2026") is None
    assert date_steps.part_of("3 May 1932", "month") == "May"
    assert date_steps.part_of("3 May 1932", "day") == "3"
    assert date_steps.part_of("3 May 1932", "year") == "1932"
    assert date_steps.part_of("1932", "month") is date_steps.part_of("May 1932", "day") is None
