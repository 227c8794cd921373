"""The line that dates a text stands over all of it."""

import pytest

from indexing.readers.dated import dating_line
from tests.indexing.readers.one_document import blocks, only

MINUTES = """\
Harbour board of Velm

Minutes of the meeting of {when}

## Treasurer

The balance stands at 412 crowns, and the books are in order.

## Moorings

Ada Lane will paint the bollards before the boats come back.
"""


def sections(name: str, source: str) -> list[tuple[str, ...]]:
    document = only(name, source)
    return list(dict.fromkeys(block.path for block in document.blocks))


def test_it_is_a_heading_over_every_section():
    line = "Minutes of the meeting of 4 April 2009"
    assert sections("a.md", MINUTES.format(when="4 April 2009"))[-3:] == [
        (line,),
        (line, "Treasurer"),
        (line, "Moorings"),
    ]


@pytest.mark.parametrize("when", ["", "the spring", "4 April", "2009"])
def test_a_day_or_a_month_of_a_year_dates_a_text_and_nothing_less(when):
    assert sections("a.md", MINUTES.format(when=when))[-2:] == [("Treasurer",), ("Moorings",)]


@pytest.mark.parametrize(
    "line",
    [
        "Last updated 4 April 2009",
        "last_reviewed: 2009-04-04",
        "© Harbour board, April 2009",
        "Bylaws as amended on 4 April 2009",
    ],
)
def test_when_it_was_written_is_not_what_it_is_about(line):
    told = [("paragraph", line, 0), ("paragraph", "The balance stands at 412 crowns.", 0)]
    assert dating_line(told, "Harbour board") is None


def test_an_entry_of_a_log_dates_itself_alone():
    log = [("heading", "4 April 2009", 2), ("paragraph", "It rained.", 0),
           ("heading", "5 April 2009", 2), ("paragraph", "It snowed.", 0)]  # fmt: skip
    assert dating_line(log, "Log of the harbour") is None
    assert dating_line(log[:2], "Log of the harbour") == 0


def test_a_date_below_prose_or_under_a_dated_title_dates_nothing():
    line = ("paragraph", "Velm, 4 April 2009", 0)
    assert dating_line([("paragraph", "It rained. " * 30, 0), line], "Report") is None
    assert dating_line([line], "Report of 2009") is None
    assert dating_line([line], "Report") == 0


def test_a_field_at_the_top_heads_nothing():
    told = [("field", "date: 4 April 2009", 0), ("paragraph", "Velm, 5 May 2009", 0)]
    assert dating_line(told[:1], "Note") is None
    assert dating_line(told, "Note") == 1


def test_a_title_that_breaks_off_goes_on_in_the_next_line():
    lines = ("Harbour Board for", "Boats and Nets of Velm", "The balance stands at 412 crowns.")
    page = "".join(f"<p>{line}</p>" for line in lines)
    assert only("a.html", f"<html><body>{page}</body></html>").title == " ".join(lines[:2])
    headed = "Harbour Board for\n\n# Boats and Nets\n\nThe balance stands at 412 crowns.\n"
    assert only("a.md", headed).title == "Harbour Board for Boats and Nets"
    assert ("heading", "Boats and Nets") in blocks("a.md", headed)


def test_a_line_that_says_who_is_quoted_dates_nothing():
    told = [("paragraph", "On 4 April 2009, Ida Moe wrote:", 0), ("quote", "It is paid.", 0)]
    assert dating_line(told, "The books") is None
