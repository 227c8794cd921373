"""The number that a text holds, a year before others, and a number as a person writes it."""

from __future__ import annotations

import re

from graphrag.language.dates import find_dates
from graphrag.language.numbers import NUMBER_WORD, value_of
from graphrag.language.patterns import pattern

_WORD = pattern(rf"\b{NUMBER_WORD}", re.IGNORECASE)
_NUMBER = pattern(
    r"(?<![\d,.])-?\d[\d,]{0,15}(?:\.\d{1,9})?(?![\d,]*\d)"
)  # longer ones say nothing


def number_in(text: str) -> float | None:
    """The year of a date, else the first number; None where there is none."""
    years = [date.year for date in find_dates(text) if date.year]
    if years:
        return float(years[0])
    found = _NUMBER.search(text)
    if found:
        return float(found.group().replace(",", ""))
    word = _WORD.search(text)
    return value_of(word.group()) if word else None


def written(number: float) -> str:
    """As a person writes it: no ".0" behind a whole number."""
    return str(int(number)) if number == int(number) else f"{number:.10g}"
