"""Function words by class, stems, families and terms."""

import pytest

from graphrag.language.words import (
    COMMONEST,
    FUNCTION_WORDS,
    OPENERS,
    of_class,
    root,
    stem,
    terms,
)


def test_classes():
    assert of_class("article") == {"a", "an", "the"}
    assert of_class("article", "fragment") == {"a", "an", "the", "s"}
    with pytest.raises(KeyError):
        of_class("verb")


def test_one_table():
    assert COMMONEST <= FUNCTION_WORDS
    assert len(COMMONEST) == 33
    assert {"will", "may"} <= FUNCTION_WORDS - OPENERS  # Will and May are names, too
    assert {"however", "who", "the"} <= FUNCTION_WORDS & OPENERS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wrote", "author"),
        ("directed", "director"),
        ("writers", "writing"),
        ("movies", "film"),
        ("born", "birthplace"),
        ("won", "winner"),
    ],
)
def test_a_family_shares_its_root(one, other):
    assert root(one) == root(other)


def test_other_words_keep_their_own_stem():
    assert root("harbours") == stem("harbours") == stem("harbour")
    assert root("mother") != root("father")
    assert stem("wrote") != stem("author")


def test_terms():
    assert terms("The Dogs' ears, O’Neill's CAFÉ") == ["dog", "ear", "oneil", "cafe"]
