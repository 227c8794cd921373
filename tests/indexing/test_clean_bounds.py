"""What tells an encoding without a mark, and what is no text: each bound from both sides."""

import pytest

from graphrag.errors import DocumentError
from indexing.clean import decode, usable


@pytest.mark.parametrize("coding", ["utf-16-le", "utf-16-be"])
def test_english_in_two_bytes_a_letter(coding):
    assert decode("The pier".encode(coding)) == "The pier"
    assert decode("ab".encode(coding)) == "ab"  # four bytes are enough


def test_fewer_zeros_are_no_such_text():
    """Of ten letters seven have a zero; there have to be more than seven."""
    little = ("abcdefg" + "жжж").encode("utf-16-le")
    more = ("abcdefgh" + "жж").encode("utf-16-le")
    assert decode(more) == "abcdefghжж"
    with pytest.raises(DocumentError):
        decode(little)


def test_control_characters():
    """At most a share of a text is control characters; they are blanks in it."""
    assert usable("a\x00b\x1fc\ud800") == "a b c\ufffd"
    assert usable("a\tb\nc") == "a\tb\nc"
    with pytest.raises(DocumentError, match="too many control"):
        decode(b"\x01\x02\x03")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"\xef\xbb\xbfpier", "pier"),
        ("pier".encode("utf-16"), "pier"),
        ("海".encode("iso2022_jp_2"), "海"),
        ("\u6d77".encode("iso2022_kr"), "\u6d77"),
        (b"costs $B", "costs $B"),
    ],
)
def test_marks_and_shifts(raw, text):
    assert decode(raw) == text
