"""Runs of text on a page with a ruler: type of size 10, so a gutter is 9 wide and a line 4 high."""

import pytest

from indexing.readers.pdf_blocks import write_pages
from indexing.readers.pdf_lines import TextRun, lines_of, reading_order
from indexing.readers.writer import Writer


def run(text, left, middle, *, wide=None, size=10.0, bold=False):
    width = 5 * len(text) if wide is None else wide
    return TextRun(text, left, middle - size / 2, left + width, middle + size / 2, size, bold)


def cells(*runs):
    return [[cell.text for cell in line.cells] for line in lines_of(runs, 1)]


@pytest.mark.parametrize(("lower", "lines"), [(0, 1), (3.9, 1), (4.1, 2), (12, 2)])
def test_runs_at_one_height_are_a_line(lower, lines):
    assert len(lines_of([run("left", 0, 100), run("right", 200, 100 - lower)], 1)) == lines


def test_a_large_letter_beside_small_ones_is_on_their_line():
    assert cells(run("T", 0, 100, wide=20, size=20.0), run("he", 20, 93)) == [["The"]]


@pytest.mark.parametrize(
    ("gap", "found"),
    [(0, ["wordpart"]), (1.4, ["wordpart"]), (1.6, ["word part"]), (8.9, ["word part"]),
     (9.1, ["word", "part"])],
)  # fmt: skip
def test_gaps(gap, found):
    assert cells(run("part", 20 + gap, 100), run("word", 0, 100)) == [found]


def test_a_joined_cell_has_the_box_of_both():
    (line,) = lines_of([run("a", 0, 100, bold=True), run("b", 8, 101, size=12.0, bold=True)], 3)
    (cell,) = line.cells
    assert (cell.left, cell.right, cell.bottom, cell.top) == (0, 13, 95, 107)
    assert (cell.size, cell.bold, line.page) == (12.0, True, 3)
    (mixed,) = lines_of([run("a", 0, 100, bold=True), run("b", 8, 100)], 1)
    assert not mixed.cells[0].bold


PROSE = [
    ("He was a painter who lived", "She was a smith who lived in"),
    ("in Kyoto for ten years and", "a house by the harbour and"),
    ("taught at the college there.", "worked at the yard of it."),
]
STAFF = [("Name", "Port"), ("Olga Berg", "Bodo"), ("Ben Ito", "Voss")]


def two_columns(rows, second=200):
    return [
        run(text, left, 700 - 14 * number)
        for number, row in enumerate(rows)
        for text, left in zip(row, (0, second), strict=True)
    ]


def test_columns_of_prose_are_read_one_after_the_other():
    lines = [line.text for line in reading_order(two_columns(PROSE), 1)]
    assert lines == [row[0] for row in PROSE] + [row[1] for row in PROSE]


def test_cells_of_a_table_stay_in_their_rows():
    lines = reading_order(two_columns(STAFF), 1)
    assert [tuple(cell.text for cell in line.cells) for line in lines] == STAFF


def test_a_line_over_both_columns_parts_them():
    over = run("A heading that goes over the two columns below and above it", 0, 650, wide=400)
    below = [run(r.text, r.left, r.middle - 100) for r in two_columns(PROSE)]
    lines = [line.text for line in reading_order([*two_columns(PROSE), over, *below], 1)]
    column = [row[0] for row in PROSE] + [row[1] for row in PROSE]
    assert lines == [*column, over.text, *column]


def test_three_columns():
    third = [run(f"and more of it {n} is said in", 420, 700 - 14 * n) for n in range(3)]
    lines = [line.text for line in reading_order([*two_columns(PROSE), *third], 1)]
    assert lines == [*(r[0] for r in PROSE), *(r[1] for r in PROSE), *(r.text for r in third)]


def blocks(*pages, bookmarks=None):
    writer = Writer()
    write_pages(writer, pages, bookmarks or {})
    document = writer.document("a", "A title of its own")
    return [(b.kind, document.text[b.start : b.end], b.level, b.page) for b in document.blocks]


def written(*texts, top=700, leading=14, size=10.0, bold=False):
    return [
        run(text, 0, top - leading * number, size=size, bold=bold)
        for number, text in enumerate(texts)
        if text
    ]


LINES = ("The quay was built by the town in those", "years, and it holds ten boats of the guild.")


def test_lines_near_each_other_are_a_paragraph_and_a_gap_ends_it():
    assert blocks(written(*LINES, "", "Nobody else may use the quay in the winter.")) == [
        ("paragraph", " ".join(LINES), 0, 1),
        ("paragraph", "Nobody else may use the quay in the winter.", 0, 1),
    ]


def test_larger_type_is_a_heading_by_its_size():
    page = [
        *written("Great head", top=760, size=20.0),
        *written("Lesser head", top=730, size=14.0),
        *written(*LINES, top=700),
        *written("Bold words", top=660, bold=True),
        *written(*LINES, top=640),
    ]
    assert [(kind, text, level) for kind, text, level, _ in blocks(page)] == [
        *(("heading", "Great head", 1), ("heading", "Lesser head", 2)),
        ("paragraph", " ".join(LINES), 0),
        *(("heading", "Bold words", 3), ("paragraph", " ".join(LINES), 0)),
    ]


def test_a_bookmark_is_a_heading_of_its_level():
    page = written(*LINES, "", "Of boats", "", *LINES)
    found = blocks(page, bookmarks={"OF BOATS": 2})
    assert [(kind, level) for kind, _, level, _ in found] == [
        *(("paragraph", 0), ("heading", 2), ("paragraph", 0)),
    ]


def test_a_sentence_goes_on_over_the_end_of_a_page():
    first = ("The quay was built by the town, and its", "first master, who was named by it, was")
    second = ("the shipwright Odd Lien, whom they knew.", "", "He stayed until the year was over.")
    assert [row[1:] for row in blocks(written(*first), written(*second))] == [
        (" ".join([*first, second[0]]), 0, 1),
        (second[2], 0, 2),
    ]
    ended = (first[0], "first master was named by all of them.")
    assert len(blocks(written(*ended), written(*second))) == 3


def test_rows_below_each_other_are_a_table_and_one_alone_is_a_line():
    since = [run(text, 400, 700 - 14 * n) for n, text in enumerate(("Since", "1990", "1991"))]
    rows = [row for row in blocks([*two_columns(STAFF), *since]) if row[0] == "row"]
    assert [text for _, text, _, _ in rows] == [
        "Name: Olga Berg; Port: Bodo; Since: 1990.",
        "Name: Ben Ito; Port: Voss; Since: 1991.",
    ]
    assert blocks(two_columns(STAFF[1:2])) == [("paragraph", "Olga Berg Bodo", 0, 1)]


def test_a_cell_over_two_lines_is_one_where_rows_are_further_apart():
    rows = [
        *[run("key", 0, 700), run("use", 200, 700), run("least", 400, 700)],
        *[run("rope.lengt", 0, 670), run("of every", 200, 670), run("5", 400, 670)],
        *[run("h_max", 0, 658), run("rope", 200, 658)],
        *[run("tar", 0, 628), run("for the deck", 200, 628), run("7", 400, 628)],
    ]
    writer = Writer()
    write_pages(writer, [rows], {})
    assert [said for kind, said in writer.said() if kind == "row"] == [
        "key: rope.length_max; use: of every rope; least: 5.",
        "key: tar; use: for the deck; least: 7.",
    ]


def test_what_is_set_along_the_edge_is_read_last():
    edge = TextRun("arXiv:1234", -40, 300, -22, 600, 18.0, False, turned=True)
    lines = [line.text for line in reading_order([edge, *two_columns(PROSE)], 1)]
    assert lines == [row[0] for row in PROSE] + [row[1] for row in PROSE] + ["arXiv:1234"]


LONG = "The rules of the harbour and of the quays"


@pytest.mark.parametrize(
    ("heads", "kind"),
    [
        ([LONG, "of Velm"], "heading"),
        (["Bold words", "of Velm and of all of its quays"], "paragraph"),  # the first is not full
        ([LONG, "are strict."], "paragraph"),
        ([LONG, LONG, LONG], "paragraph"),
    ],
)
def test_a_heading_in_bold_over_two_lines_is_one(heads, kind):
    writer = Writer()
    text = written(
        "He was a painter who lived in Kyoto, and he", "taught there for many years.", top=640
    )
    write_pages(writer, [[*written(*heads, bold=True), *text]], {})
    assert writer.said()[0][0] == kind
    assert kind == "paragraph" or writer.said()[0][1] == " ".join(heads)


def test_a_remark_in_bold_heads_nothing():
    page = [*written("(Amended in May)", top=660, bold=True), *written(*LINES, top=640)]
    assert [kind for kind, *_ in blocks(page)] == ["paragraph", "paragraph"]


def test_a_row_in_bold_heads_a_table_of_its_own():
    def row(top, *cells, bold=False):
        return [run(cell, 150 * n, top, bold=bold) for n, cell in enumerate(cells)]

    page = [
        *row(700, "Old words", "New words", "Since", bold=True),
        *row(686, "quay", "dock", "May"), *row(672, "rope", "line", "June"),
        *row(658, "Ship", "Master", bold=True),
        *row(644, "Gull", "Ida Moe"), *row(630, "Tern", "Tom Hale"),
    ]  # fmt: skip
    writer = Writer()
    write_pages(writer, [page], {})
    assert [said for _, said in writer.said()] == [
        "Old words: quay; New words: dock; Since: May.",
        "Old words: rope; New words: line; Since: June.",
        "Ship: Gull; Master: Ida Moe.",
        "Ship: Tern; Master: Tom Hale.",
    ]
