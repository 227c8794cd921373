"""One form for text, and words that do not end at a mark."""

import re
import unicodedata

import pytest

from graphrag.language.keys import name_key, tokens
from graphrag.language.scripts import LETTERS, WORD, composed, is_latin
from graphrag.language.words import terms


def test_composed():
    assert composed("Ca\u0301diz") == "Cádiz"
    assert len(composed("Ca\u0301diz")) == 5


@pytest.mark.parametrize("text", ["x\u0302y", "हिन्दी", "שָׁלוֹם", "Ca\u0301diz", "año2"])
def test_a_word_holds_its_marks(text):
    assert re.findall(WORD, f" {text}, ") == [text]
    assert [text[t.start : t.end] for t in tokens(text)] == [text]
    assert len(name_key(text)) == 1
    assert len(terms(text)) == (
        2 if text == "año2" else 1
    )  # its letters are a term of their own too


def test_letters_end_at_a_digit():
    assert re.findall(LETTERS, "x\u0302y12 ab_c") == ["x\u0302y", "ab", "c"]


def test_every_mark_of_the_common_scripts_is_known():
    marks = [chr(n) for n in range(0x10000) if unicodedata.category(chr(n)).startswith("M")]
    assert all(re.fullmatch(WORD, "a" + mark) for mark in marks)


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Wer baute die Mühle?", True),
        ("Đặng Thái Sơn", True),
        ("1902?", True),
        ("Кто построил мельницу?", False),
        ("من بنى الطاحونة؟", False),
        ("誰建造了這座磨坊？ (Harrow)", False),
        ("Who wrote “三体”?", True),
    ],
)
def test_a_text_is_latin_by_most_of_its_letters(text: str, latin: bool) -> None:
    assert is_latin(text) is latin
