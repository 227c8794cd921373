"""The operations that a question can ask for, each by the words that ask for it.

A pattern is matched against what stands between "What is the" and the question mark. Its group `of`
is what the operation is done with, which may be another one: "ASCII code of [the last letter of
[the first name of [the drummer]]]". Puzzles ask so, and people who count days.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from graphrag.language.numbers import NUMBER_WORD, value_of
from graphrag.reading.reckoning import date_steps, digits, spelling

Match = re.Match[str]
Work = Callable[[Match, str], str | None]

_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1, "final": -1}
_PLACE = "|".join(_PLACES)
_OF = r"(?P<of>.+?)"
_CASE = r"(?: in (?P<case>lower|upper)[ -]?case)?"
_UNIT = r"(?P<unit>day|week|fortnight|month|year|decade|century|centurie)s?"
_NUMBER = rf"(?P<number>\d{{1,12}}(?:\.\d{{1,9}})?|an?|{NUMBER_WORD})"
_SIGNS = {"add": "+", "subtract": "-", "multiply": "*"}


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation.

    Attributes:
        pattern: the words that ask for it; its group `of` is what it is done with.
        says: what it gives, with the pattern's groups: "the {place} letter".
        work: from the match and the value; None where it cannot be done with that.
        wants: what kind of value it is done with: "person", "name", "time" or "number".
    """

    pattern: re.Pattern[str]
    says: str
    work: Work
    wants: str

    def said(self, match: Match) -> str:
        """What it gives, in the words of the question."""
        return self.says.format_map({name: part or "" for name, part in match.groupdict().items()})


def _name_part(match: Match, text: str) -> str | None:
    part = match["part"].lower()
    if part == "middle":
        return spelling.middle_name(text)
    return spelling.first_name(text) if part in ("first", "given") else spelling.last_name(text)


def _cased(match: Match, text: str | None) -> str | None:
    case = (match["case"] or "").lower()
    return {"lower": str.lower, "upper": str.upper}[case](text) if text and case else text


def _coded(match: Match, text: str) -> str | None:
    return spelling.code_of(_cased(match, text) or "", match["code"].lower())


def _counted(match: Match, text: str) -> str:
    return spelling.counted(text, match["what"].lower(), match["which"].strip().lower())


def _two_digits(match: Match, text: str) -> str | None:
    own = digits.digits_of(text)
    two = [digits.digit_at(own, _PLACES[match[place].lower()]) for place in ("place", "other")]
    return None if None in two else "".join(map(str, two))


def _worked_out(match: Match, text: str) -> str | None:
    return digits.worked_out(text, _SIGNS[match["sign"].lower()], number(match["number"]))


def _moved(match: Match, text: str) -> str | None:
    count = int(number(match["count"])) * (-1 if match["way"].lower() == "before" else 1)
    moved = date_steps.moved(text, count, match["unit"].lower())
    return date_steps.year_of(moved) if moved and match["what"].lower() == "year" else moved


def number(said: str) -> float:
    """The number that "3", "three" or "a" says."""
    return float(said) if said[0].isdigit() else value_of(said) or 1.0


_PERSONS: tuple[tuple[str, str, Work], ...] = (
    (
        rf"(?P<part>first|last|given|family|middle) name of {_OF}",
        "the {part} name",
        _name_part,
    ),
    (
        rf"concatenation of the first letters of the first names? and last names? of {_OF}{_CASE}",
        "the first letters of first and last name",
        lambda m, text: _cased(m, spelling.both_initials(text)),
    ),
    (
        rf"combined length of the first names? and (?:the )?last names? of {_OF}",
        "the number of letters of first and last name",
        lambda m, text: (both := spelling.both_names(text)) and spelling.counted(both, "letter"),
    ),
)
_NAMES: tuple[tuple[str, str, Work], ...] = (
    (
        rf"(?P<code>ascii|unicode|binary|hexadecimal) code of {_OF}{_CASE}",
        "its {code} code",
        _coded,
    ),
    (
        rf"(?P<place>{_PLACE}) letter (?:of|in) {_OF}{_CASE}",
        "the {place} letter",
        lambda m, text: _cased(m, spelling.letter_at(text, _PLACES[m["place"].lower()])) or None,
    ),
    (
        rf"initials of (?:the name of )?{_OF}",
        "the initials",
        lambda m, text: spelling.initials(text) or None,
    ),
    (
        r"(?:total )?number of (?P<which>(?:unique|distinct|different|repeated) |)"
        rf"(?P<what>letter|vowel|consonant|syllable)s (?:in|of) {_OF}",
        "the number of {which}{what}s",
        _counted,
    ),
    (
        rf"number of times of (?P<letter>\w) in {_OF}",
        "how many times it has {letter}",
        lambda m, text: spelling.times_of(text, m["letter"]),
    ),
    (
        rf"number of vowels above consonants in {_OF}",
        "how many more vowels than consonants it has, or fewer",
        lambda m, text: spelling.more_vowels(text),
    ),
    (
        rf"number of two-letter combinations in {_OF}",
        "the number of different pairs of letters",
        lambda m, text: spelling.pairs_of(text),
    ),
    (
        rf"reverse (?:order )?of the letters (?:in|of) {_OF}",
        "the letters in reverse order",
        lambda m, text: spelling.backwards(text),
    ),
    (
        rf"alphabetical order of the letters (?:in|of) {_OF}",
        "the letters in alphabetical order",
        lambda m, text: spelling.sorted_letters(text),
    ),
)
_NUMBERS: tuple[tuple[str, str, Work], ...] = (
    (
        rf"sum of all (?:the )?digits in the day,? month,? and year of {_OF}",
        "the sum of the digits of day, month and year",
        lambda m, text: digits.sum_of(digits.all_digits(text)),
    ),
    (
        rf"sum of (?:all )?(?:the )?digits (?:of|in) {_OF}",
        "the sum of the digits",
        lambda m, text: digits.sum_of(digits.digits_of(text)),
    ),
    (
        rf"product of (?:all )?(?:the )?digits (?:of|in) {_OF}",
        "the product of the digits",
        lambda m, text: digits.product_of(digits.digits_of(text)),
    ),
    (
        rf"concatenation of the (?P<place>{_PLACE}) and (?P<other>{_PLACE}) digits? of {_OF}",
        "the {place} and the {other} digit",
        _two_digits,
    ),
    (
        rf"(?P<place>{_PLACE}) digit (?:of|in) {_OF}",
        "the {place} digit",
        lambda m, text: digits.digit_at(digits.digits_of(text), _PLACES[m["place"].lower()]),
    ),
    (
        rf"sum of the (?:\(?unique\)? |distinct |different )?prime factors of {_OF}",
        "the sum of the different prime factors",
        lambda m, text: digits.sum_of_primes(text),
    ),
    (
        rf"(?:closest|nearest) palindrome(?: number)? to {_OF}",
        "the nearest number that reads the same from both ends",
        lambda m, text: digits.nearest_palindrome(digits.digits_of(text)),
    ),
    (
        r"reverse of (?P<of>(?:the )?(?:year|date|time|digits|when)\b.+?)",
        "the digits in reverse order",
        lambda m, text: digits.digits_of(text)[::-1] or None,
    ),
    (r"square of (?P<of>the .+?)", "its square", lambda m, text: digits.squared(text)),
    (
        rf"(?:result of )?(?P<sign>add|subtract|multiply)(?:ing)? {_NUMBER} (?:to|from|by) {_OF}",
        "the number after that calculation",
        _worked_out,
    ),
)
_TIMES: tuple[tuple[str, str, Work], ...] = (
    (
        rf"(?P<what>date|day|year) (?P<count>\d{{1,6}}|an?|{NUMBER_WORD}) {_UNIT}"
        rf" (?P<way>after|before) {_OF}",
        "the {what} {count} {unit}(s) {way} it",
        _moved,
    ),
    (
        rf"day of the week (?:of|when|that|on which) {_OF}",
        "its day of the week",
        lambda m, text: date_steps.weekday(text),
    ),
    (
        r"(?P<part>year|month|day) of (?P<of>(?:when|the (?:release |birth )?date)\b.+?)",
        "the {part}",
        lambda m, text: date_steps.part_of(text, m["part"].lower()),
    ),
)


def _operations(rows: tuple[tuple[str, str, Work], ...], wants: str) -> tuple[Operation, ...]:
    return tuple(
        Operation(re.compile(rf"(?:the |an? )?{pattern}", re.IGNORECASE), says, work, wants)
        for pattern, says, work in rows
    )


OPERATIONS = (
    *_operations(_PERSONS, "person"), *_operations(_NAMES, "name"),
    *_operations(_NUMBERS, "number"), *_operations(_TIMES, "time"),
)  # fmt: skip
