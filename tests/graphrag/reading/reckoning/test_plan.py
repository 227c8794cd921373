"""Which questions ask for something to be worked out, and what is asked for it first."""

from __future__ import annotations

import pytest

from graphrag.reading.reckoning.asked_for import Sought
from graphrag.reading.reckoning.plan import Planned, plan_of


def outline(node: Planned | Sought) -> str:
    """The operations from the outermost to the questions."""
    if isinstance(node, Sought):
        return node.question or f"={node.given}"
    return f"{node.says} < {' & '.join(map(outline, node.of))}"


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        (
            "What is the ASCII code of the last letter of the first name of a pilot in lowercase?",
            "its ASCII code < the last letter < the first name < Who is a pilot?",
        ),
        (
            "How many unique letters are there in the miller's last name?",
            "the number of unique letters < the last name < Who is the miller?",
        ),
        (
            "What is the sum of the digits of the year when the pier was built?",
            "the sum of the digits < When was the pier built?",
        ),
        (
            "What is the date 3 weeks after Ada Lane's birthday?",
            "the date 3 week(s) after it < When was Ada Lane born?",
        ),
        (
            "What was the year two years before the year in which the sexton of Orme died?",
            "the year two year(s) before it < When did the sexton of Orme die?",
        ),
        (
            "On which day of the week was the pilot born?",
            "its day of the week < When was the pilot born?",
        ),
        (
            "Which day of the week was the date of death of the pilot?",
            "its day of the week < When did the pilot die?",
        ),
        (
            "How many years after the pier was built did the lighthouse burn?",
            "years apart < When was the pier built? & When did the lighthouse burn?",
        ),
        (
            "How many days lay between the fire and 3 May 1932?",
            "days apart < When was the fire? & =3 May 1932",
        ),
        (
            "How much older is Ada Lane than Tom Hale?",
            "years apart < When was Ada Lane born? & When was Tom Hale born?",
        ),
        (
            "How many fewer letters does the first name of Ada Lane have compared to the first name"
            " of the pilot?",
            "how far the numbers of letters are apart < the first name < =Ada Lane & the first name"
            " < Who is the pilot?",
        ),
        (
            "How many more seats does the hall have than the chapel?",
            "the difference < How many seats does the hall have? & How many seats does the chapel"
            " have?",
        ),
        (
            "What are the initials of the place where the pilot was trained?",
            "the initials < Where was the pilot trained?",
        ),
    ],
)
def test_plan(question: str, wanted: str) -> None:
    plan = plan_of(question)
    assert plan is not None and outline(plan) == wanted


@pytest.mark.parametrize(
    "question",
    [
        "What is the first name of Ada Lane?",  # given, and nothing to ask
        "Which letters did the pilot write?",
        "Who may read Lady Orme's letters?",
        "How many letters are in the archive?",
        "How many weeks before the regatta must boats be entered?",
        "On which weekday are the bins emptied?",
        "How many years did the pilot serve?",
        "When was the pier built?",
        "What is the reverse of the coin?",
        "What is the length of the pier?",
        "",
    ],
)
def test_no_plan(question: str) -> None:
    assert plan_of(question) is None
