"""Logs, minutes and diaries: what they tell of a day, their entries listed and counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphrag.datatypes import Answer, Metadata, ScoredPassage
from graphrag.reading.asking.asked_of_time import of_time
from graphrag.reading.forms.entries import entries_of, may_tell_more, told_by_days
from tests.graphrag.reading.build import ask, passage


def page(path: str, title: str, section: str, *sentences: str) -> ScoredPassage:
    found = passage(f"{path}#{section}", title, *filter(None, (section, *sentences)))
    return replace(found, section=section, metadata=Metadata(path=path))


LOG = "Incident log"
PAGES = (
    page("log.md", LOG, "2024-05-14: Gate jammed", "The gate at Pier 3 closed early.",
         "Two people were bruised.", "The boat left late.", "Nobody complained."),
    page("log.md", LOG, "2024-08-02: Fuel spill", "Thirty litres ran into the drain."),
    page("log.md", LOG, "2025-01-07: Tickets down", "No tickets were sold until noon."),
    page("minutes.md", "Minutes, 18 June 2024", "", "The gate incident was discussed."),
    page("history.md", "History of the pier", "", "The pier was built in 1871."),
)  # fmt: skip
DIARY = replace(
    passage("d", "Diary", "3 March 2023: Snow again.", "4 March 2023: The ice broke."),
    text="3 March 2023: Snow again.\n4 March 2023: The ice broke.",
)


def told(question: str, *pages: ScoredPassage, is_all: bool = True) -> Answer:
    asked = of_time(question)
    assert asked is not None
    return told_by_days(ask(question, *PAGES[:2]), asked, (pages or PAGES, is_all), 0.25)


@pytest.mark.parametrize(
    ("question", "text", "form"),
    [
        ("What happened on 14 May 2024?", "The gate at Pier 3 closed early. Two people were"
         " bruised. The boat left late.", "sentences"),
        ("What happened at Pier 3 in May 2024?", "The gate at Pier 3 closed early. Two people were"
         " bruised. The boat left late.", "sentences"),
        ("Summarise the incident in August.", "Thirty litres ran into the drain.", "sentences"),
        ("List all incidents in 2024.", "2024-05-14: Gate jammed; 2024-08-02: Fuel spill", "list"),
        ("How many incidents were there in 2024?", "2", "worked-out"),
        ("What was the last incident?", "2025-01-07: Tickets down", "span"),
        ("When was the first incident?", "2024-05-14", "span"),
        ("When was the fuel spill?", "2024-08-02", "span"),
        ("When was the first incident of 2025?", "", "found"),  # one alone is not the first of any
    ],
)  # fmt: skip
def test_what_is_told_by_days(question: str, text: str, form: str) -> None:
    found = told(question)
    if form == "found":
        assert found.form != "worked-out"
        assert text == "" and "2025-01-07" not in found.text
    else:
        assert (found.text, found.form, found.abstained) == (text, form, False)
        known = {one.id for one in found.retrieval.passages}
        assert found.citations
        assert all(cited.passage_id in known for cited in found.citations)


def test_where_more_may_share_its_words_nothing_is_counted() -> None:
    assert told("How many incidents were there in 2024?", is_all=False).text != "2"
    assert told("List all incidents in 2024.", is_all=False).form == "list"


def test_a_line_that_begins_with_a_day_is_an_entry() -> None:
    assert [(one.date.day, one.text) for one in entries_of([DIARY])] == [
        (3, "3 March 2023: Snow again."),
        (4, "4 March 2023: The ice broke."),
    ]
    assert told("What happened on 4 March 2023?", DIARY).text == "4 March 2023: The ice broke."


def test_a_sentence_with_the_day_tells_of_it_too() -> None:
    assert told("What happened in 1871?").text == "The pier was built in 1871."


def test_a_document_with_a_day_in_its_title_is_one_entry() -> None:
    titled = page("a.md", "Outage of 31 May 2023", "", "On 31 May 2023 all stood still.")
    assert [one.text for one in entries_of([titled])] == ["Outage of 31 May 2023"]
    assert told("What happened on 31 May 2023?", titled).text == "On 31 May 2023 all stood still."


def test_nothing_is_told_of_another_day() -> None:
    assert told("What happened on 15 May 2024?").form != "sentences"


def test_a_day_that_is_told_is_not_looked_for() -> None:
    question = "When was the pier built?"
    asked, silent = of_time(question), ask(question)
    assert asked is not None and asked.wants == "day"
    assert may_tell_more(silent, asked)
    assert not may_tell_more(replace(silent, text="1871", abstained=False, form="span"), asked)
