"""What can be done with a name or a word: its parts, its letters, how many there are."""

from __future__ import annotations

import re
from itertools import combinations

from graphrag.language.names import BEFORE_NAMES

_BEHIND = re.compile(r"(?:, | \(| (?:of|the) (?=[A-ZÀ-Þ])).*$")  # ", Lord of Ross", " of Velm"
_NUMERAL = re.compile(r"[IVXL]+|(?:Jr|Sr)\.?")
_GROUPS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<![aeiouyl])e$|(?<=[aeiouy]l)e$")
_VOWELS = frozenset("aeiou")


def bare_name(text: str) -> str:
    """A person's name without rank, number and seat: "Edward Fortunatus" of "Margrave Edward
    Fortunatus of Baden"; as it is where nothing would be left.
    """
    words = _BEHIND.sub("", text.strip()).split()
    while len(words) > 1 and words[0].rstrip(".").lower() in BEFORE_NAMES:
        words = words[1:]
    while len(words) > 1 and _NUMERAL.fullmatch(words[-1]):
        words = words[:-1]
    return " ".join(words) or text.strip()


def first_name(text: str) -> str:
    """The first word of a name."""
    return bare_name(text).split()[0]


def last_name(text: str) -> str | None:
    """The last word of a name; None of a single word, which may be either."""
    words = bare_name(text).split()
    return words[-1] if len(words) > 1 else None


def middle_name(text: str) -> str | None:
    """What stands between first and last name; None where nothing does."""
    return " ".join(bare_name(text).split()[1:-1]) or None


def both_names(text: str) -> str | None:
    """First and last name in one, with nothing between; None of a single word."""
    last = last_name(text)
    return first_name(text) + last if last else None


def letters_of(text: str) -> str:
    """Its letters alone."""
    return "".join(char for char in text if char.isalpha())


def letter_at(text: str, place: int) -> str:
    """The letter at a place from 0, or from the end; "" where there is none."""
    letters = letters_of(text)
    return letters[place] if -len(letters) <= place < len(letters) else ""


def initials(text: str) -> str:
    """The first letters of its words that have a capital: "EC" of "Exeter College"."""
    return "".join(word[0] for word in text.split() if word[0].isupper())


def both_initials(text: str) -> str | None:
    """The first letters of first name and last name."""
    last = last_name(text)
    return first_name(text)[0] + last[0] if last else None


def counted(text: str, what: str, which: str = "") -> str:
    """How many letters, vowels, consonants or syllables; of unique or repeated ones each once.

    >>> counted("Matt", "letters"), counted("Matt", "letters", "unique")
    ('4', '3')
    """
    letters = letters_of(text).lower()
    if what == "syllable":
        return str(sum(map(_syllables, text.split())))
    if what == "vowel":
        letters = "".join(char for char in letters if char in _VOWELS)
    elif what == "consonant":
        letters = "".join(char for char in letters if char not in _VOWELS)
    if which == "repeated":
        return str(sum(letters.count(char) > 1 for char in set(letters)))
    return str(len(set(letters)) if which else len(letters))


def times_of(text: str, letter: str) -> str:
    """How often it has a letter."""
    return str(text.lower().count(letter.lower()))


def more_vowels(text: str) -> str:
    """How many more vowels than consonants, or fewer, it has."""
    return str(abs(int(counted(text, "vowel")) - int(counted(text, "consonant"))))


def pairs_of(text: str) -> str:
    """How many different pairs of its letters there are, whatever their order."""
    letters = letters_of(text).lower()
    return str(len({tuple(sorted(pair)) for pair in combinations(letters, 2)}))


def backwards(text: str) -> str:
    """From its end to its beginning, in small letters."""
    return text[::-1].lower()


def sorted_letters(text: str) -> str:
    """Its letters in the order of the alphabet, in small letters."""
    return "".join(sorted(letters_of(text).lower()))


def code_of(text: str, code: str) -> str | None:
    """The number of one character, in tens, in twos or in sixteens; None of several."""
    if len(text) != 1:
        return None
    return {"binary": f"{ord(text):b}", "hexadecimal": f"{ord(text):x}"}.get(code, str(ord(text)))


def _syllables(word: str) -> int:
    return max(1, len(_GROUPS.findall(_SILENT.sub("", word.lower()))))
