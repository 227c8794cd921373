"""Written dates: what is found, where, and in which order they fall."""

from __future__ import annotations

import pytest

from graphrag.language.dates import find_dates


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
