"""Countries and the adjectives that go with them, so that "Swedish" and "Sweden" compare equal.

`countries.txt` has a line a country, "Name: adjectives | other names"; parts of a state that have
a name of their own (Scotland, California) stand with the state they lie in. The table is ours:
babel's territories (CLDR) have today's names and no adjectives, and half of what is compared here
is adjectives; they lack states that are no more (the Soviet Union), other names ("Burma", "U.S.")
and parts of states, and write "Congo - Kinshasa" and "St. Lucia".
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_CAPITAL = re.compile(r"(?<!\w)[A-ZÀ-Þ][\w.'’]*")


def _read_table() -> tuple[dict[str, str], frozenset[str]]:
    country_of: dict[str, str] = {}
    adjectives: set[str] = set()
    table = files("graphrag.language").joinpath("countries.txt").read_text(encoding="utf-8")
    for row in table.splitlines():
        name, _, others = row.partition(":")
        people, _, places = others.partition("|")
        spoken = [word.strip() for word in people.split(",") if word.strip()]
        adjectives.update(spoken)
        country_of[name] = name
        for other in [*spoken, *(place.strip() for place in places.split(","))]:
            country_of.setdefault(other, name)
    country_of.pop("", None)
    return country_of, frozenset(adjectives)


COUNTRY_OF, ADJECTIVES = _read_table()
_STARTING: dict[str, list[str]] = {}
for _name in sorted(COUNTRY_OF, key=len, reverse=True):
    _STARTING.setdefault(re.split(r"[ -]", _name)[0], []).append(_name)


def find_countries(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, str]]:
    """Names and adjectives of countries in `text[start:end]`: (start, end, country)."""
    stop = len(text) if end is None else end
    found: list[tuple[int, int, str]] = []
    past = start
    for match in _CAPITAL.finditer(text, start, stop):
        word = match.group()
        if match.start() < past:
            continue
        first = word if word in _STARTING else word.split("'")[0].rstrip(".’s")
        for name in _STARTING.get(first, ()):
            length = _length_here(name, text, match.start(), stop)
            if length:
                past = match.start() + length
                found.append((match.start(), past, COUNTRY_OF[name]))
                break
    return found


CONTINENTS = frozenset(
    "Africa,Asia,Europe,Antarctica,Australia,Oceania,America,North America,South America"
    ",Latin America,Central America".split(",")
)
_WHOLE = frozenset(
    """Holland America Britain Burma Persia USA US U.S. UK U.K. Zaire Korea Czechia Ceylon Rhodesia
    England Scotland Wales""".split()
).union(("Great Britain", "United States of America", "Republic of China", "Russian Empire"))


def country_itself(name: str) -> bool:
    """Whether `name` names a whole country rather than a state or region in one."""
    return COUNTRY_OF.get(name) == name or name in _WHOLE


def country_of_code(code: str) -> str:
    """The country of a code of two letters (ISO 3166-1, and "UK"); "" where there is none."""
    return _codes().get(code, "")


@cache
def _codes() -> dict[str, str]:
    table = files("graphrag.language").joinpath("country_codes.txt").read_text(encoding="utf-8")
    return dict(row.split(" ", 1) for row in table.splitlines())


def country(name: str) -> str:
    """The country behind a name or adjective; "" where it is not known."""
    return COUNTRY_OF.get(name.replace("- ", "-"), "")


def _length_here(name: str, text: str, at: int, stop: int) -> int:
    """How many characters `name` takes at `at`, with or without a space after a hyphen."""
    for written in (name, name.replace("-", "- ")):
        past = at + len(written)
        if text.startswith(written, at) and past <= stop:
            if past == len(text) or not text[past].isalnum():
                return len(written)
    return 0
