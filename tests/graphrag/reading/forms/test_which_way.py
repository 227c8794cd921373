"""Which of two opposites a sentence says."""

from __future__ import annotations

import pytest

from graphrag.reading.forms.which_way import ways_asked, which_way
from tests.graphrag.reading.build import ask, passage
from tests.graphrag.reading.test_forms import page_of, places_of

OTHER = "The clock strikes at noon."


@pytest.mark.parametrize(
    ("question", "ways"),
    [
        ("Was the crossing of May faster or slower than April's?", ("faster", "slower")),
        ("Did the membership go up or down?", ("up", "down")),
        ("Is the mill open or closed on Monday?", ("open", "closed")),
        ("Did the train leave before or after the ferry?", ("before", "after")),
        ("Which is older, the mill or the quay?", None),
        ("Do men or women row?", None),
        ("Is the mill wider or faster?", None),
    ],
)
def test_the_opposites_of_a_question(question: str, ways: tuple[str, str] | None) -> None:
    assert ways_asked(question) == ways


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("Was the crossing of May faster or slower than April's?",
         "In May the crossing took an hour, which was slower than in April.", "slower"),
        ("Did the membership go up or down?", "The membership fell to 84.", "down"),
        ("Did the membership go up or down?", "The membership grew to 84.", "up"),
        ("Is the mill open or closed on Monday?", "The mill is closed on Monday.", "closed"),
        ("Is the mill open or closed on Monday?", "The mill has six arms.", ""),
        ("Is the mill open or closed?", "The mill is closed on Monday and open on Friday.", ""),
    ],
)  # fmt: skip
def test_the_one_that_is_said(question: str, sentence: str, answer: str) -> None:
    places = places_of(question, page_of((sentence, 0.9), (OTHER, 0.0)))
    ways = ways_asked(question)
    assert ways is not None
    found = which_way(ways, places)
    assert (found.text if found else "") == answer


def test_a_question_is_answered_so() -> None:
    year = passage("y", "Report of the quay", "The membership fell from 97 to 84 in 2023.")
    found = ask("Did the membership go up or down in 2023?", year)
    assert (found.text, found.form) == ("down", "choice")
