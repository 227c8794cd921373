"""Number words and their values."""

from __future__ import annotations

import re

import pytest

from graphrag.language.numbers import NUMBER_WORD, value_of


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("zero", 0), ("one", 1), ("Twelve", 12), ("nineteen", 19), ("ninety", 90),
        ("forty-two", 42), ("forty two", 42), ("hundred", 100), ("million", 1e6), ("twice", 2),
        ("dozen", 12), ("tenor", None), ("", None), ("forty winks", None),
    ],
)  # fmt: skip
def test_value(word: str, value: float | None) -> None:
    assert value_of(word) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("seventeen or seventy", ["seventeen", "seventy"]),
        ("twenty-one of forty six", ["twenty-one", "forty six"]),
        ("a tenor, someone and a hundredweight", []),
        ("two-thirds", ["two"]),
        ("twenty-zero or thirty-nine", ["twenty", "zero", "thirty-nine"]),
    ],
)
def test_words_are_found_whole(text: str, found: list[str]) -> None:
    assert re.findall(rf"\b{NUMBER_WORD}", text) == found
