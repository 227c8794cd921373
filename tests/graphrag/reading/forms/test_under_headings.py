"""What stands under a heading that the question names: lists, steps, single lines."""

from __future__ import annotations

import pytest

from graphrag.datatypes import ScoredPassage, ScoredSentence
from graphrag.reading.asking.question import analyse
from graphrag.reading.forms.headed import items_under_heading
from graphrag.reading.forms.quoting import quoted
from graphrag.reading.material.scene import Scene
from graphrag.reading.material.sentences import places
from graphrag.reading.pages.page import open_pages
from graphrag.reading.tables.rows import row_value
from tests.graphrag.reading.build import UNHEARD


def page(title: str, section: str, *lines: str) -> ScoredPassage:
    """A passage of lines with an empty one between them."""
    scored, start = [], 0
    for line in lines:
        scored.append(ScoredSentence(line, start, start + len(line), 0.5))
        start += len(line) + 2
    return ScoredPassage(title, title, "\n\n".join(lines), 1.0, {}, tuple(scored), section)


OUTAGE = page(
    "Crane Outage", "Lessons learned; Action items; Attendees",
    "Lessons learned", "Nobody looked at the oil.", "The spare key was lost.",
    "Action items", "Check the oil weekly", "Hang the key by the door",
    "Attendees", "Ada, Kim", "Stats", "Time to recovery: 84 minutes", "Cranes: 2",
)  # fmt: skip
SOUP = page(
    "Fresh beet soup", "Ingredients; Directions",
    "Ingredients", "2 beets", "1 onion",
    "Directions", "1. Peel the beets. Keep the skins.", "2. Boil them for an hour.", "Serves four",
)  # fmt: skip


def scene(question: str, *pages: ScoredPassage) -> Scene:
    opened = open_pages(pages, 5)
    return Scene(analyse(question, opened), opened)


def test_the_parts_of_a_passage() -> None:
    text = OUTAGE.text
    found = [
        (part.heading, [text[a:b] for a, b in part.lines])
        for part in open_pages([OUTAGE], 5)[0].parts
    ]
    assert found == [
        ("Lessons learned", ["Nobody looked at the oil.", "The spare key was lost."]),
        ("Action items", ["Check the oil weekly", "Hang the key by the door"]),
        # "Stats" is in no heading of the passage: after two words it might be a third line
        ("Attendees", ["Ada, Kim", "Stats", "Time to recovery: 84 minutes", "Cranes: 2"]),
    ]
    long = page("T", "A", "A", "This line has quite a few words", "Stats", "Cranes: 2")
    assert [part.heading for part in open_pages([long], 5)[0].parts] == ["A", "Stats"]


def test_a_heading_like_the_one_above_is_one_and_current_goes_without_saying() -> None:
    club = page(
        "Rowing club", "Current members", "Current members", "Ada Lane", "Kim Ott",
        "Past members", "Nobody has left the club so far.",
    )  # fmt: skip
    found = items_under_heading(scene("Who are the members of the rowing club?", club))
    assert found is not None and found.text == "Ada Lane, Kim Ott"
    assert items_under_heading(scene("Who are the guests of the rowing club?", club)) is None


def test_of_two_texts_with_one_heading_the_one_that_is_named() -> None:
    flood = page("Flood of the quay", "Action items", "Action items", "Buy a pump", "Move the shed")
    found = items_under_heading(
        scene("What are the action items of the crane outage?", OUTAGE, flood)
    )
    assert found is not None and found.text == "Check the oil weekly, Hang the key by the door"
    assert items_under_heading(scene("What are the action items?", OUTAGE, flood)) is None


def test_a_line_by_itself_is_the_value_of_its_heading() -> None:
    short = page("Crane Outage", "Attendees; Stats", "Attendees", "Ada, Kim", "Stats", "Cranes: 2")
    found = row_value(scene("Who attended the review of the crane outage?", short))
    assert found is not None and found.text == "Ada, Kim"
    assert row_value(scene("When was the crane outage attended to?", short)) is None  # no time


def test_a_figure_needs_the_name_of_its_field() -> None:
    pie = page("Plum pie", "", "Servings: 4")
    found = row_value(scene("How many servings does the plum pie make?", pie))
    assert found is not None and found.text == "4"
    assert row_value(scene("What is the plum pie served with?", pie)) is None


def test_numbered_lines_say_how_to_make_what_the_title_names() -> None:
    question = "How do I make beet soup?"
    found = quoted(question, places(scene(question, SOUP), UNHEARD), UNHEARD)
    assert found is not None and found.confidence > 0.6
    assert [step.text for step in found.steps] == [
        *("1. Peel the beets. Keep the skins.", "2. Boil them for an hour."),
    ]
    other = "How do I make plum pie?"
    said = quoted(other, places(scene(other, SOUP), UNHEARD), UNHEARD)
    assert said is not None and said.confidence == 0


FAQ = page(
    "Swag", "What is in a welcome kit?; Why do we ask for a deposit?",
    "What is in a welcome kit?", "Hoodie", "Socks.", "A tumbler",
    "Why do we ask for a deposit?",
    "Kits went missing in 2019, and the firm that sews them would not replace a single one.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "form", "text"),
    [
        ("What is in a welcome kit?", "list", "Hoodie, Socks, A tumbler"),
        ("What's in the welcome kit?", "list", "Hoodie, Socks, A tumbler"),
        ("Why do you ask for deposits?", "sentences", "Kits went missing in 2019, and the firm"),
    ],
)
def test_a_heading_that_asks_the_same_is_answered_under_it(
    question: str, form: str, text: str
) -> None:
    found = quoted(question, places(scene(question, FAQ), UNHEARD), UNHEARD)
    assert found is not None and found.form == form and found.confidence > 0.6
    assert found.text.startswith(text)


def test_a_line_that_only_says_the_heading_again_says_nothing() -> None:
    lays = page("Harbour", "LAY DAYS", "LAY DAYS", "Lay day", "A day in port that costs nothing.")
    question = "What is a lay day?"
    found = quoted(question, places(scene(question, lays), UNHEARD), UNHEARD)
    assert found is not None and found.text == "A day in port that costs nothing."


def test_the_first_sentence_of_an_entry_says_what_its_title_is() -> None:
    letter = page("A letter", "", "This letter tells that the firm has become a supplier of Velm.")
    entry = page("Supplier", "", "A firm that sells us what we need, and takes back the crates.")
    question = "What is a supplier?"
    found = quoted(question, places(scene(question, letter, entry), UNHEARD), UNHEARD)
    assert found is not None and found.text.startswith("A firm that sells us")


def test_a_heading_that_asks_something_else_is_not() -> None:
    question = "What is in a repair kit for bicycles?"
    found = quoted(question, places(scene(question, FAQ), UNHEARD), UNHEARD)
    assert found is not None and found.confidence == 0


def test_a_field_is_named_without_its_bracket() -> None:
    rota = page("On Duty Rota", "", "2am - 7am UTC (6pm - 11pm PST): Rakesh", "7am - 11am UTC: Mia")
    found = row_value(scene("Who is on duty from 2am to 7am UTC?", rota))
    assert found is not None and found.text == "Rakesh"


def test_what_a_thing_is_for_are_no_steps():
    oven = page(
        "Dry oven", "Operating instructions",
        "The dry oven is used to dry wood.",
        "Operating instructions", "1. Turn on the oven.", "2. Set the time.", "3. Wait.",
    )  # fmt: skip
    said = {}
    for question in ("What is the dry oven used for?", "How do I operate the dry oven?"):
        opened = scene(question, oven)
        found = quoted(question, places(opened, UNHEARD), UNHEARD)
        said[question[:4]] = found.text if found else ""
    assert said["What"].startswith("The dry oven is used to dry wood.")
    assert "Set the time." in said["How "]
