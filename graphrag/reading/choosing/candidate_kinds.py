"""A guess at what kind of thing a candidate is, from its words and the word before it."""

from __future__ import annotations

import re

from graphrag.language.countries import ADJECTIVES, CONTINENTS, COUNTRY_OF, country_itself
from graphrag.language.kinds import GIVEN_NAMES, kind_of_name_end, kind_of_noun
from graphrag.reading.choosing.candidates import Candidate
from graphrag.reading.pages.page import Page

_LATER_PLACE = re.compile(r", ([A-ZÀ-Þ][\w.]*(?: [A-ZÀ-Þ][\w.]*)?)")


def kind_of_candidate(page: Page, candidate: Candidate) -> str:
    """A kind of `kinds`; or country, state, county, town, nationality, year, code, name, ..."""
    if candidate.kind in ("date", "year", "number", "phrase"):
        return candidate.kind
    text = page.text[candidate.start : candidate.end]
    if text in ADJECTIVES:
        return "nationality"
    if text in COUNTRY_OF:
        return "country" if country_itself(text) else "state"
    if text in CONTINENTS:
        return "continent"
    if any(char.isdigit() for char in text) or (len(text) > 1 and text.isupper()):
        return "code"
    ended = kind_of_name_end(text.rsplit(" ", 1)[-1])
    if ended:
        if ended == "place" and text.endswith(("County", "District", "Province", "Township")):
            return "county"
        return ended
    if " " in text and text.split(" ", 1)[0].lower() in GIVEN_NAMES:
        return "person"
    before = page.text[max(0, candidate.start - 24) : candidate.start].split()
    previous = before[-1].strip('",(').lower() if before else ""
    told = kind_of_noun(previous)
    if told in ("person", "work", "organisation"):
        return told
    if previous in ("in", "at", "near", "from", "to"):
        after = _LATER_PLACE.match(page.text, candidate.end)
        return "town" if after and after.group(1) in COUNTRY_OF else "place"
    return "name" if " " in text else "word"
