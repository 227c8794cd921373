"""The question words of other languages, read as the English ones.

`in_english_words("Wer baute die Seemühle?") == "Who baute die Seemühle?"`: what is asked for is
known by them, and the rest, in the documents' language, is looked for as it is. The language is
known by its small words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from graphrag.language.patterns import pattern
from graphrag.language.words import FUNCTION_WORDS

_WORD = pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BEFORE = r"^(?P<before>[¿\W]*)"  # what a question may open with


@lru_cache(1)
def _languages() -> tuple[tuple[re.Pattern[str], dict[str, str], frozenset[str]], ...]:
    """For each language: how its questions open, what that is in English, and its small words."""
    asks: dict[str, dict[str, str]] = {}
    small: dict[str, frozenset[str]] = {}
    text = files("graphrag.language").joinpath("question_words.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        name, sign, rest = line[:2], line[3], line[5:]
        if sign == "|":
            pairs = (pair.split(" = ") for pair in rest.split("; "))
            asks[name] = {own.strip(): english for own, english in pairs}
        else:
            small[name] = frozenset(rest.split())
    return tuple(
        (
            pattern(
                rf"{_BEFORE}(?P<asks>{'|'.join(map(re.escape, own))})(?P<end>(?<=['’])|\b)",
                re.IGNORECASE,
            ),
            own,
            small[name],
        )
        for name, own in asks.items()
    )


def in_english_words(question: str) -> str:
    """The question with its opening words in English; as it is where these are English, or of no
    language that is known."""
    words = [word.lower() for word in _WORD.findall(question)]
    english = sum(word in FUNCTION_WORDS for word in words)
    best, most = question, english
    for opens, own, small in _languages():
        match = opens.match(question.replace("’", "'"))
        if match is None:
            continue
        rest = words[len(_WORD.findall(match["asks"])) :]
        hits = 1 + sum(word in small for word in rest)
        if hits > most and hits > 1:
            asked = own[match["asks"].lower()]
            asked += " " if match["asks"].endswith("'") else ""
            asked = asked[:1].upper() + asked[1:]
            best, most = f"{asked}{question[match.end() :]}", hits
    return best
