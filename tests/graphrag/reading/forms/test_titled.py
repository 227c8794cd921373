"""A document asked for is named by its title."""

from __future__ import annotations

import pytest

from tests.graphrag.reading.build import ask, passage

OLD = passage("a", "Boarding policy, first version", "Gates close two minutes before departure.",
              "Dogs are kept on a lead.")  # fmt: skip
NEW = passage("b", "Boarding policy, second version", "It was changed after the fall at Pier 3.",
              "A spotter stands on the quay.")  # fmt: skip
LOG = passage("c", "Log", "The gate at Pier 3 jammed and a passenger fell.")


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Which policy was changed after the fall at Pier 3?", NEW.title),
        ("Which policy asks for a spotter on the quay?", NEW.title),
        ("Under which policy are dogs kept on a lead?", OLD.title),
    ],
)
def test_the_title_answers(question: str, title: str) -> None:
    found = ask(question, NEW, LOG, OLD)
    assert (found.text, found.form) == (title, "span")


def test_no_title_has_the_noun() -> None:
    assert ask("Which agreement was changed after the fall?", NEW, LOG, OLD).text != NEW.title
