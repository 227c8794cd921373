"""Labels in prints with a text beside them that takes several lines."""

from indexing.readers.pdf_blocks import write_pages
from indexing.readers.writer import Writer
from tests.indexing.readers.test_pdf_lines import run

TEXT = ["The ferry to Velm leaves from the old pier, and", "whoever comes late waits for the next."]


def told(*lines: tuple[str, str]) -> list[tuple[str, str]]:
    """The blocks of a page: labels at 0, texts at 100, a line every 12."""
    writer = Writer()
    page = []
    for number, (label, text) in enumerate(lines):
        page += [run(label, 0, 700 - 12 * number, bold=True)] if label else []
        page += [run(text, 100, 700 - 12 * number)] if text else []
    write_pages(writer, [page], {})
    return writer.said()


def test_the_lines_below_belong_to_the_label():
    assert told(("Length:", "two hours"), ("Overview:", TEXT[0]), ("", TEXT[1])) == [
        ("row", "Length: two hours."),
        ("row", f"Overview: {' '.join(TEXT)}"),
    ]


def test_a_label_of_two_lines():
    assert told(("Length:", "two hours"), ("Project", TEXT[0]), ("Outcome:", TEXT[1])) == [
        ("row", "Length: two hours."),
        ("row", f"Project Outcome: {' '.join(TEXT)}"),
    ]
    assert told(
        ("Length:", "two hours"),
        ("Learning", "By the end of this lesson you will be able to:"),
        ("Goals:", "- tie a boat to the pier"),
        ("", "- row it across the bay"),
    ) == [
        ("row", "Length: two hours."),
        ("row", "Learning Goals: By the end of this lesson you will be able to:."),
        ("item", "- tie a boat to the pier"),
        ("item", "- row it across the bay"),
    ]


def test_what_had_room_above_is_a_line_of_its_own():
    said = told(("Overview:", TEXT[0]), ("Board:", "Ida Moe, chair"), ("", "Oda Brask"))
    assert said[-1] == ("paragraph", "Oda Brask")


def test_a_head_of_a_column_is_no_label():
    rows = told(("Item", "Price"), ("Sails:", "40 crowns"), ("Masts:", "90 crowns"))
    assert rows[1:] == [("row", "Sails: 40 crowns."), ("row", "Masts: 90 crowns.")]
