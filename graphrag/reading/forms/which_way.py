"""Faster or slower, up or down: which of two opposites the sentence that fits says.

Was the July restore faster or slower than April's?
"In July it took 3 hours, which was slower than in April."      slower
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from graphrag.language.degrees import DEGREES
from graphrag.language.opposites import VERB_OF, are_opposed
from graphrag.language.scripts import WORD
from graphrag.language.words import root
from graphrag.reading.forms.deciding import sure_of
from graphrag.reading.material.sentences import ReadSentence, leads_on
from graphrag.reading.pages.found import Finding, Found

_EITHER = re.compile(
    rf"(?P<one>{WORD}),? or (?:was it |is it |were they |are they )?(?P<other>{WORD})"
)
_LOOKED_AT = 3  # places, the fittest first


def ways_asked(question: str) -> tuple[str, str] | None:
    """The two opposites that a question holds against each other; None where it holds none."""
    for match in _EITHER.finditer(question):
        one, other = match["one"].lower(), match["other"].lower()
        verbs = VERB_OF.get(one, one), VERB_OF.get(other, other)
        if _are_degrees(one, other) or are_opposed(*verbs):
            return one, other
    return None


def which_way(asked: tuple[str, str], places: Sequence[ReadSentence]) -> Finding | None:
    """The one of the two that a sentence says; None where none of the fittest says just one."""
    for place in islice((place for place in places if not leads_on(place)), _LOOKED_AT):
        said = [way for way in asked if _says(place.text, way, asked)]
        if len(said) == 1:
            steps = (Found(place.page, *place.span, place.fit),)
            return Finding(said[0], sure_of(place.fit), steps, "choice")
    return None


def _says(text: str, way: str, asked: tuple[str, str]) -> bool:
    """The word itself, or the opposite of the other."""
    own, other = (VERB_OF.get(one, one) for one in (way, asked[1 - asked.index(way)]))
    words = {word.lower() for word in re.findall(WORD, text)}
    return way in words or root(own) in map(root, words) or are_opposed(other, text)


def _are_degrees(one: str, other: str) -> bool:
    """Two degrees of one measure that go apart."""
    first, second = DEGREES.get(one), DEGREES.get(other)
    if first is None or second is None:
        return False
    alike = first.kind == second.kind and (first.column == second.column or not first.column)
    return alike and first.way != second.way
