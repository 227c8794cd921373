"""Numbered clauses in prints: no rows of a table, and headed by what stands above their parts."""

import pytest

from indexing.readers.pdf_blocks import write_pages
from indexing.readers.writer import Writer
from tests.indexing.readers.test_pdf_lines import run


def told(*lines: tuple[str, str]) -> list[tuple[str, str]]:
    """The blocks of a page: numbers at 0, texts at 60, a line every 12."""
    writer = Writer()
    page = []
    for place, (number, text) in enumerate(lines):
        page += [run(number, 0, 700 - 12 * place)] if number else []
        page += [run(text, 60, 700 - 12 * place)] if text else []
    write_pages(writer, [page], {})
    return writer.said()


def test_a_clause_is_an_item_over_all_its_lines():
    assert told(
        ("4.2.1.", "The warden keeps the key of the boat house and"),
        ("", "lends it to members only."),
        ("4.2.2.", "Nobody else has one."),
    ) == [
        ("item", "4.2.1. The warden keeps the key of the boat house and lends it to members only."),
        ("item", "4.2.2. Nobody else has one."),
    ]


@pytest.mark.parametrize("number", ["4.2.", "4.2"])
def test_what_stands_right_above_its_parts_heads_them(number):
    assert told(
        (number, "Keys"), ("4.2.1.", "The warden keeps the key."), ("4.3.", "Oars are free.")
    ) == [
        ("heading", f"{number} Keys"),
        ("item", "4.2.1. The warden keeps the key."),
        ("item", "4.3. Oars are free."),
    ]


def test_a_table_of_numbers_stays_one():
    assert told(("Depth", "Boat"), ("2.5", "Heron"), ("1.2.3", "Gull")) == [
        ("row", "Depth; Boat."),
        ("row", "2.5; Heron."),
        ("row", "1.2.3; Gull."),
    ]


def test_an_amount_begins_no_clause():
    said = "2.5 litres of the old wine were drunk."
    assert told(("", "The feast of the smiths and millers began at dusk, and"), ("", said))[0] == (
        "paragraph",
        f"The feast of the smiths and millers began at dusk, and {said}",
    )
