"""What one person says of himself answers nothing about another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphrag.datatypes import ScoredPassage
from graphrag.reading.asking.question import analyse
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.found import Found
from graphrag.reading.pages.page import open_pages
from graphrag.reading.told.speakers import is_of_another_speaker
from tests.graphrag.reading.build import ask, passage

JOHN = passage(
    "a", "James and John, session 3", "John said: I have been teaching my cousins coding."
)


def is_of_another(question: str, text: str, title: str = "James and John") -> bool:
    (page,) = open_pages([passage("a", title, text)], 1)
    start = text.index("coding")
    return is_of_another_speaker(
        Found(page, start, start + 6, 1.0), Scene(analyse(question, ()), [page])
    )


@pytest.mark.parametrize(
    "text",
    [
        "John said: I have been teaching my cousins coding.",
        "[3 May, 10:12] John: I teach coding.",
        "From: John Hale\nTo: James Orr\n\nI teach coding.",
        "John: Our team teaches coding.",
    ],
)
def test_another_says_it_of_himself(text: str) -> None:
    assert is_of_another("What has James been teaching?", text)
    assert not is_of_another("What has John been teaching?", text)
    assert not is_of_another("What did John tell James that he teaches?", text)
    assert not is_of_another("What is taught?", text)


@pytest.mark.parametrize(
    "text",
    [
        "John said: You must be good at coding.",  # of the other
        "John said: James teaches coding.",
        "I have been teaching my cousins coding.",  # nobody is told
        "James said: I see. John said nothing of coding.",
        "Note: I teach coding.",
    ],
)
def test_in_doubt_it_is_not(text: str) -> None:
    assert not is_of_another("What has James been teaching?", text)


def test_one_who_takes_no_part_may_be_meant() -> None:
    text = "John said: I saw her teaching coding."
    assert not is_of_another("What has Ada been teaching?", text)


@pytest.mark.parametrize(
    ("question", "is_stated"),
    [
        ("What has James been teaching his cousins?", False),
        ("What has John been teaching his cousins?", True),
    ],
)
def test_the_answer(question: str, is_stated: bool) -> None:
    page: ScoredPassage = replace(JOHN)
    assert ask(question, page).abstained is not is_stated
