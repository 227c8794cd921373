"""Tables set in characters: what is one, and what only looks like one."""

import pytest

from indexing.readers.html_table import _span, _take_down
from indexing.readers.text_tables import _aligned, _barred, _runs, tables_in, tabs_as_bars
from tests.indexing.readers.one_document import blocks


def rows(found):
    return found and [list(row) for row in (found.header, *found.rows) if row]


@pytest.mark.parametrize(
    ("lines", "runs"),
    [
        (["a  b", "c  d"], [(0, 2)]),
        (["a  b"], []),  # one line is none
        (["x", "a  b", "c  d", "x"], [(1, 3)]),
        (["a|b", "---", "c|d", "", "e  f", "g  h"], [(0, 3), (4, 6)]),
        (["  a", "  b"], []),  # set in is no gap
        (["a  b", ""], []),
    ],
)
def test_stretches_of_lines_that_may_be_rows(lines, runs):
    assert list(_runs(lines)) == runs


@pytest.mark.parametrize(
    ("lines", "cells"),
    [
        (["| a | b |", "| c | d |"], [["a", "b"], ["c", "d"]]),
        (["a | b", "c | d"], None),  # neither drawn nor ruled
        (["a | b", "--+--", "c | d"], [["a", "b"], ["c", "d"]]),
        (["| a | b |"], None),  # one row
        (["| a |", "| b |"], None),  # one column
        (["| a | b |", "| c |"], None),
        (["| a | b |", "| c | d | e |"], None),
        (["| a | b |", "| c | d"], None),  # one row is not drawn to its end
    ],
)
def test_cells_between_bars(lines, cells):
    assert rows(_barred(lines)) == cells


ALIGNED = ["Port     Tons  Ships", "Velm     10    2", "Orlen    11    3"]


@pytest.mark.parametrize(
    ("lines", "is_table"),
    [
        (ALIGNED, True),
        (ALIGNED[:2], False),  # two rows
        (["Port     Tons", "Velm     10", "Orlen    11"], False),  # two columns
        ([*ALIGNED, "Mere"], False),  # a row of one cell
        ([*ALIGNED, "Mere     12"], True),  # a gap
        ([*ALIGNED, "Mere     12", "Ulm      13"], True),  # three whole rows of five
        ([*ALIGNED, "Mere     12", "Ulm      13", "Ost      14"], False),  # of six
        ([*ALIGNED, "Me  1"], False),  # two cells below one
        ([*ALIGNED, "Mere   1"], False),  # a cell below none
        ([*ALIGNED[:1], "-------  ----  -----", *ALIGNED[1:]], True),
    ],
)
def test_cells_below_each_other(lines, is_table):
    assert (_aligned(lines) is not None) == is_table


def test_a_table_ends_where_its_lines_end():
    found = tables_in(["It is:", *ALIGNED, "", "Gone."])
    assert [(start, end) for start, (end, _) in found.items()] == [(1, 4)]


# --- cells over several rows or columns of a page -------------------------------------------------


@pytest.mark.parametrize(
    ("value", "span"), [("2", 2), (" 3 ", 3), ("0", 1), ("1", 1), ("", 1), ("x", 1), ("-2", 1)]
)
def test_spans(value, span):
    assert _span(value) == span


def test_a_cell_reaches_down_as_many_rows_as_it_says():
    down, first, second = {1: (2, "x"), 2: (1, "y")}, ["a"], ["b"]
    _take_down(down, first)
    assert first == ["a", "x", "y"] and down == {1: (1, "x")}
    _take_down(down, second)
    assert second == ["b", "x"] and down == {}


COPIED = "name\tcity\trole\nOlga Berg of the long pier\tTurku\tbuyer\nIda Moe\tVelm\tclerk\n"


def test_a_table_copied_out_of_a_sheet_is_rows():
    assert blocks("a.txt", f"Who works where, by the end of May.\n\n{COPIED}")[1:] == [
        ("row", "name: Olga Berg of the long pier; city: Turku; role: buyer."),
        ("row", "name: Ida Moe; city: Velm; role: clerk."),
    ]


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        (COPIED, True),
        ("port\ttons\nVelm\t10\nOrlen\t11", True),  # the first line names both
        ("Olga\tTurku\nIda\tVelm\nTom\tGraz", False),  # a list of two columns
        ("From:\tOlga\tBerg\nTo:\tIda\tMoe\nOf:\tMay\t3", False),  # fields
        ("\ta\tb\n\tc\td\n\te\tf", False),  # set in
        ("a\tb\tc\nd\te\tf", False),  # two lines
        ("a\tb\tc\nd\te\nf\tg\th", False),
        ("a\tb|\tc\nd\te\tf\ng\th\ti", False),
    ],
)
def test_what_tabs_draw(text, drawn):
    assert (tabs_as_bars(text) != text) is drawn
