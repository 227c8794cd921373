"""Header fields and table rows, and what only looks like one."""

import pytest

from tests.indexing.parser.parsed import told


def test_a_row_is_about_its_title_or_its_first_cell():
    row = "tank name: Tank 5; limit in litres: 65; keeper: Jon Rook."
    wanted = ["Tank 5 | limit in litres | 65", "Tank 5 | keeper | Jon Rook"]
    assert told(row) == wanted
    assert told(row, "Tank 5") == wanted
    assert told("id: 7; name: Ada Lane; town: Velm.", "Ada Lane") == [
        "Ada Lane | id | 7",
        "Ada Lane | town | Velm",
    ]


def test_a_row_of_numbers_is_called_by_its_column():
    assert told("days: 3; hours: 19.") == ["days 3 | hours | 19"]


def test_fields_are_about_their_document_or_the_heading_above():
    assert told("Author: Ann Dahl\nStatus: Final", "Plan 7") == [
        "Plan 7 | Author | Ann Dahl",
        "Plan 7 | Status | Final",
    ]
    assert told("Default: 65", "Settings", "Server › limit") == ["limit | Default | 65"]
    assert told("Default: 65", "Settings", "limit; depth; width") == []
    assert told("Date: 1 May 1950", "Tin Bridge", "Status") == [
        "Tin Bridge › Status | Date | 1 May 1950"
    ]
    assert told("How we work: Two teams", "Yard", "How we work: Two teams") == []


def test_a_mean_is_of_the_group_that_a_row_begins_with():
    row = "quarter: Q1 1950; mean delay: 5 days; date: 2 May; accident: The lost rope."
    assert told(row, "The lost rope") == [
        "The lost rope | quarter | Q1 1950",
        "Q1 1950 | mean delay | 5 days",
        "The lost rope | date | 2 May",
    ]


def test_a_cell_that_goes_on_behind_the_sentence_is_left_out():
    assert told("field: size; of: Velm; type: yard.Size.") == ["size | of | Velm"]


@pytest.mark.parametrize(
    "text",
    [
        "Note: the bridge is closed",
        "Ann: I went to Velm",
        "Fix #12: Close the bridge",
        "Agency: [name of the agency]",
        "Owner: N/A",
        "Link: http://velm.example",
        "Impact: The bridge of Velm was closed for a week.",
        "Old ropes: Send with a note",
        "Threads: Rope lost,",
        "No: Yes; gevent: Requires gevent.",
        "mean: 5; mean: 7.",
        "used: unused; uint64: uint64.",
        "name: @ Name; role: title or trade.",
    ],
)
def test_what_only_looks_like_a_field_or_a_row(text: str):
    assert [fact for fact in told(text, "Velm") if fact.split(" | ")[1] in text.split(":")[0]] == []
