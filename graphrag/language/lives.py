"""When somebody was born and died, as the brackets behind a name say it.

    Ada Lane (5 May 1901 in Velm – 3 June 1980), an engineer, ...
    Ada Lane (born 5 May 1901) is ...

Two dates with a dash between them are a life only where nothing speaks for a term of office: the
name is said to be a person, and so many years lie between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphrag.language.dates import Moment, find_dates
from graphrag.language.names import find_names
from graphrag.language.words import of_class

Said = tuple[str, str, str]  # subject, predicate, object

_OPENING = re.compile(
    r"[\"'“‘]?\s*(?P<name>[^()\n]{2,80}?)(?:,?\s[A-Z]{2,4})*[\"'”’,]*\s*\((?P<inside>[^()]{4,120})\)"
)
_CUE = re.compile(r"\b(?:(born|b\.)|(died|d\.))(?:\s[^\d–—]*)?$")
_UNSURE = re.compile(r"\b(?:after|before|by|between|or|bef|aft)\b")
_DASH = re.compile(r"\s?[–—-]\s?(?:c\.\s?)?$")
_TO_PLACE = re.compile(r",?\s(?:in\s)?")
_OTHERWISE = re.compile(
    r"\b(?:r\.|fl\.|reign\w*|rul\w*|active|in office|until|since|baptised)", re.IGNORECASE
)
_SMALL = of_class("particle", "preposition", "article")  # in "Ada of Velm"
_LIFE, _SHORT_LIFE, _LONG_LIFE = 15, 35, 115  # years; the second where years are all that is known


def lives_in(said: str, noun_kind: str) -> Iterator[Said]:
    """Births and deaths in the brackets behind the name that opens a sentence.

    Args:
        said: the sentence.
        noun_kind: the kind of the noun that the name is said to be ("person"), "" if not known.
    """
    opening = _OPENING.match(said)
    if opening is None or not _is_name(opening["name"]):
        return
    inside, name = opening["inside"], opening["name"].strip()
    dates = [date for date in find_dates(inside) if date.year]
    cued = False
    for date in dates:
        if (cue := _CUE.search(inside, 0, date.start)) and not _UNSURE.search(cue[0]):
            cued = True
            yield _stated(name, "was born" if cue[1] else "died", inside, date)
    if not cued and len(dates) == 2 and _is_life(inside, dates, noun_kind):
        first, last = dates
        for verb, date, start in (("was born", first, 0), ("died", last, first.end)):
            if _UNSURE.search(inside, start, date.start):
                continue
            yield _stated(name, verb, inside, date)
            place = next(iter(find_names(inside, date.end, len(inside))), None)
            if place is not None and _TO_PLACE.fullmatch(inside, date.end, place.start):
                yield name, f"{verb} in", inside[place.start : place.end]


def _is_name(text: str) -> bool:
    """Whether all its words have a capital, but those that names have inside."""
    words = [word for word in text.split() if word[0].isalpha()]
    return bool(words) and all(not word[0].islower() or word in _SMALL for word in words)


def _is_life(inside: str, dates: list[Moment], noun_kind: str) -> bool:
    first, last = dates
    between = inside[first.end : last.start]
    if (
        (between and not _DASH.search(between))
        or _OTHERWISE.search(inside)
        or noun_kind not in ("person", "")
    ):
        return False
    days = first.tells_day or last.tells_day
    if not days and noun_kind != "person":
        return False
    return (_LIFE if days else _SHORT_LIFE) <= last.year - first.year <= _LONG_LIFE


def _stated(name: str, verb: str, inside: str, date: Moment) -> Said:
    day = date.tells_day
    return name, f"{verb} {'on' if day else 'in'}", inside[date.start : date.end]
