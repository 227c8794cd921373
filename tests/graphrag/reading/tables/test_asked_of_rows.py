"""What a question asks of many rows at once."""

from __future__ import annotations

import pytest

from graphrag.reading.tables.asked_of_rows import of_rows
from graphrag.retrieval.linking.asked_words import roots


@pytest.mark.parametrize(
    ("question", "wants", "noun", "column"),
    [
        ("Which plants need shade?", "list", "plants", ""),
        ("Which boats are in the north basin?", "list", "boats", ""),
        ("List the employees in Legal.", "list", "employees", ""),
        ("Who works in Sales?", "list", "", ""),
        ("Which first mates joined in 2021?", "list", "first mates", ""),
        ("How many plants grow in clay?", "count", "plants", ""),
        ("Which boat is the longest?", "most", "boat", ""),
        ("Which boat has the lowest fee?", "least", "boat", "fee"),
        ("Which pump is the most expensive?", "most", "pump", ""),
        ("What is the highest fee of the harbour?", "most", "fee", "fee"),
    ],
)
def test_of_rows(question: str, wants: str, noun: str, column: str) -> None:
    asked = of_rows(question)
    assert asked is not None and asked.wants == wants
    assert (asked.noun, asked.column) == (roots(noun), roots(column))


@pytest.mark.parametrize(
    "question",
    [
        "Who is the harbour master?",
        "When was the pier built?",
        "Why?",
    ],
)
def test_of_one_thing(question: str) -> None:
    assert of_rows(question) is None


def test_verbs_of_having_say_nothing_of_a_row() -> None:
    asked = of_rows("Which plants need shade?")
    assert asked is not None and asked.words == roots("plants shade")
