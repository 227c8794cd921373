"""Which differences between two texts are of no weight: furniture of pages, articles, hyphens."""

import pytest

from indexing.readers.differences import _apart, _count_on, say_the_same, wording

TEXT = (
    "The pier of Velm was built by Otto Brand in 1888.",
    "It is long, and boats lie there in winter.",
    "Nobody may fish from it after dark.",
)


def same(one, other):
    return say_the_same(wording("\n".join(one)), wording("\n".join(other)))


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (TEXT, True),
        ((TEXT[0].replace("1888", "1889"), *TEXT[1:]), False),
        ((*TEXT[:2], TEXT[2].replace("may", "may not")), False),
        ((TEXT[0].replace("The pier", "Pier"), *TEXT[1:]), True),
        ((TEXT[0], "Page 1", TEXT[1], "Page 2", TEXT[2], "Page 3"), True),
        ((*TEXT, "It was sold in 1930."), False),
        (TEXT[:2], False),
    ],
)
def test_what_counts(other, alike):
    assert same(TEXT, other) == same(other, TEXT) == alike


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("a b c d e f", "a b c d e f", []),
        ("a b c d e f", "a b c x e f", [((3, 4), (3, 4))]),
        ("a b c d e f", "a b c d e f g", [((6, 6), (6, 7))]),
        ("x a b c d", "a b c d", [((0, 1), (0, 0))]),
        ("a b c d e f g h", "a b c d e g h", [((5, 6), (5, 5))]),
    ],
)
def test_the_stretches_between_what_two_texts_share(one, other, apart):
    assert list(_apart(one.split(), other.split())) == apart


def test_numbers_of_pages_count_on_or_begin_anew():
    assert _count_on([3, 4, 5]) and _count_on([1, 2, 1, 2]) and _count_on([7])
    assert not _count_on([1, 3]) and not _count_on([2, 1, 0])
