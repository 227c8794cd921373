"""The time asked about, and the years that stand in a sentence."""

from __future__ import annotations

import pytest

from graphrag.language.dates import find_dates
from graphrag.reading.years import are_apart, asked_span


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
    ("sentence", "apart"),
    [
        ("From 1995 he kept it.", False),
        ("He left in 1999.", False),
        ("He kept it 1990–1993, and again until 2004.", False),
        ("He was born in 1950 and left in 1960.", True),
        ("He came in 2000.", True),
        ("He left on 15 May.", False),
    ],
)
def test_how_a_sentence_lies_to_it(sentence: str, apart: bool) -> None:
    assert are_apart((1995, 1999), find_dates(sentence)) is apart
