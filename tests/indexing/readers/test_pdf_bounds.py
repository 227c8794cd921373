"""Lines to blocks at the bounds between them: type of size 10, its lines 14 apart."""

import pytest

from indexing.readers.pdf_blocks import _aligned, _drop, _full, _PdfBlocks, _unwrapped, _wrapped
from indexing.readers.pdf_lines import lines_of
from indexing.readers.writer import Writer
from tests.indexing.readers.test_pdf_lines import LINES, blocks, run, written


def lines(*rows, page=1):
    """One line for each (texts, middle): cells 200 apart."""
    runs = [run(text, 200 * n, middle) for texts, middle in rows for n, text in enumerate(texts)]
    return lines_of([one for one in runs if one.text], page)


def kinds(*pages, bookmarks=None):
    return [(kind, level) for kind, _, level, _ in blocks(*pages, bookmarks=bookmarks)]


def test_how_far_one_line_is_below_another():
    (one, other) = lines((("a",), 100), (("b",), 88))
    (elsewhere,) = lines((("c",), 50), page=2)
    assert (_drop(one, other), _drop(other, one), _drop(one, elsewhere)) == (12, 0, 0)


@pytest.mark.parametrize(
    ("size", "kind"), [(11.2, "paragraph"), (11.3, "heading"), (20.0, "heading")]
)
def test_how_much_larger_a_heading_is(size, kind):
    assert blocks([*written("A head", top=730, size=size), *written(*LINES)])[0][0] == kind


@pytest.mark.parametrize(
    ("text", "kind"), [("x" * 149, "heading"), ("x" * 150, "paragraph"), ("xy", "heading"),
                       ("x", "paragraph")],
)  # fmt: skip
def test_how_long_a_heading_is(text, kind):
    plenty = [line for n in range(4) for line in written(*LINES, top=700 - 28 * n)]
    assert blocks([*written(text, top=760, size=20.0), *plenty])[0][0] == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Bold words", "heading"), ("b" * 79, "heading"), ("b" * 80, "paragraph"),
     ("Bold words.", "paragraph"), ("Bold words:", "paragraph"), ("Bold words,", "paragraph")],
)  # fmt: skip
def test_a_line_in_bold_is_a_heading_where_it_is_short_and_ends_no_sentence(text, kind):
    page = [*written(text, top=740, bold=True), *written(*LINES)]
    assert kinds(page)[0] == (kind, 1 if kind == "heading" else 0)


@pytest.mark.parametrize(("leading", "kind"), [(15, "paragraph"), (16, "heading")])
def test_lines_in_bold_near_each_other_are_a_paragraph(leading, kind):
    """1.55 of the size of the type is near."""
    page = written("Bold words of", "the guild", top=740, leading=leading, bold=True)
    assert kinds([*page, *written(*LINES, top=600)])[0][0] == kind


@pytest.mark.parametrize(("leading", "several"), [(15, 1), (16, 2)])
def test_headings_near_each_other_are_one(leading, several):
    heads = [run("Great", 0, 800, size=20.0), run("head", 0, 800 - 2 * leading, size=20.0)]
    found = kinds([*heads, *written(*LINES)])
    assert [kind for kind, _ in found].count("heading") == several


@pytest.mark.parametrize(("indent", "several"), [(7, 1), (9, 2)])
def test_a_line_set_in_after_a_sentence_begins_another(indent, several):
    first = run("It was built by the town, and ten boats are there now.", 0, 700)
    second = run("the guild holds it, and many boats lie in it then.", indent, 686)
    assert len(blocks([first, second])) == several


@pytest.mark.parametrize(
    ("drops", "joined"),
    [
        ((30, 12, 30), True),
        ((16, 12, 16), False),  # less than 1.4 times further apart
        ((17, 12, 17), True),
        ((30, 16, 30), False),  # no lines of one cell
        ((30, 15, 30), True),
    ],
)
def test_rows_of_wrapped_cells(drops, joined):
    rows, at = [(("Key", "Use"), 700)], 700
    for texts, drop in zip(
        (("rope", "for every"), ("", "boat"), ("tar", "deck")), drops, strict=True
    ):
        at -= drop
        rows.append((texts, at))
    found = lines(*rows)
    cells = _unwrapped(found, _aligned(found))
    assert cells == [
        ["Key", "Use"],
        *([["rope", "for every boat"]] if joined else [["rope", "for every"], ["", "boat"]]),
        ["tar", "deck"],
    ]


def test_whole_rows_are_not_joined():
    found = lines((("a", "b"), 700), (("c", "d"), 688), (("e", "f"), 658))
    assert _unwrapped(found, _aligned(found)) == [["a", "b"], ["c", "d"], ["e", "f"]]
    assert [_full(row) for row in (["a", ""], ["", ""], ["a", "b"])] == [1, 0, 2]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [("http.pri", "ority", "http.priority"), ("h_ma", "x", "h_max"), ("h.", "x", "h. x"),
     ("h_ma", "X", "h_ma X"), ("a b_c", "d", "a b_c d"), ("", "x", "x"), ("rope", "s", "rope s")],
)  # fmt: skip
def test_a_name_without_spaces_goes_on(above, below, whole):
    assert _wrapped(above, below) == whole


def test_cells_stand_in_the_column_that_they_overlap():
    head = [run("head", 0, 700), run("b", 200, 700)]
    below = [run("c", 8, 686), run("d", 20, 672), run("e", 196, 672, wide=5)]
    found = lines_of([*head, *below], 1)
    assert _aligned(found) == [["head", "", "b"], ["c", "", ""], ["", "d", "e"]]


@pytest.mark.parametrize(("short", "full"), [(69, True), (71, False)])
def test_a_line_is_full_where_it_reaches_nearly_as_far_as_those_round_it(short, full):
    """Seven sizes of the type short of the longest."""
    found = lines_of([run("a", 0, 700, wide=400), run("b", 0, 686, wide=400 - short)], 1)
    pdf = _PdfBlocks(Writer(), found, {})
    assert pdf._is_full(0) and pdf._is_full(1) == full
