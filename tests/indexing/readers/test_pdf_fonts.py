"""How large a letter is and which way it is set, where the font does not say so plainly."""

import pytest

from indexing.readers.pdf import drawn_size
from tests.indexing.readers.test_pdf_chars import document, drawn


def test_letters_that_lean_are_not_turned():
    leaning = "".join(
        f"BT /F1 12 Tf 1 0 .33 1 72 {600 - 14 * n} Tm ({said}) Tj ET\n"
        for n, said in enumerate(("The hall was built by the", "engineer Anna Kovacs."))
    )
    upright = "BT /F1 12 Tf 1 0 0 1 72 540 Tm (It is the oldest hall of all the town.) Tj ET\n"
    assert document(drawn(leaning + upright)).text == (
        "The hall was built by the engineer Anna Kovacs.\n\nIt is the oldest hall of all the town."
    )


def test_a_raised_ending_is_on_its_line_whatever_the_size_is_told_by():
    stream = (
        "BT /F1 1 Tf 12 0 0 12 72 600 Tm (Date: March 10) Tj ET\n"
        "BT /F1 1 Tf 8 0 0 8 155 605.5 Tm (th) Tj ET\n"
        "BT /F1 1 Tf 12 0 0 12 162.5 600 Tm (, 2007) Tj ET\n"
    )
    assert document(drawn(stream)).text == "Date: March 10th, 2007"


@pytest.mark.parametrize(
    ("told", "drawn", "tall", "size"),
    [
        (12, (1, 0, 0, 1), 14, 12),
        (1, (12, 0, 0, 12), 14, 12),
        (16, (0.75, 0, 0, 0.75), 5, 12),  # a small letter in a font of drawings
        (12, (0, 1, -1, 0), 14, 12),  # turned
        (12, (1, 0, 0.33, 1), 14, 12),  # leaning
        (1, (1, 0, 0, 1), 16, 12),  # neither tells
    ],
)
def test_the_size_of_type_is_that_on_the_page(told, drawn, tall, size):
    assert drawn_size(told, drawn, tall) == pytest.approx(size)
