"""What is drawn on a PDF's page, character by character: lines that lie close, letters that are
drawn twice, text that is set in another direction, numbers of lines."""

from pathlib import Path

import pytest

from indexing.readers.formats import read
from indexing.readers.pdf_chars import Char, runs_of
from tests.indexing.readers.pages import assembled, lines, pdf

TURNS = {"left": "0 1 -1 0 40 200", "right": "0 -1 1 0 580 600", "across": ".7 .7 -.7 .7 200 300"}


def document(raw):
    (found,) = read(Path("memo.pdf"), raw).documents
    return found


def drawn(stream: str, rotated: int = 0) -> bytes:
    """One page with this content."""
    content = stream.encode("cp1252")
    return assembled(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Rotate %d /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>" % rotated,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )


def show(text, x, y, size=12):
    return f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n"


def test_lines_that_lie_close_are_not_mixed():
    rows = [
        ("Sales of the year", "4,755.11"),
        ("Net result", "-648.52"),
        ("Cash at bank", "194.22"),
    ]
    stream = "".join(
        show(said, 72, 600 - 9 * n, 14) + show(sum_, 400, 600 - 9 * n, 14)
        for n, (said, sum_) in enumerate(rows)
    )
    found = document(drawn(stream))
    assert [found.text[b.start : b.end] for b in found.blocks] == [
        f"{said}; {sum_}." for said, sum_ in rows
    ]


def test_letters_that_are_drawn_again_for_a_shadow_count_once():
    said = "The hall was built in 1987."
    stream = "".join(show(said, 72 + 0.4 * n, 600 - 0.4 * n) for n in range(4))
    assert document(drawn(stream)).text == said


def test_words_stand_apart_where_no_space_is_written():
    stream = "BT /F1 12 Tf 72 600 Td [(The) -300 (hall) -290 (is) -280 (old) 40 (er.)] TJ ET"
    assert document(drawn(stream)).text == "The hall is older."


def test_commas_and_ligatures_stay_in_their_words():
    stream = show("It cost 1,111,111 crowns.", 72, 600) + show("1. Of fish", 72, 500)
    assert document(drawn(stream)).text.startswith("It cost 1,111,111 crowns.")


@pytest.mark.parametrize("turn", TURNS)
def test_what_is_set_in_another_direction_is_read_last_and_whole(turn):
    edge = f"BT /F1 12 Tf {TURNS[turn]} Tm (Received in the archive) Tj ET\n"
    text = [show(said, 100, y) for _, y, said in lines("The hall was built by", "Anna Kovacs.")]
    assert document(drawn(edge + "".join(text))).text == (
        "The hall was built by Anna Kovacs.\n\nReceived in the archive"
    )


def test_a_page_that_lies_on_its_side_is_read_as_it_is_turned():
    stream = "".join(
        f"BT /F1 12 Tf 0 1 -1 0 {100 + 14 * n} 80 Tm ({said}) Tj ET\n"
        for n, said in enumerate(("The hall was built by", "Anna Kovacs in 1987."))
    )
    found = document(drawn(stream, rotated=90))
    assert found.text == "The hall was built by Anna Kovacs in 1987."


def test_numbers_of_lines_are_no_text():
    pages = [
        [
            run
            for n, word in enumerate("abcdefghijklmno")
            for run in (
                (72, 700 - 20 * n, str(n + 1)),
                (110, 700 - 20 * n, f"and the {word}{page} was asked again about the quay"),
            )
        ]
        for page in "xy"
    ]
    found = document(pdf(*pages))
    assert found.text.startswith("and the ax was asked again about the quay and the bx was")
    assert not any(char.isdigit() for char in found.text)


def test_numbers_of_the_rows_of_one_table_stay():
    rows = [("Place", "Name")] + [
        (str(n), f"Runner {'abcdefghijklmno'[n - 1]}") for n in range(1, 16)
    ]
    page = [
        run
        for n, row in enumerate(rows)
        for run in zip((72, 200), (700 - 20 * n,) * 2, row, strict=True)
    ]
    assert "7; Runner g." in document(pdf(page)).text


def test_a_number_is_no_title():
    head = [(72, 740, "47")]
    big = pdf([*head, (72, 700, "Of quays")], size=24)
    assert document(big).title == "memo"


def char(text: str, left: float, y: float = 0.0, wide: float = 5.0) -> Char:
    return Char(text, left, left + wide, y, 12.0, 0, False, 0, False, False)


def test_a_letter_that_is_drawn_again_is_no_part_of_a_ligature():
    twice = [char(said, 5.0 * n, y) for n, said in enumerate("cliff") for y in (0.0, 0.4)]
    assert [run.text for run in runs_of(twice)] == ["cliff"]
    glyph = [char("f", 15.0, wide=10.0)] * 2
    again = [char(said, 5.0 * n, y) for n, said in enumerate("cli") for y in (0.0, 0.4)]
    assert "".join(run.text for run in runs_of([*again, *glyph])) == "cliff"
