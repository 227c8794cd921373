"""Who wrote a text is not who it is about."""

from __future__ import annotations

import pytest

from graphrag.reading.pages.page import open_pages
from graphrag.reading.told.bylines import is_of_byline
from tests.graphrag.reading.build import ask, passage


def of_byline(question: str, name: str, *sentences: str) -> bool:
    page = open_pages([passage("n", "Ferry stops", *sentences)], 5)[0]
    return is_of_byline(page, page.text.index(name), question)


@pytest.mark.parametrize(
    "line",
    [
        "The Harbour Post - Isles and Coast, 2031-05-03, by Ann Lee.",
        "By Ann Lee, 3 May 2031",
        "Posted on 3 May 2031 by Ann Lee and Bo Ray",
        "Author: Ann Lee · May 3, 2031",
    ],
)
def test_the_writer_is_no_answer(line: str) -> None:
    assert of_byline("Who runs the ferry?", "Ann Lee", line, "The ferry has stopped.")
    assert not of_byline("Who wrote that the ferry has stopped?", "Ann Lee", line)
    assert not of_byline("Who prepared the report on the ferry?", "Ann Lee", line)
    assert not of_byline("Who is the author of the piece on the ferry?", "Ann Lee", line)


@pytest.mark.parametrize(
    "line",
    [
        "The ferry was bought on 3 May 2031 by Ann Lee.",  # says something
        "Low Tide, 1872, by Ann Lee.",  # no day: a painting
        "The ferry, 3 May 2031: Ann Lee.",
    ],
)
def test_no_byline(line: str) -> None:
    assert not of_byline("Who runs the ferry?", "Ann Lee", line)


def test_a_byline_stands_at_the_head() -> None:
    said = ("One.", "Two.", "Three.", "3 May 2031, by Ann Lee.")
    assert not of_byline("Who runs the ferry?", "Ann Lee", *said)


def test_what_stands_before_the_name_is_not_of_it() -> None:
    line = "The Harbour Post, 3 May 2031, by Ann Lee."
    assert not of_byline("Which paper reports on the ferry?", "Harbour", line)


def test_the_other_name_is_answered() -> None:
    page = passage(
        "n", "Ferry to stop", "The Post, 3 May 2031, by Ann Lee.", "Bo Ray owns the ferry."
    )
    assert ask("Who owns the ferry?", page).text in ("Bo Ray", "")
