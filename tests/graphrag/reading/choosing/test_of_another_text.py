"""What is said of another version, and the date of a letter."""

from __future__ import annotations

import pytest

from graphrag.reading.asking.question import analyse
from graphrag.reading.choosing.asked_kind import is_of_asked_kind
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.found import Finding, Found
from graphrag.reading.pages.page import open_pages
from tests.graphrag.reading.forms.test_under_headings import page

SOLD = page(
    "The old ferry", "", "From: Ida Moe", "Date: Tue, 04 May 2021 10:00",
    "The old ferry has been sold today.", "It was built in Oslo.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("Who made version 1.2.0 of Boat?", True),
        ("Who made version 1.3.0 of Boat?", False),
        ("Who made Boat?", True),
    ],
)
@pytest.mark.parametrize("form", ["span", "sentences"])
def test_what_is_said_of_another_version(question, fits, form):
    pages = open_pages([page("Boat", "", "Version 1.2.0beta was made by Ida Moe.")], 5)
    start = pages[0].text.index("Ida")
    finding = Finding("Ida Moe", 0.5, (Found(pages[0], start, start + 7, 1.0),), form)
    assert is_of_asked_kind(finding, Scene(analyse(question, pages), pages)) is fits


def test_a_text_that_names_no_version_may_be_of_any():
    pages = open_pages([page("Boat", "", "Boat was made by Ida Moe.")], 5)
    start = pages[0].text.index("Ida")
    finding = Finding("Ida Moe", 0.5, (Found(pages[0], start, start + 7, 1.0),), "span")
    assert is_of_asked_kind(finding, Scene(analyse("Who made Boat 1.2.0?", pages), pages))


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("When did Ida Moe send it?", True),
        ("When was it announced?", True),
        ("When did the ferry leave Oslo?", False),
    ],
)
def test_the_date_of_a_letter_is_of_the_letter(question, fits):
    pages = open_pages([SOLD], 5)
    start = pages[0].text.index("04 May")
    finding = Finding("04 May 2021", 0.5, (Found(pages[0], start, start + 11, 1.0),), "span")
    assert is_of_asked_kind(finding, Scene(analyse(question, pages), pages)) is fits
