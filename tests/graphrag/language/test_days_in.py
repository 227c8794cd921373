"""Days told in a text."""

from __future__ import annotations

from graphrag.language.dates import days_in, find_dates


def test_days_told_whole() -> None:
    text = "From 3 May 1932, in June 1933, on 4 July, until 2019-11-02."
    assert days_in(text) == {(1932, 5, 3), (2019, 11, 2)}
    assert days_in(text, 20) == {(2019, 11, 2)}
    assert [date.tells_day for date in find_dates(text)] == [True, False, False, True]
