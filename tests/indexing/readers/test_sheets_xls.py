"""Workbooks of 1993 to 2003."""

import pytest

from graphrag.errors import DocumentError
from tests.indexing.readers.old_sheets import DAY, PERCENT, sheet, workbook
from tests.indexing.readers.old_word import container
from tests.indexing.readers.one_document import blocks, only

FEES = [
    ["Berth", "Keeper", "Since", "Share"],
    ["A1", "Ada Lane", 37000.0, 0.25],
    ["A2", "", 1.5, 2.0],
]
LOOKS = {(1, 2): DAY, (1, 3): PERCENT}


def test_every_row_is_told_with_its_columns():
    raw = workbook({"Sheet1": sheet(FEES, LOOKS, merged=[(1, 2, 1, 1)])})
    assert blocks("berths.xls", raw) == [
        ("row", "Berth: A1; Keeper: Ada Lane; Since: 2001-04-19; Share: 25%."),
        ("row", "Berth: A2; Keeper: Ada Lane; Since: 1.5; Share: 2."),
    ]


def test_sheets_are_sections_and_hidden_ones_are_left_out():
    raw = workbook({"Fees": sheet(FEES), "Old": sheet(FEES), "Boats": sheet([["Ida"]])}, ["Old"])
    found = only("berths.xls", raw)
    assert [block.path for block in found.blocks if block.kind == "heading"] == [
        ("Fees",),
        ("Boats",),
    ]
    assert found.blocks[-1].page == 2


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (workbook({"Fees": sheet(FEES)}, locked=True), "encrypted"),
        (workbook({"Fees": sheet(FEES)})[:2_000], "cannot be read as a workbook"),
        (container({"WordDocument": b"x"}), "cannot be read as a workbook"),
        (b"no workbook", "cannot be read as a workbook"),
    ],
)
def test_what_cannot_be_read_says_why(raw, why):
    with pytest.raises(DocumentError, match=why):
        only("berths.xls", raw)
