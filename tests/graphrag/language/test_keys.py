"""How names are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphrag.language.keys import fold, longest_matches, name_key, tokens, without_bracket


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The B-52's", ("b", "52")),
        ("AT&T", ("at", "t")),
        ("O'Neill", ("oneill",)),
        ("O’Neill’s", ("oneill",)),
        ("the Beatles", ("beatles",)),
        ("The", ("the",)),
        ("The The", ("the",)),
        ("Ada  LANE", ("ada", "lane")),
        ("Ångström", ("ångström",)),
        ("Straße", ("strasse",)),
        ("Лев Толстой", ("лев", "толстой")),
        ("東京", ("東京",)),
        ("snake_case", ("snake", "case")),
        ("3.14", ("3", "14")),
        ("…!?", ()),
        ("", ()),
    ],
)
def test_keys(name, key):
    assert name_key(name) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [("AT&T", "At&t"), ("The Beatles", "Beatles"), ("St. Ives", "st ives"), ("Lane's", "Lane")],
)
def test_one_name_written_in_two_ways(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ångström", "Angstrom"), ("Lane", "Lanes"), ("Devotion", "Devotion (1929 film)")],
)
def test_two_names(one, other):
    assert name_key(one) != name_key(other)


def test_tokens_know_where_they_stand():
    text = "Ada’s “Tide”, 1950"
    assert [(t.key, text[t.start : t.end]) for t in tokens(text)] == [
        ("ada", "Ada"),
        ("tide", "Tide"),
        ("1950", "1950"),
    ]


@given(st.text(max_size=60))
def test_tokens_lie_in_the_text_in_order(text):
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert token.key
        end = token.end


@given(st.text(max_size=60))
def test_keys_do_not_depend_on_case_where_case_can_be_undone(text):
    if text.upper().casefold() == text.casefold():
        assert name_key(text.upper()) == name_key(text)


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Devotion (1929 film)", "Devotion"),
        ("Devotion [play]", "Devotion"),
        ("Devotion (film) (1929)", "Devotion (film)"),
        ("(untitled)", "(untitled)"),
        ("Sum (a) of parts", "Sum (a) of parts"),
        ("Plain", "Plain"),
    ],
)
def test_without_bracket(title, bare):
    assert without_bracket(title) == bare


def test_fold_removes_accents_and_case():
    assert fold("Čapek ÉTÉ") == "capek ete"


def test_the_longest_known_name_wins_from_the_left():
    known = dict.fromkeys([("long", "tide"), ("the", "long", "tide"), ("tide",), ("by", "ada")])
    words = tokens("Was The Long Tide by Ada or a tide?")
    assert list(longest_matches(words, known, 3)) == [(1, 4), (4, 6), (8, 9)]
    assert list(longest_matches(words, known, 1)) == [(3, 4), (8, 9)]
    assert list(longest_matches([], known, 3)) == []
