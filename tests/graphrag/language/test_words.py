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


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("restic v0.14.0 (and 0.14.0)", ["0.14.0", "0.14.0"]),
        ("Set WORKER_CONNECTIONS or _x in api.data.gov.", ["worker_connections", "api.data.gov"]),
        ("INC-2024-014, C-24-180, VTA/F/32", ["inc-2024-014", "c-24-180", "vta/f/32"]),
        ("a 20th-century, 10-year plan, and/or 1980-1985 in the U.S. e.g.", []),
    ],
)
def test_a_code_is_a_term_of_its_own_beside_its_parts(text, whole):
    assert [term for term in terms(text) if not term.isalnum()] == whole
    assert "2024" in terms("INC-2024-014")
