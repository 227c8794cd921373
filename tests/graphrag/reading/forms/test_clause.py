"""The part of a sentence that says the answer."""

import pytest

from graphrag.embedding.span_head import open_head
from graphrag.reading.asking.question import analyse
from graphrag.reading.forms.clause import clause_of, clauses, said
from graphrag.reading.material.linked import leads_to, texts_to_read
from graphrag.reading.material.scene import Scene
from graphrag.reading.material.sentences import places
from graphrag.reading.pages.page import open_pages
from tests.graphrag.reading.build import UNHEARD, passage


def told(question: str, text: str) -> str:
    """What is said of the first sentence of a text."""
    pages = open_pages([passage("n", "Notes", text)], 5)
    scene = Scene(analyse(question, pages), pages)
    heard = open_head().read(question, texts_to_read(scene, leads_to(scene)))
    found = places(scene, heard)
    first = next(one for one in found if one.number == 0)
    return said(first, clause_of(question, first, found, heard))


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (
            "Why was the harvest fair called off?",
            "The harvest fair was called off in May, because the meadow was under water.",
            "because the meadow was under water",
        ),
        (
            "What is a slack berth?",
            "Slack berth: a mooring that falls dry at low water.",
            "a mooring that falls dry at low water",
        ),
        (
            "What should I do if the pump whistles?",
            "If the pump whistles, close the red valve and wait for two minutes.",
            "close the red valve and wait for two minutes",
        ),
    ],
)
def test_what_the_question_says_itself_is_left_out(question: str, text: str, answer: str) -> None:
    assert told(question, text) == answer


def test_a_sentence_that_the_head_has_not_read_is_said_whole() -> None:
    pages = open_pages([passage("n", "Notes", "It fell, because it was old.")], 5)
    question = "Why did it fall?"
    found = places(Scene(analyse(question, pages), pages), UNHEARD)
    assert clauses(question, found[0], found, UNHEARD) == []
    assert said(found[0], clause_of(question, found[0], found, UNHEARD)) == (
        "It fell, because it was old."
    )


def test_no_clause_reaches_behind_a_heading() -> None:
    lines = ("Close the red valve first.", "Spare parts:", "Ask Orla for a washer.")
    pages = open_pages([passage("n", "Notes", *lines)], 5)
    question = "How do I stop the pump?"
    scene = Scene(analyse(question, pages), pages)
    heard = open_head().read(question, texts_to_read(scene, leads_to(scene)))
    found = places(scene, heard)
    first = next(one for one in found if one.number == 0)
    read = [said(first, one.spans) for one in clauses(question, first, found, heard)]
    assert read
    assert not any("washer" in text for text in read)


def test_marks_commas_and_lone_brackets_around_are_no_part_of_it() -> None:
    pages = open_pages(
        [passage("n", "Notes", "- Take one bag (because of the horses), and a pack.")], 5
    )
    question = "Why one bag?"
    found = places(Scene(analyse(question, pages), pages), UNHEARD)
    text = found[0].text
    start = text.index("because")
    assert said(found[0], [(start, text.index(", and"))]) == "because of the horses"
    assert said(found[0], [(0, text.index(" ("))]) == "Take one bag"


def test_a_row_of_a_table_is_said_whole() -> None:
    row = "Boat: Orla; Fault: pump whistles; Cure: close the red valve."
    assert told("How is the whistling pump of Orla cured?", row) == row


def test_a_sentence_of_very_many_clauses_is_cut_at_the_first_ones_only() -> None:
    text = ", ".join(f"and rope {number} is kept" for number in range(200)) + "."
    pages = open_pages([passage("n", "Notes", text)], 5)
    question = "Why is rope kept?"
    scene = Scene(analyse(question, pages), pages)
    heard = open_head().read(question, texts_to_read(scene, leads_to(scene)))
    found = places(scene, heard)
    assert len(clauses(question, found[0], found, heard)) <= 48 * 48


def test_a_reason_is_said_only_where_it_is_asked_for() -> None:
    text = "Ring the harbour master, because the pump whistles in a storm."
    assert not told("How do I stop the whistling of the pump?", text).startswith("because")
