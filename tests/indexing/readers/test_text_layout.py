"""Plain text by its layout: numbered sections, tables of characters, pages, mails' signatures."""

import pytest

from tests.indexing.readers.one_document import blocks, only

MINUTES = """MINUTES OF THE DOCK BOARD

1. OPENING
The chair opened the meeting at nine o'clock and read the minutes of the last
meeting, which were accepted.

2. CRANE
   2.1 The crane is to be repaired by
       Orlen Works.
   2.2 Cost: 900 crowns.
"""


def test_numbered_sections_are_headings_and_what_is_counted_in_them_items():
    assert blocks("a.txt", MINUTES)[-5:] == [
        ("heading", "1. OPENING"),
        (
            "paragraph",
            "The chair opened the meeting at nine o'clock and read the minutes of the last "
            "meeting, which were accepted.",
        ),
        ("heading", "2. CRANE"),
        ("item", "2.1 The crane is to be repaired by Orlen Works."),
        ("item", "2.2 Cost: 900 crowns."),
    ]


def test_a_numbered_line_alone_above_a_paragraph_heads_it_and_a_list_stays_one():
    long = "A dock sends its state to the next dock, and the next dock sends it on to the last."
    source = f"Of docks\n\n1. Terms\n\n{long}\n\n1.1 Berth\n\n{long}\n\n1. Rope\n\n2. Tar\n\n{long}"
    document = only("a.txt", source)
    heads = [block for block in document.blocks if block.kind == "heading"]
    found = [(document.text[b.start : b.end], b.level) for b in heads]
    assert found == [("1. Terms", 2), ("1.1 Berth", 3)]


def test_a_title_in_the_middle_of_its_line():
    head = "Dock Group                   May 2021\nRequest: 99\n"
    source = f"{head}\n              The Dock Format\n\nStatus\n\nNone."
    assert only("a.txt", source).title == "The Dock Format"


def test_a_sentence_goes_on_over_a_form_feed():
    source = "The first director was\n\f\nthe engineer Radu Kovacs.\n\f\nNext page here."
    assert blocks("a.txt", source) == [
        ("paragraph", "The first director was the engineer Radu Kovacs."),
        ("paragraph", "Next page here."),
    ]


ROWS = ["Port: Velm; Tons: 10; Ships: 2.", "Port: Orlen East; Tons: 11; Ships: 3."]


@pytest.mark.parametrize(
    "table",
    [
        "Port          Tons   Ships\nVelm            10       2\nOrlen East      11       3\n",
        "Port        Tons  Ships\n----------  ----  -----\nVelm          10      2\n"
        "Orlen East    11      3\n",
        "+-----+----+----+\n|Port|Tons|Ships|\n+=====+====+====+\n|Velm|10|2|\n|Orlen East|11|3|\n"
        "+-----+----+----+\n",
        " Port       | Tons | Ships\n------------+------+-------\n Velm       | 10   | 2\n"
        " Orlen East | 11   | 3\n",
    ],
)
def test_tables_of_characters_are_rows(table):
    found = blocks("a.txt", f"Here they are, all of them:\n\n{table}\nThat was all of it.")
    assert [text for kind, text in found if kind == "row"] == ROWS
    assert [text for kind, text in found if kind != "row"] == [
        "Here they are, all of them:",
        "That was all of it.",
    ]


@pytest.mark.parametrize(
    "source",
    [
        "Mira Holt      chair\nTom Hale       clerk\nIda Moe        guest\n",
        "One  two of it\nthree  four  five\nsix seven  eight\n",
        "if a | b:\n    return a | b\n",
    ],
)
def test_what_is_no_table_stays_in_lines(source):
    assert all(kind != "row" for kind, _ in blocks("a.txt", source))


SIGNED = """From: Mira Holt <m@a.example>
Subject: Signed

-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA256

The dock opens at nine.
-----BEGIN PGP SIGNATURE-----

iQIzBAEBCAAdFiEEabcdefghijkl
=abcd
-----END PGP SIGNATURE-----
"""


def test_signatures_of_programs_are_no_text():
    assert blocks("a.eml", SIGNED)[1:] == [("paragraph", "The dock opens at nine.")]


def test_headings_in_a_mail_keep_their_sections():
    body = "PLAN\n\nThe crane is to be lifted on Monday by all of us together.\n"
    document = only("a.eml", f"From: a@b.example\nSubject: Crane\n\n{body}")
    assert document.blocks[-1].path == ("PLAN",)
