"""Days of the week as tables write them."""

from __future__ import annotations

import pytest

from graphrag.language.week_days import week_days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mon-Thu", "monday tuesday wednesday thursday"),
        ("Tue – Thurs", "tuesday wednesday thursday"),
        ("Mon Wed Fri", "monday wednesday friday"),
        ("Tue and Sat", "tuesday saturday"),
        ("Wednesday to Friday", "wednesday thursday friday"),
        ("Sat–Mon", "saturday sunday monday"),
        ("Wed, Sun.", "wednesday sunday"),
        ("Thursdays", "thursday"),
        ("daily", "monday tuesday wednesday thursday friday saturday sunday"),
        ("Monday 3 May", ""),
        ("Sunny", ""),
        ("Friday Harbour", ""),
        ("", ""),
    ],
)
def test_the_days_of_a_cell(text: str, days: str) -> None:
    assert week_days(text) == frozenset(days.split())
