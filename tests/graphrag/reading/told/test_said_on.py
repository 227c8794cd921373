"""Answers by times that count from the day on which a text was said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphrag.datatypes import ScoredPassage
from graphrag.datatypes.metadata import Metadata
from graphrag.reading.pages.found import Finding, Found
from graphrag.reading.pages.page import open_pages
from graphrag.reading.told.said_on import day_in, said_on, told_time
from tests.graphrag.reading.build import ask, passage

TALK = passage(
    "t", "Ada and Tom, session 3, 6:10 pm on 22 December, 2022",
    "Ada said: I gave my old car to the shelter yesterday.",
)  # fmt: skip
BARE = replace(TALK, title="Ada and Tom")


@pytest.mark.parametrize(
    "page",
    [
        TALK,
        replace(BARE, section="Diary › 22 December 2022"),
        replace(BARE, metadata=Metadata(date="2022-12-22")),
        passage(
            "m",
            "Old car",
            "From: Ada",
            "\nDate: 22 Dec 2022\n",
            "I gave my old car away yesterday.",
        ),
    ],
)
def test_where_the_day_stands(page: ScoredPassage) -> None:
    (opened,) = open_pages([page], 1)
    day = said_on(opened, opened.text.index("yesterday"))
    assert day is not None and day.isoformat() == "2022-12-22"


def test_a_page_of_two_days_or_of_none_tells_no_day() -> None:
    pages = open_pages([BARE, replace(BARE, title="From 3 May 2022 to 5 May 2022")], 2)
    assert [said_on(page, 40) for page in pages] == [None, None]


def test_the_time_itself_is_the_answer_and_why_is_said() -> None:
    answer = ask("When did Ada give her old car to the shelter?", TALK)
    assert (answer.text, answer.abstained, answer.form) == ("21 December 2022", False, "worked-out")
    assert "“yesterday” and is of 22 December 2022" in answer.note
    assert answer.citations[0].values == ("yesterday",)


def test_without_a_day_it_is_no_time() -> None:
    assert ask("When did Ada give her old car to the shelter?", BARE).abstained


def test_a_day_asked_about_may_be_yesterday() -> None:
    (page,) = open_pages([TALK], 1)
    start = page.text.index("car")
    assert day_in(Found(page, start, start + 3, 1.0)) == {(2022, 12, 21)}


def test_only_what_is_mostly_such_a_time() -> None:
    (page,) = open_pages([TALK], 1)
    start = page.text.index("yesterday")
    step = Found(page, start, start + 9, 1.0)
    assert told_time(Finding("yesterday", 0.9, (step,), "span")) is not None
    assert told_time(Finding("the shelter where it stood yesterday", 0.9, (step,), "span")) is None
    assert told_time(Finding("yesterday", 0.9, (step,), "list")) is None
