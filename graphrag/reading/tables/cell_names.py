"""What cells write short that questions write out: persons by initials, countries by codes.

Translator: Dr P. Okafor; Country: DK.      "Peter Okafor", "the Danish customer"
"""

from __future__ import annotations

import re
from functools import lru_cache

from graphrag.language.countries import country, country_of_code, find_countries
from graphrag.language.names import ADDRESS
from graphrag.language.patterns import pattern
from graphrag.language.words import FUNCTION_WORDS, root
from graphrag.retrieval.linking.asked_words import roots

_INITIALS, _COUNTRY = "^=", "^+"  # before what a question says, among its words
_NAME = r"[A-ZÀ-Þ][\w'’]"
_SHORT = pattern(rf"(?P<letters>(?:[A-ZÀ-Þ]\.[ -]?)+)(?P<last>{_NAME}+(?: {_NAME}+)?)?")
_BARE = pattern(r"[A-ZÀ-Þ]{2,3}")
_RUN = pattern(rf"{_NAME}*\.?(?:[ -]{_NAME}*\.?)+")
_OPENS = pattern(rf"^\W*(?:{'|'.join(sorted(FUNCTION_WORDS))})\b", re.IGNORECASE)
_OF_COUNTRY = frozenset(map(root, "country nation nationality state market origin".split()))


def short_names(question: str) -> frozenset[str]:
    """What the question says of persons and countries as cells may write it."""
    return frozenset(_named(question))


def words_said_short(question: str, text: str, column: frozenset[str]) -> frozenset[str]:
    """The roots of the words by which a question says what a cell writes short."""
    named = _named(question)
    said = (named[sign] for sign in _signs_of(text, column) & named.keys())
    return frozenset().union(*said)


def is_said_short(asked: frozenset[str], text: str, column: frozenset[str]) -> bool:
    """Whether a cell writes short, or as another word, what the question says.

    Args:
        asked: the question's words, `short_names` among them.
        text: the cell.
        column: the roots of its head.
    """
    return not asked.isdisjoint(_signs_of(text, column))


@lru_cache(maxsize=64)  # asked of each cell
def _named(question: str) -> dict[str, frozenset[str]]:
    """By its sign what is named, and the roots of its words."""
    said = question.title() if question.islower() else question
    found = {f"{_COUNTRY}{name}": roots(said[a:b]) for a, b, name in find_countries(said)}
    for run in _RUN.findall(ADDRESS.sub("", _OPENS.sub("", question))):
        names = re.split(r"[ -]", re.sub(r"['’]s$|\.$", "", run).lower())
        letters = "".join(name[0] for name in names)
        found |= dict.fromkeys(
            (f"{_INITIALS}{letters}", f"{_INITIALS}{letters[:-1]} {names[-1]}"), roots(run)
        )
    return found


def _signs_of(text: str, column: frozenset[str]) -> frozenset[str]:
    return _signs(text.strip(), not column.isdisjoint(_OF_COUNTRY))


@lru_cache(maxsize=4096)
def _signs(text: str, is_of_country: bool) -> frozenset[str]:
    place = country(text) or (country_of_code(text) if is_of_country else "")
    found = {f"{_COUNTRY}{place}"} if place else set[str]()
    name = ADDRESS.sub("", text)
    short = _SHORT.fullmatch(name)
    if short:
        letters = re.sub(r"\W", "", short["letters"]).lower()
        found.add(f"{_INITIALS}{letters} {short['last'].lower()}" if short["last"]
                  else f"{_INITIALS}{letters}")  # fmt: skip
    elif _BARE.fullmatch(name):
        found.add(f"{_INITIALS}{name.lower()}")
    elif _RUN.fullmatch(name):
        found.add(f"^^{root(''.join(part[0] for part in name.split()).lower())}")
    return frozenset(found)
