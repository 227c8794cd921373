"""Single rules of readers, each from both sides."""

import stat
from pathlib import PurePosixPath
from zipfile import ZipInfo

import pytest

from indexing.readers.adoc import _cells
from indexing.readers.bundle import _passed_over
from tests.indexing.readers.one_document import blocks, only


@pytest.mark.parametrize(
    ("name", "flags", "mode", "why"),
    [
        ("a.txt", 0, stat.S_IFREG, ""),
        ("a.txt", 1, stat.S_IFREG, "it is encrypted"),
        ("a.txt", 8, stat.S_IFREG, ""),  # another flag
        ("a.txt", 0, stat.S_IFLNK, "a link"),
        (".a.txt", 0, stat.S_IFREG, "hidden"),
        ("x/.git/a.txt", 0, stat.S_IFREG, "hidden"),
        ("__MACOSX/a.txt", 0, stat.S_IFREG, "hidden"),
        ("x/__MACOSX", 0, stat.S_IFREG, ""),
        ("b.ZIP", 0, stat.S_IFREG, "an archive in an archive is not opened"),
    ],
)
def test_what_is_passed_over_in_an_archive(name, flags, mode, why):
    item = ZipInfo(name)
    item.flag_bits, item.external_attr = flags, mode << 16
    assert _passed_over(item, PurePosixPath(name)) == why


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("|a |b", ["", "a", "b"]),
        ("a |b", ["a", "b"]),
        ("2+|a |b", ["", "a", "", "b"]),  # a cell over two columns leaves the other
        ("|a 3+|b", ["", "a", "b", "", ""]),
        ("a", ["a"]),
    ],
)
def test_cells_of_a_line(line, cells):
    assert _cells(line) == cells


def test_a_line_before_the_first_cell_is_none():
    table = "= T\n\n|===\nplain\n|Port |Tons\n|Velm\nand more |2\n|===\n"
    assert blocks("a.adoc", table)[-1][1].count("Velm") == 1


@pytest.mark.parametrize(
    ("source", "kind"),
    [("The end|", "paragraph"), ("Velm|2|", "row"), ("Velm|2| more", "paragraph")],
)
def test_a_row_of_rich_text_has_two_bars_and_ends_in_one(source, kind):
    found = blocks("a.rtf", rf"{{\rtf1\ansi {source}\par {source}\par}}")
    assert found[-1][0] == kind


def test_a_reference_without_words_is_shown_as_the_heading_that_it_leads_to():
    source = (
        "= The quay\n\nSee <<ropes>>, <<other#tar>>, <<ropes,the ropes>> and `cat <<EOF`.\n\n"
        "[[ropes]]\n[.lead]\n== All of the ropes\n\nThey are in <<boxes>>.\n\n"
        "[#boxes]\n.Boxes of the quay\n|===\n|a |b\n\n|1 |2\n|===\n"
    )
    document = only("a.adoc", source)
    assert document.text.startswith("See All of the ropes, tar, the ropes and cat <<EOF.")
    assert "They are in Boxes of the quay." in document.text
