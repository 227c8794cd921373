"""Presentations of 1997 to 2003."""

import pytest

from graphrag.errors import DocumentError
from tests.indexing.readers.old_slides import BODY, TITLE, Slide, ppt
from tests.indexing.readers.old_word import container
from tests.indexing.readers.one_document import blocks, only

BOATS = [
    Slide([(TITLE, "The boats\x0bof Velm")]),
    Slide(
        [(TITLE, "Moorings"), (BODY, "Ada Lane paints them\rNine metres at most")],
        boxes=["A sketch", "*"],
        note="Tell of the storm.",
    ),
    Slide([(TITLE, "Left out")], hidden=True),
]


@pytest.mark.parametrize("wide", [False, True])
def test_a_slide_is_a_section_with_its_title_its_text_and_its_notes(wide):
    found = only("boats.ppt", ppt(BOATS, wide=wide))
    assert found.title == "The boats of Velm"
    assert blocks("boats.ppt", ppt(BOATS, wide=wide)) == [
        ("heading", "Moorings"),
        ("item", "Ada Lane paints them"),
        ("item", "Nine metres at most"),
        ("paragraph", "A sketch"),
        ("note", "Tell of the storm."),
    ]
    assert {block.page for block in found.blocks} == {2}


def test_signs_of_two_bytes():
    assert only("a.ppt", ppt([Slide([(TITLE, "Żagle"), (BODY, "Łódź")])], wide=True)).text == "Łódź"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (ppt(BOATS, mark=0xF3D1C4DF), "encrypted"),
        (container({"WordDocument": b"words"}), "another program's file"),
        (container({"EncryptedPackage": b"locked"}), "encrypted"),
        (container({"PowerPoint Document": b"\0" * 90, "Current User": b"\0" * 20}), "last edit"),
        (b"no container", "cannot be read as a presentation"),
    ],
)
def test_what_is_no_presentation_is_told(raw, why):
    with pytest.raises(DocumentError, match=why):
        only("a.ppt", raw)
