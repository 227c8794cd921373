"""Whole sentences: reasons, definitions, steps."""

from __future__ import annotations

import pytest

from graphrag.datatypes import ScoredPassage
from graphrag.reading.asking.asked import term_of
from graphrag.reading.asking.question import analyse
from graphrag.reading.forms.quoting import quoted
from graphrag.reading.material.scene import Scene
from graphrag.reading.material.sentences import places
from graphrag.reading.pages.page import open_pages
from tests.graphrag.reading.build import UNHEARD, passage

GLOSSARY = passage(
    "g", "Mooring rules",
    "A slack berth gives trouble in a north wind, and a slack berth is charged double.",
    "Slack berth: a place at the quay that nobody has booked.",
    "This page explains how to give up a slack berth.",
)  # fmt: skip


def read(question: str, *passages: ScoredPassage) -> list[str]:
    """The sentences quoted."""
    pages = open_pages(passages, 5)
    found = quoted(question, places(Scene(analyse(question, pages), pages), UNHEARD), UNHEARD)
    assert found is not None and found.form == "sentences"
    return [step.text for step in found.steps]


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("What is a slack berth?", "slack berth"),
        ("what's comp time", "comp time"),
        ("What does “slack berth” mean in connection with fees?", "“slack berth”"),
        ("What is meant by demurrage?", "demurrage"),
        ("How does the harbour office define an incident?", "an incident"),
        ("How is a berth defined?", "a berth"),
        ("Who owns the berth?", ""),
        ("What is the date?", ""),
        ("What was the balance in December 2013?", ""),
    ],
)
def test_the_term_that_is_to_be_explained(question: str, term: str) -> None:
    assert term_of(question) == term


def test_a_definition_is_quoted_before_a_sentence_that_only_uses_the_term() -> None:
    assert read("What is a slack berth?", GLOSSARY)[0].startswith("Slack berth: a place")


def test_what_a_page_says_of_itself_answers_nothing() -> None:
    said = read("How do I give up a slack berth?", GLOSSARY)
    assert said[-1] != "This page explains how to give up a slack berth." and len(said) > 1


def test_asked_to_tell_about_something_all_that_is_cited_is_said() -> None:
    pages = open_pages([GLOSSARY], 5)
    question = "Tell me about a slack berth."
    found = quoted(question, places(Scene(analyse(question, pages), pages), UNHEARD), UNHEARD)
    assert found is not None and len(found.steps) > 1
    assert all(step.stated in found.text for step in found.steps)


def test_all_items_that_are_announced_are_quoted() -> None:
    rules = passage(
        "r", "Rules of the board",
        "A member may be removed from the board for these reasons:\n",
        "1. Theft of nets or of boats\n", "2. Staying away from four meetings in a year.\n",
        "3. Speaking for the harbour unasked.\n", "4. Ringing the bell\n",
        "Members are paid nothing.",
    )  # fmt: skip
    told = read("Why may a member be removed from the board?", rules)
    assert [line.strip()[:2] for line in told] == ["A ", "1.", "2.", "3.", "4."]


def test_a_row_of_few_words_gives_no_reason() -> None:
    row = "Berth: slack; Fee: double; Since: 2031; Note: north wind."
    reason = "Berth: slack; Note: double, because the north wind is hard on the moorings there."
    why = "Why does a slack berth cost double?"
    pages = open_pages([passage("r", "Fees", row)], 5)
    assert quoted(why, places(Scene(analyse(why, pages), pages), UNHEARD), UNHEARD) is None
    assert read(why, passage("r", "Fees", row, reason)) == [reason]
