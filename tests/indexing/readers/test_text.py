"""Plain text: what is a title, a heading, a paragraph, an item; which line ends mean something."""

import textwrap
import time
from pathlib import Path

import pytest

from indexing.readers.formats import read
from indexing.readers.lines import keeps_hyphen, numeral, unwrap

PROSE = (
    "The Delta Works were founded in 1987 by Anna Kovacs, who built the first hall with her own "
    "hands. Its first director, chosen by the board after a long dispute, was the engineer Radu "
    "Kovacs of Cluj. Pella Glass bought the works in 2004 and closed them two years later."
)


def blocks(source, name="contacts.txt"):
    (document,) = read(Path(name), source.encode()).documents
    return document.title, [(b.kind, document.text[b.start : b.end]) for b in document.blocks]


def test_lines_that_end_where_their_author_ended_them_stay_apart():
    said = (
        "Priya Raman runs the quality laboratory in Lisbon",
        "Tomas Eklund buys the resin in Porto",
        "Ivo Brandt audits both sites from Ghent",
    )
    title, found = blocks("\n".join(said))
    assert title == "contacts"
    assert [text for _, text in found] == list(said)


@pytest.mark.parametrize("width", [44, 60, 72, 79])
def test_lines_that_were_broken_at_a_width_are_joined(width):
    _, found = blocks("\n\n".join(textwrap.fill(PROSE, width) for _ in range(2)))
    assert [text for _, text in found] == [PROSE, PROSE]


def test_a_title_stays_in_the_text():
    title, found = blocks("Port Ems\n\nPort Ems is a town on\nthe Grey Sea.")
    assert title == "Port Ems"
    assert found == [
        ("paragraph", "Port Ems"),
        ("paragraph", "Port Ems is a town on the Grey Sea."),
    ]


def test_headings_items_and_fields():
    source = (
        "MINUTES\n\nDate: 4 March 2021\nAuthor: Olga Berg\n\nBUDGET\n  It was "
        "kept.\n\nNext steps\n----------\n- ask Ivo\n- ask\n  Tomas\n1. call Priya\n\n\f"
    )
    title, found = blocks(source)
    assert title == "MINUTES"
    assert found == [
        ("paragraph", "MINUTES"),
        ("field", "Date: 4 March 2021"),
        ("field", "Author: Olga Berg"),
        ("heading", "BUDGET"),
        ("paragraph", "It was kept."),
        ("heading", "Next steps"),
        ("item", "- ask Ivo"),
        ("item", "- ask Tomas"),
        ("item", "1. call Priya"),
    ]


def test_turns_of_a_conversation_stay_apart():
    source = "Anna: I founded it in 1987 and I built the first hall with my own hands.\nBen: Why?"
    assert [text for _, text in blocks(source)[1]] == source.split("\n")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("It is well-\nknown.", "It is well-known."),
        ("A state-of-the-\nart hall.", "A state-of-the-art hall."),
        ("By Anne-\nMarie Holm.", "By Anne-Marie Holm."),
        ("An exam-\nple of it.", "An example of it."),
        ("A long-\nterm lease.", "A long-term lease."),
        ("The confer-\nence ended.", "The conference ended."),
        ("Twenty-\none years.", "Twenty-one years."),
        ("Donaudampf-\nschiff", "Donaudampfschiff"),
    ],
)
def test_hyphens_at_line_ends(source, text):
    assert unwrap(source) == text


def test_many_broken_lines_are_joined_soon():
    started = time.process_time()
    blocks("a-\n" * 30_000)
    assert time.process_time() - started < 5


def test_a_hyphen_belongs_to_two_words():
    assert keeps_hyphen("self", "taught") and not keeps_hyphen("govern", "ment")


@pytest.mark.parametrize(
    ("line", "heads"), [("FAQ", True), ("THE PIER", True), ("A. B.", False), ("OK", False)]
)
def test_a_line_in_capitals_heads_what_follows_where_it_holds_a_word(line, heads):
    _, found = blocks(f"Notes\n\nThe first paragraph ends here.\n\n{line}\nIt was kept.")
    assert (("heading", line) in found) == heads


@pytest.mark.parametrize(
    ("number", "kind", "told"),
    [
        (1, "loweralpha", "a"),
        (26, "upperalpha", "Z"),
        (27, "loweralpha", "27"),
        (0, "alpha", "0"),
        (3, "lowerroman", "3"),
    ],
)
def test_how_an_item_of_a_list_is_counted(number, kind, told):
    assert numeral(number, kind) == told
