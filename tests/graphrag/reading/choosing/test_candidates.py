"""Names and other stretches of text that could be answers."""

from __future__ import annotations

import pytest

from graphrag.reading.choosing.candidates import candidates, in_brackets, in_one_line, whole
from graphrag.reading.pages.page import Page, plain
from tests.graphrag.reading.build import passage


def page(*sentences: str) -> Page:
    built = passage("p", "A title", *sentences)
    return Page(0, built, plain(built.text))


def texts(of: Page, kind: str) -> set[str]:
    return {of.text[c.start : c.end] for c in candidates(of) if c.kind == kind}


def test_dates_give_their_year_too() -> None:
    read = page("She was born on 3 May 1901.")
    assert texts(read, "date") == {"3 May 1901"}
    assert texts(read, "year") == {"1901"}


def test_names_and_numbers() -> None:
    read = page(
        'The song "Red Door" has 11 tracks.', "Ann Lee, Bo Ray and Cy Fox left Akron, Ohio."
    )
    assert {"Red Door", "Ann Lee", "Bo Ray", "Cy Fox", "Akron"} <= texts(read, "name")
    assert {"11", "11 tracks"} <= texts(read, "number")


def test_the_marks_of_items_and_headings_are_no_numbers() -> None:
    lines = "7.9 Eligibility\n\n4. Members must be 18.\n\n2 chairs stand there.\n\n12.5"
    built = passage("p", "A title", lines)
    found = texts(Page(0, built, plain(built.text)), "number")
    assert {"18", "2", "2 chairs", "12.5"} <= found and not {"7.9", "4"} & found


def test_a_ratio_is_one_number() -> None:
    assert "2:1" in texts(page("Use a 2:1 mixture."), "number")
    assert "2:1" not in texts(page("It rang at 02:10:30."), "number")


def test_a_telephone_number_is_one_number() -> None:
    read = page("Call Ada at 505-490-1557 or (505) 363-8583, not 12 times, in 1994-1995.")
    found = texts(read, "number")
    assert {"505-490-1557", "(505) 363-8583", "12"} <= found
    assert not found & {"505", "490", "1557", "363", "8583"}
    at = read.text.index("490")
    assert whole(read.text, at, at + 3) == (at - 4, at + 8)
    at = read.text.index("1994")
    assert whole(read.text, at, at + 4) == (at, at + 4)


def test_phrases_of_common_words() -> None:
    assert "consumer electronics company" in texts(
        page("It is a consumer electronics company."), "phrase"
    )


@pytest.mark.parametrize(
    ("text", "piece", "all_of_it"),
    [
        ("Run scripts/delete-pods.py first.", "py", "delete-pods.py"),
        ("Write to desk@harbour.example today.", "harbour", "desk@harbour.example"),
        ("Reported by @ada at noon.", "ada", "@ada"),
        ("It took 3.5 hours.", "3", "3.5"),
        ("A Paris-based firm.", "Paris", "Paris"),
    ],
)
def test_a_stretch_that_cuts_an_address_is_made_whole(text, piece, all_of_it) -> None:
    start = text.index(piece)
    assert text[slice(*whole(text, start, start + len(piece)))] == all_of_it


def test_pieces_of_an_address_are_no_phrases() -> None:
    assert not {"py", "pods"} & texts(page("Run delete-pods.py and wait."), "phrase")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("There stood nineteen sheds.", ["nineteen", "nineteen sheds"]),
        ("The nineteenth century began.", ["nineteenth", "nineteenth century"]),
        ("A tenor sang to someone.", []),
        ("It took forty-two hours.", ["forty-two", "forty-two hours"]),
    ],
)
def test_words_of_number_are_found_whole(text: str, numbers: list[str]) -> None:
    assert texts(page(text), "number") == set(numbers)


def test_neither_mark_nor_head_of_a_cell_belongs_to_a_stretch() -> None:
    marked = page("b. 40 crowns a day")
    assert in_one_line(marked, 0, 12) == (3, 12)
    row = page("Boat: Heron; Mooring place: Old quay.")
    start = row.text.index("Mooring")
    assert row.text[slice(*in_one_line(row, start, len(row.text) - 1))] == "Old quay"
    assert in_one_line(row, 0, len(row.text)) == (6, len(row.text))  # over both cells
    assert in_one_line(page("Act 2: Storm"), 0, 12) == (0, 12)  # no row


@pytest.mark.parametrize(
    ("text", "piece", "kept"),
    [
        ("Red Door\n\nRed Door is a song.", "Red Door\n\nRed Door", 10),  # of two, the last
        ("Songs\n\nRed Door is a song.", "Songs\n\nRed Door", 7),
        ("The Red Door\nA song.", "Red Door\nA", 4),
        ("Red Door is a song.", "Red Door", 0),
    ],
)
def test_a_heading_is_no_part_of_what_stands_below(text: str, piece: str, kept: int) -> None:
    start = text.index(piece)
    assert in_one_line(page(text), start, start + len(piece)) == (kept, kept + len("Red Door"))


@pytest.mark.parametrize(
    ("text", "piece", "kept"),
    [
        ("It moved to London (UK) then.", "London (UK", "London (UK)"),
        ("It ends around March (e.g. the 2025 year in March 2026).", "March (e.g", "March"),
        ("It moved to London (UK) then.", "London (UK) then", "London (UK) then"),
        ("It moved to London.", "London", "London"),
        ("(closed in May)", "(closed in May", "(closed in May"),
    ],
)
def test_a_bracket_is_closed_or_left_out(text: str, piece: str, kept: str) -> None:
    start = text.index(piece)
    assert text[slice(*in_brackets(text, start, start + len(piece)))] == kept
