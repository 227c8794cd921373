"""Number words of English and their values: the one table.

NUMBER_WORD    matches "seven", "forty-two", "hundred", "dozen"
value_of       "forty-two" is 42; None of other words
"""

from __future__ import annotations

from itertools import chain

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
LARGE = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0, "dozen": 12.0}

VALUES: dict[str, float] = dict(
    chain(
        ((word, float(number)) for number, word in enumerate(_SMALL)),
        ((word, 10.0 * number) for number, word in enumerate(_TENS, start=2)),
        LARGE.items(),
        _TIMES.items(),
    )
)

_ONES = "|".join(_SMALL[1:10])
_WORDS = "|".join(sorted({*_SMALL, *LARGE, *_TIMES}, key=lambda word: (-len(word), word)))
_SAID = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{_ONES}))?|{_WORDS})"
NUMBER_WORD = rf"{_SAID}(?![^\W_])"
ORDINAL_WORD = rf"{_SAID}th(?![^\W_])"


def value_of(word: str) -> float | None:
    """The number that a word says: 42 of "Forty-two"; None of any other word."""
    parts = [VALUES.get(part) for part in word.lower().replace("-", " ").split()]
    known = [value for value in parts if value is not None]
    return sum(known) if known and len(known) == len(parts) else None
