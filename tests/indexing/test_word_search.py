"""Words are found at once where Python's `find` finds them one by one."""

import random

import pytest

from indexing.word_search import plain_ascii, plain_texts

WORDS = (
    "anna",
    "ann",
    "an",
    "a",
    "obrien",
    "lake",
    "é",
    "éric",
    "東京",
    "東京都",
    "1932",
    "x",
    "never",
)
PIECES = (
    "Anna",
    "O'Brien's",
    "lake",
    "An",
    "''",
    "Éric",
    "東京都",
    "1932",
    "ann`",
    "\n",
    ",",
    "’’",
    "𝔸",
)


def texts(ascii_only: bool) -> list[str]:
    rng = random.Random(7)
    pieces = [piece for piece in PIECES if piece.isascii() or not ascii_only]
    return [
        " ".join(rng.choices(pieces, k=rng.randrange(9))) + rng.choice(("", "an", "anna"))
        for _ in range(400)
    ]


@pytest.mark.parametrize("ascii_only", [True, False])
def test_texts_that_have_a_word(ascii_only, monkeypatch):
    monkeypatch.setattr("indexing.word_search._BLOCK", 50)  # words lie across blocks
    some = texts(ascii_only)
    searched = (plain_ascii if ascii_only else plain_texts)(some)
    plain = [searched[number] for number in range(len(some))]
    found = searched.having(WORDS)
    assert found == {word: [n for n, t in enumerate(plain) if word in t] for word in WORDS}
    assert found["anna"]
    assert not found["never"]


def test_both_ways_make_the_same_of_ascii():
    some = [*texts(True), "a''b", "O`Neill's", ""]
    one, other = plain_ascii(some), plain_texts(some)
    assert [one[n] for n in range(len(some))] == [other[n] for n in range(len(some))]
    assert one[400] == "a b"


@pytest.mark.parametrize("plain", [plain_ascii, plain_texts])
@pytest.mark.parametrize("some", [[], [""], ["a"], ["ab", ""]])
def test_few_letters(plain, some):
    searched = plain(some)
    assert searched.having(["a", "abc"]) == {
        "a": [n for n, text in enumerate(some) if "a" in text],
        "abc": [],
    }
    assert searched.having([]) == {}
