"""Characters of words, in any script: one form for text, and what belongs to a word.

Text is kept in Unicode's composed form (NFC), so that "é" is one letter however it was typed.
Marks that no composed letter has (vowel signs of Indic scripts, points of Hebrew) belong to the
letter before them: a word does not end at one.
"""

from __future__ import annotations

import unicodedata
from itertools import chain

# Marks stand in these blocks; the ideographs and syllables between them have none.
_BLOCKS = (range(0x300, 0x3100), range(0xA600, 0xAC00), range(0xFB00, 0x10000))


def _marks() -> str:
    """The combining marks as ranges of a character class."""
    found: list[list[int]] = []
    for number in chain(*_BLOCKS):
        if unicodedata.category(chr(number)).startswith("M"):
            if found and found[-1][1] == number - 1:
                found[-1][1] = number
            else:
                found.append([number, number])
    return "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in found)


MARKS = _marks()
_LATIN_ENDS, _WIDE = "\u0250", "\u1e00"  # Basic to Extended-B; Extended Additional
# Patterns of a run of letters and digits, and of letters alone. Unmarked text pays nothing.
WORD = rf"[^\W_]+(?:[{MARKS}]+[^\W_]*)*"
LETTERS = rf"[^\W\d_]+(?:[{MARKS}]+[^\W\d_]*)*"


def composed(text: str) -> str:
    """`text` in NFC: an accent that stands alone joins its letter."""
    return unicodedata.normalize("NFC", text)


def is_latin(text: str) -> bool:
    """At least half of the letters are Latin ones, or there are no letters.

    >>> is_latin("Wer baute die Mühle?"), is_latin("誰建造了這座磨坊？ (Harrow)")
    (True, False)
    """
    letters = [char for char in text if char.isalpha()]
    known = sum(char < _LATIN_ENDS or _WIDE <= char < "\u1f00" for char in letters)
    return 2 * known >= len(letters)


# Ends of sentences of scripts that write no space after them, or have a stop of their own.
SENTENCE_END = r"(?<=[。！？｡])[」』”’）】》〉]*\s*|(?<=[।॥])\s*|(?<=[؟۔።።։])\s+"
# Letters of scripts that put no space between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
UNSPACED = (
    "\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\u0e01-\u0e5b\u0e81-\u0edf\u1000-\u109f\u1780-\u17ff"
    "\U00020000-\U0003fffd"
)


def bigrams(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Where each two letters side by side of a run without spaces lie; a run of one is itself."""
    if len(text) < 3:
        return [(start, start + len(text))]
    return [(start + at, start + at + 2) for at in range(len(text) - 1)]
