"""What is not stated: another kind of thing than is asked for, another time, another unit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphrag.reading.asking.question import analyse
from graphrag.reading.choosing.asked_kind import is_of_asked_kind
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.found import Finding, Found
from graphrag.reading.pages.page import Page, open_pages
from tests.graphrag.reading.build import passage, quarry_finding


@pytest.mark.parametrize(
    ("question", "text", "fits"),
    [
        ("Who opened the quarry?", "Hanna Brisk", True),
        ("Who opened the quarry?", "1871", False),
        ("Who opened the quarry?", "Norway", False),
        ("When was the quarry opened?", "1871", True),
        ("When was the quarry opened?", "Hanna Brisk", False),
        ("When was the quarry opened?", "Norway", False),
        ("When is the quarry open?", "mid October", True),
        ("When is the quarry open?", "every Friday morning", True),
        ("When is the quarry open?", "$40", False),
        ("At what time does the quarry close?", "06 356-6606", False),
        ("At what time does the quarry close?", "17:30", True),
        ("What does the quarry charge for a cart?", "Storage Fee", False),
        ("What does the quarry charge for a cart?", "$40", True),
        ("What is the number of the quarry's telephone?", "2@quarry.example", False),
        ("What is the phone number of the quarry?", "5042 Lake Road", False),
        ("What is the phone number of the quarry?", "5", False),
        ("What is the phone number of the quarry?", "047 71-20 (03), ext. 4", True),
        ("What is the quarry's extension?", "Hanna", False),
        ("What is the quarry's extension?", "12a", True),
        ("What is the quarry's email address?", "Lake Road", False),
        ("What is the quarry's email address?", "hanna@quarry.example", True),
        ("Which hospital is near the quarry?", "Velm", False),  # the page tells of none
        ("Which town is near the quarry?", "Velm", True),
        ("How deep is the quarry?", "four feet", True),
        ("How many bands play there?", "Five Star", False),
        ("How deep is the quarry?", "40 metres", True),
        ("How long does a visit take?", "Monthly", False),
        ("How much does a visit cost?", "Lye Soap", False),
        ("How many carts are there?", "86", True),
        ("How many carts are there?", "two years", False),
        ("How many carts are there each year?", "two years", False),
        ("How many years did it take?", "two years", True),
        ("How many working days did it take?", "12 days", True),
        ("How often are carts checked?", "6-week", False),
        ("How often are carts checked?", "every six weeks", True),
        ("How often are carts checked?", "weekly", True),
        ("How deep is the quarry?", "Norway", False),
        ("How deep is the quarry?", "40 kg", False),
        ("How heavy is a cart?", "40 metres", False),
        ("How old is the crane?", "40 euros", False),
        ("How old is the crane?", "17", True),
        ("How long is the tunnel?", "40 km", True),
        ("What share of the carts is new?", "40 metres", False),
        ("What share of the carts is new?", "40 %", True),
        ("What did the crane cost?", "a Breaker 30", False),
        ("How much is the rent?", "1871", False),  # a year
        ("How much is the rent?", "$2000", True),  # none
        ("How long does it keep?", "up to a month", True),
        ("Who is the warden?", "a friend of Hanna Frost", False),
        ("Who is the warden?", "nobody", False),
        ("Who is the warden?", "Norah Brisk", True),
        ("Who looks after it?", "a friend", True),
        ("When is it eaten?", "the Holy Week", True),
        ("On which day was the quarry opened?", "1871", False),
        ("On which day was the quarry opened?", "4 May 1871", True),
        ("Who followed Hanna Brisk?", "Mrs Hanna Brisk", False),
        ("Who followed Hanna Brisk?", "Mrs Norah Brisk", True),
        ("Where is the quarry?", "Norway", True),
        ("Where is the quarry?", "1871", False),
        ("Which town is the quarry near?", "Molde", True),
        ("Which country is the quarry in?", "Norway", True),
        ("What is the quarry known for?", "slate", True),
        ("Which quarry was opened by Hanna Brisk?", "Hanna Brisk", False),
    ],
)
def test_the_kind_that_is_asked_for(question: str, text: str, fits: bool) -> None:
    assert is_of_asked_kind(*quarry_finding(question, text)) is fits


def test_a_place_that_is_built_is_called_so_on_its_page() -> None:
    question = "Which hospital is near the quarry?"
    for text, fits in (("The ward at Velm is near it. A hospital.", True), ("Velm is.", False)):
        pages = open_pages([passage("q", "The quarry", text)], 5)
        start = text.index("Velm")
        finding = Finding("Velm", 0.5, (Found(pages[0], start, start + 4, 1.0),), "span")
        assert is_of_asked_kind(finding, Scene(analyse(question, pages), pages)) is fits


def test_what_a_bare_number_counts_is_read_behind_it() -> None:
    assert not is_of_asked_kind(*quarry_finding("How many carts are there?", "40"))  # metres
    assert is_of_asked_kind(*quarry_finding("How many metres deep is the quarry?", "40"))
    waited = open_pages([passage("w", "Carts", "A new cart comes every three years.")], 5)
    start = waited[0].text.index("three")
    three = Finding("three", 0.5, (Found(waited[0], start, start + 5, 1.0),), "span")
    for question, fits in (("How many carts are there?", False), ("How many years?", True)):
        assert is_of_asked_kind(three, Scene(analyse(question, waited), waited)) is fits


def test_a_number_like_a_year_counts_what_stands_behind_it() -> None:
    sent = open_pages([passage("s", "Post", "It has been stable (1911 letters sent).")], 5)
    start = sent[0].text.index("1911")
    found = Finding("1911", 0.5, (Found(sent[0], start, start + 4, 1.0),), "span")
    for question, fits in (("How many letters were sent?", True), ("How many carts?", False)):
        assert is_of_asked_kind(found, Scene(analyse(question, sent), sent)) is fits
    long = open_pages([passage("l", "Cranes", "A job may last 2000 minutes.")], 5)
    found = Finding("2000", 0.5, (Found(long[0], 15, 19, 1.0),), "span")
    asked = "What is the largest number of minutes that a job may last?"
    assert is_of_asked_kind(found, Scene(analyse(asked, long), long))


def test_the_head_of_a_field_is_no_answer() -> None:
    pages = open_pages(
        [passage("t", "Staff", "Name: Ada; Ext.: see the door; Notes: Ext. is 12.")], 5
    )
    scene = Scene(analyse("What extension has Ada?", pages), pages)
    for start, fits in ((pages[0].text.index("Ext"), False), (pages[0].text.rindex("12"), True)):
        found = Found(pages[0], start, start + (2 if fits else 3), 1.0)
        assert is_of_asked_kind(Finding(found.text, 0.5, (found,), "span"), scene) is fits


def test_only_spans_have_a_kind() -> None:
    assert is_of_asked_kind(*quarry_finding("Who opened the quarry?", "Norway", "sentences"))


FALLS = passage(
    "f", "Falls in 2023",
    "The audit counted 52 falls. In 2024 there were 31.",
    "Of the year before, 2022, nothing was written down. A nurse saw 12 of them.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "text", "fits"),
    [
        ("How many falls were there in 2023?", "52", True),  # its title says so
        ("How many falls were there in 2021?", "52", False),
        ("How many falls were there from 2022 to 2024?", "52", True),
        ("How many falls were there in 2024?", "31", True),
        ("How many falls were there in 2021?", "31", False),
        ("How many falls were there in 2022?", "12", True),  # the sentence before
        ("How many falls were there?", "31", True),
        ("In which year after 2021 were there 31 falls?", "2024", True),  # itself a time
        ("How many falls are in the list that a nurse wrote in 2021?", "31", True),  # she did then
        ("What did audit AB-2021 count?", "52 falls", True),  # no year
    ],
)
def test_what_is_said_of_another_year(question: str, text: str, fits: bool) -> None:
    pages = open_pages([FALLS], 5)
    start = pages[0].text.index(text)
    found = Finding(text, 0.5, (Found(pages[0], start, start + len(text), 1.0),), "span")
    for form in ("span", "list"):
        one = replace(found, form=form)
        assert is_of_asked_kind(one, Scene(analyse(question, pages), pages)) is fits


def found_on(page: Page, text: str) -> Finding:
    start = page.text.index(text)
    return Finding(text, 0.5, (Found(page, start, start + len(text), 1.0),), "span")


def test_a_year_in_the_path_is_another_year() -> None:
    page = passage("m", "Agenda of the April meeting", "Host: Hanna Brisk.")
    dated = replace(page, metadata=replace(page.metadata, path="minutes/2018/april.md"))
    for year, fits in ((2018, True), (2019, False)):
        pages = open_pages([dated], 5)
        scene = Scene(analyse(f"Who hosted the April {year} meeting?", pages), pages)
        assert is_of_asked_kind(found_on(pages[0], "Hanna Brisk"), scene) is fits


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("When did King Harkin die?", False),
        ("When was the page on King Harkin created?", True),
        ("When was King Harkin's note last modified?", True),
    ],
)
def test_the_date_of_a_page_is_none_of_what_it_tells(question: str, fits: bool) -> None:
    text = "title: Harkin\ndate created: 3 May 2021, 10:25\nKing Harkin died."
    pages = open_pages([passage("k", "Harkin", text)], 5)
    scene = Scene(analyse(question, pages), pages)
    assert is_of_asked_kind(found_on(pages[0], "3 May 2021"), scene) is fits


def test_a_column_tells_the_year_of_a_cell() -> None:
    pages = open_pages([passage("t", "Transcript", "Item: Transcript; fee_2024_gbp: 16.00.")], 5)
    start = pages[0].text.index("16.00")
    cell = Finding("16.00", 0.5, (Found(pages[0], start, start + 5, 1.0),), "span", named=True)
    for question, fits in (("What is the fee in 2022?", False), ("What is the 2024 fee?", True)):
        assert is_of_asked_kind(cell, Scene(analyse(question, pages), pages)) is fits


@pytest.mark.parametrize(
    ("below", "fits"),
    [
        ("Minutes of the meeting held on Monday 5 March 2018.", False),
        ("Minutes of the meeting held on 8 March 2018.", True),
        ("Minutes of the meeting of the quay.", True),
    ],
)
def test_a_mere_date_is_the_pages_where_the_text_opens_with_another(below: str, fits: bool) -> None:
    pages = open_pages([passage("k", "Meeting", f"date: 2018-03-08\n{below}")], 5)
    scene = Scene(analyse("When was the meeting of the quay held?", pages), pages)
    assert is_of_asked_kind(found_on(pages[0], "2018-03-08"), scene) is fits
    scene = Scene(analyse("When was the page on the meeting published?", pages), pages)
    assert is_of_asked_kind(found_on(pages[0], "2018-03-08"), scene)


def test_a_date_beside_the_day_a_page_was_made_is_the_pages() -> None:
    text = "date: 2018-03-08\ndatecreated: 2017-01-02\nThe table saw cuts boards."
    pages = open_pages([passage("s", "Table saw", text)], 5)
    scene = Scene(analyse("When was the table saw bought?", pages), pages)
    assert not is_of_asked_kind(found_on(pages[0], "2018-03-08"), scene)


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("When did the meeting of 20 May 2023 close?", False),
        ("When did the one after that of 20 May 2023 close?", False),
        ("When did the meeting of 24 June 2023 close?", True),
        ("When did the meeting of June 2023 close?", True),
        ("When did the meeting close?", True),
    ],
)
def test_what_is_on_the_page_of_another_day_is_of_that_day(question: str, fits: bool) -> None:
    page = passage("m", "Meeting of the club", "It closed at 14:02.")
    by_path = replace(page, metadata=replace(page.metadata, path="minutes/2023-06-24.md"))
    by_heading = replace(page, section="Meeting of 24 June 2023 › End")
    for dated in (by_path, by_heading):
        pages = open_pages([dated], 5)
        scene = Scene(analyse(question, pages), pages)
        assert is_of_asked_kind(found_on(pages[0], "14:02"), scene) is fits


def test_a_length_is_no_time() -> None:
    pages = open_pages([passage("i", "Inn", "The inn is 5 blocks (0.4 miles) away.")], 5)
    scene = Scene(analyse("When does the inn close?", pages), pages)
    assert not is_of_asked_kind(found_on(pages[0], "0.4 miles"), scene)
