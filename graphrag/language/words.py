"""The floor of English words: function words by class, one stemmer, families of words, terms.

The tables are data: `function_words.txt`, `families.txt`, and the roots of what is mostly a verb or
an adverb, `verbs.txt` (`scripts/common_verbs.py`). Off-the-shelf stop lists do not say
why a word is on them, and hold words that a question asks by: spaCy's 326 count "call", "front",
"full", "part", "show", "side", "top" and "twelve". The stemmer is Snowball's English one (Porter,
2001); families join what no stemmer can ("wrote", "author").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

import Stemmer

from graphrag.language.keys import fold, whole_keys, word_keys


def _lines(name: str) -> Iterator[str]:
    text = files("graphrag.language").joinpath(name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def _read_classes() -> dict[str, frozenset[str]]:
    rows = (line.partition(":") for line in _lines("function_words.txt"))
    return {name: frozenset(words.split()) for name, _, words in rows}


_CLASSES = _read_classes()


def of_class(*classes: str) -> frozenset[str]:
    """The words of these classes of `function_words.txt`: `of_class("article") == {a, an, the}`."""
    return frozenset().union(*(_CLASSES[name] for name in classes))


VERBS = frozenset(word for line in _lines("verbs.txt") for word in line.split())
ARTICLES = of_class("article")
PREPOSITIONS = of_class("preposition")
PARTICLES = of_class("particle")
COMMONEST = of_class("commonest")
FUNCTION_WORDS = of_class(*(set(_CLASSES) - {"opener", "particle", "commonest"}))
# A capital at the head of a sentence makes no name of these. "Will" and "May" may be one.
OPENERS = of_class(
    *("article", "demonstrative", "personal", "question", "conjunction", "preposition"),
    *("quantifier", "adverb", "opener"),
)
# Letters beside digits, and digits; shorter ones ("H1N1", "3D") say little alone.
_RUNS = re.compile(r"[^\W\d_]{3,}(?=\d)|(?<=\d)[^\W\d_]{3,}|\d{3,}")
# What is one word to whoever wrote it: versions and section numbers, names with underscores, file
# names, and codes that end in a number ("v0.17.0", "READ_ONLY", "api.data.gov", "C-24-180").
_JOINED = re.compile(r"[^\W_]+(?:[._/-]+[^\W_]+)+")
_WHOLE = re.compile(
    r"v?(?P<version>\d+(?:\.\d+)+)|.*_.*|[^\W_]{2,}(?:\.[^\W_]{2,})+|[^\W\d_].*[-/.]\d+"
)
_SNOWBALL = Stemmer.Stemmer("english", 0)  # it keeps no cache of its own


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a word in lower case: `stem("directors") == "director"`."""
    found: str = _SNOWBALL.stemWord(word)
    return found


def _read_families() -> dict[str, str]:
    first_of: dict[str, str] = {}
    for line in _lines("families.txt"):
        first, *others = line.split()
        for word in (first, *others):
            first_of.setdefault(stem(word), stem(first))
    return first_of


_FIRST_OF = _read_families()


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """What `word` (lower case) is compared by: its family's first word's stem, else its own."""
    own = stem(word)
    return _FIRST_OF.get(own, own)


def terms(text: str) -> list[str]:
    """Stems of `text` without accents and the commonest words: `terms("The Dogs'") == ["dog"]`.

    A year that is written in one word with letters is a term too: `"FY2018"` is also `"2018"`. So
    is all of a version, a code or a name that is written with signs: `"v1.2"` is also `"1.2"`.
    """
    folded = fold(text)
    keys = [key for key in word_keys(folded) if key not in COMMONEST]
    return [stem(part) for key in keys for part in (key, *_parts(key))] + _wholes(folded)


def _wholes(text: str) -> list[str]:
    """The words of `text` that are joined by signs and are one all the same."""
    marked = " ".join(word for word in text.split() if not word.isalnum())
    joined = (_WHOLE.fullmatch(word) for word in _JOINED.findall(marked))
    return [word["version"] or word[0] for word in joined if word]


def _parts(key: str) -> list[str]:
    """The longer runs of letters or of digits in a word that has both."""
    return [] if key.isalpha() or key.isdecimal() else _RUNS.findall(key)


def term_count(text: str) -> int:
    """How many terms `text` is long. A run of letters without spaces counts as one, so that a name
    in Chinese does not make an English page longer than it is.
    """
    return sum(key not in COMMONEST for key in whole_keys(fold(text)))
