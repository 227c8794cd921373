"""Word documents of 1997 to 2003, and files that are of another kind than their names say."""

from io import BytesIO

import docx
import pytest

from graphrag.errors import DocumentError
from tests.indexing.readers.old_word import BOLD, DELETED, HIDDEN, P, container, doc, row
from tests.indexing.readers.one_document import blocks, only
from tests.indexing.readers.pages import pdf

STYLES = (("Normal", 0xFFF), ("heading 1", 0), ("heading 2", 0), ("Rule", 2), ("List Bullet", 0),
          ("toc 1", 0), ("Title", 0))  # fmt: skip
IN_LIST = b"\x0b\x46\x03\x00"
MINUTES = [
    P("Minutes of the harbour board", style=6),
    P("Members", style=1),
    P("Ada Lane and Bo Ray were there."),
    P("Mooring", style=3),
    P("Boats over nine metres pay double.", frame=IN_LIST),
]
AS_BLOCKS = [
    ("heading", "Members"),
    ("paragraph", "Ada Lane and Bo Ray were there."),
    ("heading", "Mooring"),
    ("item", "Boats over nine metres pay double."),
]


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("pieces", [1, 4])
def test_headings_and_items_by_their_styles(wide, pieces):
    raw = doc(MINUTES, styles=STYLES, wide=wide, pieces=pieces)
    assert blocks("a.doc", raw) == AS_BLOCKS
    assert only("a.doc", raw).title == "Minutes of the harbour board"
    assert [block.path for block in only("a.doc", raw).blocks][2:] == [("Members", "Mooring")] * 2


def test_a_table_is_told_row_by_row_with_its_columns():
    table = [
        *row("Name", "Role", "Fee"),
        *row("Ada Lane", "Treasurer", "40"),
        *row("Bo Ray", "", "25", goes_on=[1]),
    ]
    assert blocks("a.doc", doc([P("Who pays what."), *table, P("That is all.")])) == [
        ("paragraph", "Who pays what."),
        ("row", "Name: Ada Lane; Role: Treasurer; Fee: 40."),
        ("row", "Name: Bo Ray; Role: Treasurer; Fee: 25."),
        ("paragraph", "That is all."),
    ]


def test_a_box_round_paragraphs_is_no_table():
    boxed = [P("First."), *row("Bring your own cup."), P("Last.")]
    assert blocks("a.doc", doc(boxed)) == [
        ("paragraph", said) for said in ("First.", "Bring your own cup.", "Last.")
    ]


def test_a_short_line_in_bold_heads_what_stands_below():
    lines = [P("Opening."), P([("Next ", BOLD), ("steps", BOLD)]), P("Nets are mended in May.")]
    assert blocks("a.doc", doc(lines))[1:] == [
        ("heading", "Next steps"),
        ("paragraph", "Nets are mended in May."),
    ]
    partly = [P("Opening."), P([("Next ", BOLD), ("steps", b"")]), P("Nets are mended in May.")]
    assert blocks("a.doc", doc(partly))[1] == ("paragraph", "Next steps")


def test_what_is_hidden_deleted_or_a_fields_code_is_not_said():
    runs = [("The fee is ", b""), ("thirty ", DELETED), ("secretly ", HIDDEN), ("forty", b""),
            (' of \x13 HYPERLINK "velm" \x14the port\x15.\x0bSee below\x1e.', b"")]  # fmt: skip
    assert only("a.doc", doc([P("Fees."), P(runs)])).text == (
        "Fees.\n\nThe fee is forty of the port.\nSee below-."
    )


def test_the_table_of_contents_is_left_out_and_notes_are_kept():
    lines = [P("Mooring\t3", style=5), P("Boats are moored by the clock.\x02")]
    told = blocks("a.doc", doc(lines, notes=[P("\x02 That of the church.")], styles=STYLES))
    assert told == [
        ("paragraph", "Boats are moored by the clock."),
        ("note", "That of the church."),
    ]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (doc(MINUTES, flags=0x0100), "encrypted"),
        (container({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), "encrypted"),
        (doc(MINUTES, version=0x68), "older than 1997"),
        (container({"Workbook": b"x"}), "another program"),
        (doc(MINUTES)[:3_000], "cannot be read as a Word document"),
        (b"\0" * 900, "cannot be read as a Word document"),
    ],
)
def test_what_cannot_be_read_says_why(raw, why):
    with pytest.raises(DocumentError, match=why):
        only("a.doc", raw)


def test_no_damage_makes_more_than_a_refusal():
    raw = doc([*MINUTES, *row("Name", "Fee"), *row("Ada", "40")], styles=STYLES, pieces=3)
    for place in range(512, len(raw), 37):
        broken = raw[:place] + bytes([raw[place] ^ 0xFF]) + raw[place + 1 :]
        try:
            only("a.doc", broken)
        except DocumentError:
            continue


def word() -> bytes:
    made = docx.Document()
    made.add_paragraph("Nets are mended in May.")
    made.save(buffer := BytesIO())
    return buffer.getvalue()


SAME = "Nets are mended in May."
KINDS = {
    ".pdf": pdf(((50, 700, SAME),)),
    ".doc": doc([P(SAME)]),
    ".docx": word(),
    ".rtf": b"{\\rtf1\\ansi " + SAME.encode() + b"\\par}",
    ".html": f"<!DOCTYPE html>\n<HTML><body><p>{SAME}</p></body></html>".encode(),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["a.pdf", "a.doc", "a.docx", "a.rtf"])
def test_a_print_is_read_as_what_it_is_whatever_its_name(name, kind):
    assert only(name, KINDS[kind]).text == SAME
