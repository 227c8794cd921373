"""Which lines of plain text head what follows: each bound from both of its sides."""

import pytest

from indexing.readers.lines import (
    is_soft,
    item_of,
    join,
    keeps_hyphen,
    numeral,
    own_words,
    tidy,
    unwrap,
    width_of,
)
from indexing.readers.text import (
    _depth,
    _hangs,
    _headings,
    _heads_section,
    _over_pages,
    _underlined,
    heading_of,
)

LONG = "x" * 61  # longer than a heading
SHORT = "x" * 60


def heads(*lines):
    return list(_headings(lines))


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("Docks", "", LONG), [0]),
        (("Docks", "", SHORT), []),
        (("Docks", "", "- rope"), [0]),
        (("Docks", "", "  set in"), [0]),
        (("D", "", LONG), []),  # one character
        (("Do", "", LONG), [0]),
        (("D" + "o" * 59, "", LONG), [0]),
        (("D" + "o" * 60, "", LONG), []),
        (("docks", "", LONG), []),
        (("Docks.", "", LONG), []),
        (("Docks", LONG), []),  # not alone
        (("DOCKS", LONG), [0]),  # in capitals it need not be
        (("before", "DOCKS", LONG), []),
        (("before", "", "Docks", "", LONG), [2]),
        (("before", "Docks", "", LONG), []),
        (("7-7", LONG), []),
        (("Docks", "=====", "x"), [0]),
        (("before", "Docks", "---", "x"), [1]),
        (("Docks", "--", "x"), []),  # two marks are no line
        (("Docks", "-=-", "x"), []),
        (("Docks",), []),
        (("Docks", "", "", LONG), [0]),
        ((" " * 10 + "Docks", "", "x"), [0]),  # in the middle
        ((" " * 9 + "Docks", "", "x"), []),
        ((" " * 10 + "Docks", "", " " * 10 + "x"), [0]),
        (("Docks", "", "x"), []),
        (("- Docks", "", LONG), []),
    ],
)
def test_lines_without_a_number(lines, found):
    assert heads(*lines) == found


@pytest.mark.parametrize(
    ("lines", "position", "head"),
    [
        (("1. Docks", "", LONG), 0, True),
        (("1. Docks", "", SHORT), 0, False),
        (("1. Docks", "", "It is."), 0, True),
        (("1. Docks", "", "  set in"), 0, True),
        (("1. Docks", LONG), 0, False),
        (("1. DOCKS", "x"), 0, True),
        (("1. Docks.", "", LONG), 0, False),
        (("1. Docks",), 0, False),
        (("1. Docks", ""), 0, False),
        (("1. Rope", "", "2. Tar", "", LONG), 2, False),  # the last of a list
        (("before", "1. Docks", "", LONG), 1, False),
        (("before", "", "1. Docks", "", LONG), 2, True),
        (("1. Docks", "", "1.1 Berths"), 0, True),  # deeper
        (("1.1 Docks", "", "1. Berths"), 0, False),
        (("1. Docks", "", "2. Berths"), 0, False),
    ],
)
def test_lines_with_a_number(lines, position, head):
    assert _heads_section(lines, position) == head


@pytest.mark.parametrize(
    ("line", "depth"), [("1. Docks", 0), ("1 Docks", 0), ("1.2 Docks", 1), ("1.2.3. Docks", 2),
                        ("Docks", 0)],
)  # fmt: skip
def test_depth(line, depth):
    assert _depth(line) == depth


def test_a_line_that_hangs_below_an_item():
    assert _hangs("- rope", "  and tar", 0)
    assert not _hangs("- rope", "and tar", 0)
    assert not _hangs("- rope", "  - tar", 0)
    assert not _hangs("Rope", "  and tar", 0)
    assert not _hangs("- rope", "  and tar", 2)


def test_underlines():
    assert _underlined(("Docks", "***"), 0) and not _underlined(("Docks", "..."), 0)
    assert not _underlined(("Docks",), 0)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("Docks", "", "They are."), "Docks"),
        (("", "***", "Docks", "-----", "They are."), "Docks"),
        (("Docks", "They are."), ""),
        (("Docks.", "", "They are."), ""),
        (("Docks", ""), ""),
        (("Docks",), ""),
        (("x" * 100, "", "They are."), "x" * 100),
        (("x" * 101, "", "They are."), ""),
        (("1. Docks", "", "They are."), ""),
    ],
)
def test_the_first_line_is_the_title_where_it_stands_alone(lines, title):
    assert heading_of(lines) == title


@pytest.mark.parametrize(
    ("pages", "lines"),
    [
        ((["It is", ""], ["", "long."]), ["It is", "long."]),
        ((["It is."], ["long."]), ["It is.", "", "long."]),
        ((["It is"], ["Long."]), ["It is", "", "Long."]),
        (([], ["long."]), ["long."]),
        ((["It is"], [], ["long."]), ["It is", "long."]),  # over an empty page
    ],
)
def test_a_sentence_goes_on_over_a_page(pages, lines):
    assert _over_pages(pages) == lines


# --- widths -------------------------------------------------------------------------------------

FULL = ["x" * 44 + " aaaaa"] * 5  # of 50 characters, and no next word would have fitted


@pytest.mark.parametrize(
    ("lines", "width"),
    [
        (FULL, 50),
        (FULL[:4], 0),  # three line ends of 50 characters say nothing
        (["x" * 54 + " aaaaa"] * 2, 60),  # one of 60 does
        (["x" * 53 + " aaaaa"] * 2, 0),
        (["x" * 34 + " aaaaa"] * 6, 40),
        (["x" * 33 + " aaaaa"] * 6, 0),  # too narrow
        (["aaaaa"], 0),
        ([FULL[0], "- rope"] * 5, 0),  # items
        ([FULL[0], ""] * 5, 0),  # paragraphs
        (["aa " * 16 + "aa", "aaa"] * 5, 0),  # 5 of 9 ends are soft
    ],
)
def test_the_width_that_lines_were_broken_at(lines, width):
    assert width_of(lines) == width


@pytest.mark.parametrize(
    ("line", "after", "width", "soft"),
    [
        ("It is", "long", 0, True),
        ("It is", "Long", 0, False),
        ("It is", "- long", 0, False),
        ("It is", "Ada: long", 0, False),
        ("exam-", "Ple", 0, True),
        ("exam-", "7", 0, False),
        # 5 + 1 + 4 characters; one less would have been let be, but for the end of a sentence
        ("It is", "Long day", 12, True),
        ("It is", "Long day", 13, False),
        ("It is.", "Long day", 10, True),
        ("It is.", "Long day", 11, False),
    ],
)
def test_lines_that_go_on(line, after, width, soft):
    assert is_soft(line, after, width) == soft


@pytest.mark.parametrize(
    ("line", "after", "whole"),
    [
        ("It is", "long", "It is long"),
        ("exam-", "ple", "example"),
        ("well-", "known", "well-known"),
        ("vice-presi-", "dent", "vice-presi-dent"),  # after a hyphen within the word
        ("mid-", "Atlantic", "mid-Atlantic"),
        ("EXAM-", "PLE", "EXAMPLE"),
        ("5-", "7", "5- 7"),
        ("exam-", "7", "exam- 7"),
    ],
)
def test_two_lines_as_one(line, after, whole):
    assert join(line, after) == whole


def test_a_hyphen_stays_between_two_words():
    assert keeps_hyphen("well", "known") and not keeps_hyphen("to", "day")
    assert not keeps_hyphen("exam", "ple") and not keeps_hyphen("presi", "known")


def test_tidy_lines():
    assert tidy("a  \r\nb\r\n\n\n\nc\u2028d\n") == "a\nb\n\nc\nd"
    assert unwrap("It is\nlong.\n\nLong.", 0) == "It is long.\n\nLong."


@pytest.mark.parametrize(
    ("line", "mark"), [("- a", "- "), ("  (12) a", "(12) "), ("iv. a", "iv. "), ("1234. a", ""),
                       ("-a", ""), ("a", "")],
)  # fmt: skip
def test_marks_of_items(line, mark):
    assert item_of(line) == mark


@pytest.mark.parametrize(
    ("number", "kind", "said"),
    [(1, "loweralpha", "a"), (26, "upperalpha", "Z"), (27, "loweralpha", "27"),
     (0, "loweralpha", "0"), (3, "lowerroman", "3"), (3, "arabic", "3")],
)  # fmt: skip
def test_how_a_list_counts(number, kind, said):
    assert numeral(number, kind) == said


def test_a_text_says_itself_how_it_writes_a_parted_word():
    own = own_words(["The OpenQuay guide is a con‐forming one,", "and conforming, well-kept"])
    assert {"openquay", "conforming", "con-forming", "well-kept"} <= own
    assert join("the Open-", "Quay guide", own) == "the OpenQuay guide"
    assert join("the Open-", "Quay guide") == "the Open-Quay guide"
    assert join("a well-", "kept rope", own) == "a well-kept rope"
    assert join("a con-", "forming rope", {"conforming"}) == "a conforming rope"
    assert join("a con-", "forming rope", own) == "a con-forming rope"
