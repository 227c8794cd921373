"""Headings by their labels, in texts whose format marks none."""

import pytest

from indexing.readers.labelled import labelled
from tests.indexing.readers.one_document import blocks, only

RULES = """The rules of the harbour of Velm

Article I Members

Section 1.1 Who may join

Every owner of a boat may join the club when the dues of the year are paid.

Section 1.2 Dues

The dues are thirty crowns a year, and are paid in May at the latest.

Article II The quay

Section 2.1

No boat lies at the quay for longer than a week without a permit.
"""


def levels(*texts):
    return labelled([("paragraph", text, 0) for text in texts])


def test_labels_are_headings_in_plain_text():
    document = only("rules.txt", RULES)
    assert document.title == "The rules of the harbour of Velm"
    heads = [(block.level, block.path) for block in document.blocks if block.kind == "heading"]
    assert heads == [
        (1, ("Article I Members",)),
        (2, ("Article I Members", "Section 1.1 Who may join")),
        (2, ("Article I Members", "Section 1.2 Dues")),
        (1, ("Article II The quay",)),
        (2, ("Article II The quay", "Section 2.1")),
    ]


def test_below_a_marked_heading_they_lie_deeper():
    page = "<h2>Members</h2><p>§ 1 Joining<p>Anyone may.<p>§ 2 Leaving<p>In May only.</p>"
    assert blocks("a.html", page) == [
        ("heading", "§ 1 Joining"),
        ("paragraph", "Anyone may."),
        ("heading", "§ 2 Leaving"),
        ("paragraph", "In May only."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Section 5 applies to all boats",
        "Section 5 Boats are lifted in May.",
        "Sections 5",
        "Partners",
        "section 5 Boats",
        "Chapter of the guild",
        f"Section 5 {'Boats ' * 20}",
    ],
)
def test_what_only_begins_with_such_a_word_is_text(line):
    assert levels(line, "Text of it.", "Section 6 Cranes", "Text.", "Section 7", "Text.") == {
        2: 1,
        4: 1,
    }


def test_a_list_of_them_heads_nothing_and_neither_does_one_alone():
    assert levels("Section 1 Boats", "Section 2 Cranes", "Section 3 Ropes", "The end.") == {}
    assert levels("Appendix A", "Text of it.") == {}
    assert levels("Chapter 1", "Section 1 Boats", "Text.", "Chapter 2", "Text.", "Section 2") == {
        0: 1,
        3: 1,
    }


def test_a_title_behind_a_sign_may_end_in_a_stop():
    text = "The clerk keeps the rolls of the guild."
    assert levels("§ 10-4. Duties of the clerk.", text, "§ 10-5. Fees.", text) == {0: 1, 2: 1}
    assert not levels("§ 10-4 RULES § 10-9", text, "§ 10-9 RULES § 10-11", text)
