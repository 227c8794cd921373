"""Names in their parts, and letters counted."""

from __future__ import annotations

import pytest

from graphrag.reading.reckoning import spelling


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("Margrave Edmund Falk of Velm", "Edmund Falk"),
        ("Walter Holm, Lord of Orme", "Walter Holm"),
        ("Dr. Ada Lane", "Ada Lane"),
        ("Otto Brand III", "Otto Brand"),
        ("Sir", "Sir"),
        ("Jan van Os", "Jan van Os"),
    ],
)
def test_rank_number_and_seat_are_no_part_of_a_name(written: str, bare: str) -> None:
    assert spelling.bare_name(written) == bare


def test_a_single_word_is_no_last_name() -> None:
    assert spelling.first_name("Dmitri") == "Dmitri"
    assert spelling.last_name("Dmitri") is None
    assert spelling.both_initials("Dmitri") is spelling.both_names("Dmitri") is None
    assert spelling.middle_name("Ada Lane") is None
    assert spelling.middle_name("Ada Mary Lane") == "Mary"


@pytest.mark.parametrize(
    ("what", "which", "number"),
    [
        ("letter", "", "5"),
        ("letter", "unique", "4"),
        ("letter", "repeated", "1"),
        ("vowel", "", "3"),
        ("consonant", "", "2"),
        ("syllable", "", "3"),
    ],
)
def test_what_is_counted(what: str, which: str, number: str) -> None:
    assert spelling.counted("Amina", what, which) == number


@pytest.mark.parametrize(("word", "syllables"), [("Rose", 1), ("Table", 2), ("Ida", 2), ("Kry", 1)])
def test_a_last_e_is_silent(word: str, syllables: int) -> None:
    assert spelling.counted(word, "syllable") == str(syllables)


def test_letters() -> None:
    assert spelling.letter_at("O'Neil", 1) == "N"
    assert spelling.letter_at("Ada", 7) == ""
    assert spelling.initials("Exeter College") == "EC"
    assert spelling.times_of("Lulu", "l") == "2"
    assert spelling.more_vowels("Ida") == "1"
    assert spelling.backwards("Lane") == "enal"
    assert spelling.sorted_letters("Lane") == "aeln"
    assert spelling.pairs_of("Tip") == "3"


def test_the_code_of_one_character_alone() -> None:
    assert spelling.code_of("t", "ascii") == "116"
    assert spelling.code_of("y", "binary") == "1111001"
    assert spelling.code_of("y", "hexadecimal") == "79"
    assert spelling.code_of("ty", "ascii") is None
