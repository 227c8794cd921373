"""The default of an option that the question describes."""

from __future__ import annotations

import pytest

from graphrag.language.by_default import asks_default
from tests.graphrag.reading.build import ask, passage

OPTIONS = passage(
    "o",
    "Options",
    "Option: key_life; Default: 180d; Meaning: keys of the gate expire after this time.",
    "Option: prune_at; Default: 03:30; Meaning: time of day for deleting old copies.",
    "Option: log_file; Default: /var/log/lark.log; Meaning: where the log is written.",
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How long do keys live unless you change the setting?", "180d"),
        ("At what time of the day are old copies deleted by default?", "03:30"),
        ("Where is the log written if I don't change anything?", "/var/log/lark.log"),
    ],
)
def test_the_cell_of_the_row_that_fits(question: str, answer: str) -> None:
    assert ask(question, OPTIONS).text == answer


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Is the preload option on by default?", True),
        ("What is used unless nobody sets it?", True),
        ("Where does the log go when you do not specify a path?", True),
        ("When did you change the path?", False),
        ("What happens unless it rains?", False),
    ],
)
def test_what_asks_for_a_default(question: str, asks: bool) -> None:
    assert asks_default(question) is asks
