"""Which passages stand next to each other."""

import pytest

from graphrag.datatypes import Passage
from graphrag.storage.neighbours import neighbours


def beside(*rows):
    """Ids before and after each passage, of (id, document, title) with the start of its place."""
    passages = [
        Passage(name, document, title, "Text.", start, start + 5)
        for start, (name, document, title) in enumerate(rows)
    ]
    ids = [*(passage.id for passage in passages), None]  # the last for nobody
    found = neighbours(passages)
    pairs = zip(found["before"].tolist(), found["after"].tolist(), strict=True)
    return {ids[n]: (ids[before], ids[after]) for n, (before, after) in enumerate(pairs)}


def test_pieces_of_a_document_stand_as_it_has_them():
    found = beside(("a#1", "a", "A"), ("b#0", "b", "A"), ("a#0", "a", "A"))
    assert found == {"a#1": (None, "a#0"), "a#0": ("a#1", None), "b#0": (None, None)}


def test_pieces_of_documents_with_one_title_do_not_count_on():
    found = beside(("a1", "a", "A"), ("a2", "a", "A"), ("a3", "b", "A"))
    assert found == {"a1": (None, "a2"), "a2": ("a1", None), "a3": (None, None)}


def test_lines_of_one_title_stand_in_the_order_of_their_numbers():
    found = beside(*((f"talk-{n}", f"talk-{n}", "Talk") for n in (10, 12, 8, 9)))
    assert found == {
        "talk-8": (None, "talk-9"),
        "talk-9": ("talk-8", "talk-10"),
        "talk-10": ("talk-9", None),
        "talk-12": (None, None),
    }


@pytest.mark.parametrize(
    ("first", "second", "are"),
    [
        (("x1", "x1", "Talk"), ("x2", "x2", "Talk"), True),
        (("x1", "x1", "Ann"), ("x2", "x2", "Ben"), False),  # two pages that happen to count
        (("x1", "x1", ""), ("x2", "x2", ""), False),  # no title is not a shared one
        (("x009", "x009", "T"), ("x010", "x010", "T"), True),
        (("a1", "a1", "T"), ("b2", "b2", "T"), False),
        (("a", "a", "T"), ("b", "b", "T"), False),
        (("x1", "x1", "T"), ("x3", "x3", "T"), False),
    ],
)
def test_which_lines_are_read_one_after_the_other(first, second, are):
    wanted = (second[0], None) if are else (None, None)
    assert beside(first, second)[first[0]] == wanted[::-1]
