"""What a question asks of a time, and which time."""

from __future__ import annotations

import pytest

from graphrag.language.dates import find_dates
from graphrag.reading.asking.asked_of_time import of_time


@pytest.mark.parametrize(
    ("question", "wants", "holds", "lacks"),
    [
        ("What happened on 14 May 2024?", "told", "2024-05-14", "2024-05-15"),
        ("What happened in November 2024?", "told", "3 November 2024", "3 November 2023"),
        ("What went on at the pier in 2024?", "told", "3 November 2024", "3 November 2023"),
        ("Summarise the incident in August.", "told", "3 August 2021", "3 May 2021"),
        ("List all incidents in 2024.", "list", "2024-12-31", "2025-01-01"),
        ("Which incidents happened between May and August 2024?", "list", "2024-05-01",
         "2024-09-01"),
        ("How many releases were there since March 2023?", "count", "1 March 2024", "1 May 2022"),
        ("What was the last incident?", "last", "1 March 2024", ""),
        ("When was the fire drill?", "day", "1 March 2023", ""),
        ("When was the first incident of 2023?", "first", "1 March 2023", "1 March 2024"),
    ],
)  # fmt: skip
def test_the_time_asked_about(question: str, wants: str, holds: str, lacks: str) -> None:
    asked = of_time(question)
    assert asked is not None
    assert asked.wants == wants
    assert asked.holds(find_dates(holds)[0])
    other = find_dates(lacks)
    assert not other or not asked.holds(other[0])


@pytest.mark.parametrize(
    "question",
    [
        "What happened to the mill?",
        "What was the fee in 2022?",
        "Tell me about the mill.",
        "Which plants need shade?",
        "When was it?",
        "When was the mill?",
        "When was the last?",
        "Who was here in 2024?",
    ],
)
def test_other_questions_are_read(question: str) -> None:
    assert of_time(question) is None
