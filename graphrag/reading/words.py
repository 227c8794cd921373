"""Function words and a light stemmer: enough to see that "directed" and "director" agree."""

from __future__ import annotations

from functools import lru_cache

FUNCTION_WORDS = frozenset(
    """a about after all also although am among an and any are as at be became because been before
    being between both but by can could did do does during each for from had has have he her him
    his how i if in into is it its itself like may me more most much my name named no nor not of
    on one only or other our out over own s same she should since so some such than that the their
    them then there these they this those through to under until up upon us very was we were what
    when where which while who whom whose why will with within without would you your used known
    called many""".split()
)
_ENDINGS = (
    "ization",
    "isation",
    "ations",
    "ation",
    "ingly",
    "ments",
    "ment",
    "ings",
    "ing",
    "edly",
    "ors",
    "ers",
    "or",
    "er",
    "ies",
    "ied",
    "ed",
    "es",
    "s",
    "ly",
    "y",
    "e",
    "ion",
    "ions",
)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """`word` (lower case) without its usual endings; at least four letters stay."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word
