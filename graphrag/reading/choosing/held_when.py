"""When what a candidate says held: the time told beside it against the time that is asked about.

"Who chaired the board from 1995 to 1999?": of the names on a page the one beside "1995–99" did;
who came in 2004 did not, and of those who came before, the last may have.

The weights stand on top of the trees' score in one softmax over a question's candidates
(`scripts/held_weights.py` fits them on the train questions that name a time).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphrag.language.spells import Months, Spell, find_spells
from graphrag.reading.choosing.asked_kind import without_relative_clause
from graphrag.reading.choosing.chooser import Held
from graphrag.reading.choosing.option_features import Option
from graphrag.reading.choosing.page_view import Features
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.page import Page

WEIGHTS: Mapping[str, float] = {
    **{"begins": 0.76, "ends": 1.04, "covers": 0.98, "latest": 0.78},
    **{"later": -0.12, "over": -0.53},
}
_BRACKET, _CLAUSE = 6, 20  # characters that the end of a bracket or a clause between counts for
_OPENING = 6  # words before a time that opens a question
_SAYS_WHEN = re.compile(r"\b(?:in|from|during|between|since|until|till|on|of|at|by|for) $", re.I)
_CLAUSES = re.compile(r";|\b(?:and|but|while|before|after|when)\b")


@dataclass(frozen=True, slots=True)
class AskedTime:
    """The time a question is about: what it leaves open of its first and of its last month."""

    first: Months
    last: Months


def time_asked(scene: Scene) -> AskedTime | None:
    """The time that a question is about; None where it asks for one, or names none.

    It opens the question, closes it, or stands between commas: that of "the man who was king in
    1574", or of "his 1977 album", tells who or which is meant.
    """
    if scene.wanted.kind == "date" or scene.asks_year:
        return None
    text = without_relative_clause(scene.question.outside_anchors())
    for spell in find_spells(text):
        first = spell.begins or spell.ends
        last = spell.ends or spell.begins
        if first and last and _is_of_all(text[: spell.start], text[spell.end :]):
            return AskedTime(first, last)
    return None


def _is_of_all(before: str, after: str) -> bool:
    """Whether a time between these words is one of the whole question."""
    closes = re.fullmatch(r"\W*", after) is not None
    opens = len(before.split()) <= _OPENING and re.match(r"\W*,", after) is not None
    within = re.search(r", (?:\w+ ){1,2}$", before) is not None and after.startswith(",")
    return (
        (closes and before.endswith(" ") and _SAYS_WHEN.search(before) is not None)
        or opens
        or within
    )


def held_of(options: Sequence[Option], scene: Scene) -> list[Held]:
    """What the times beside the candidates add to their scores; empty where none is asked of."""
    asked = time_asked(scene)
    if asked is None:
        return []
    return [
        Held(
            sum(WEIGHTS[name] * value for name, value in features.items()),
            bool(features["covers"] or (features["begins"] and features["ends"])),
        )
        for features in held_features(options, asked)
    ]


def held_features(options: Sequence[Option], asked: AskedTime) -> list[Features]:
    """How the time beside each candidate meets the time asked about, in the names of WEIGHTS."""
    pages = {option.page.rank: option.page for option in options}
    told = {rank: find_spells(page.text, page.dates) for rank, page in pages.items()}
    beside = [_beside(option, told[option.page.rank]) for option in options]
    begun = [_begun(spell, asked) for spell in beside]
    latest = max((month for month in begun if month is not None), default=None)
    return [
        {**_met(spell, asked), "latest": float(month is not None and month == latest)}
        for spell, month in zip(beside, begun, strict=True)
    ]


def _beside(option: Option, spells: Sequence[Spell]) -> Spell | None:
    """The nearest time in the candidate's sentence; what stands within it is no time of it."""
    page, start, end = option.page, option.candidate.start, option.candidate.end
    first, past = page.sentences[page.sentence_at(start)]
    own = [
        spell
        for spell in spells
        if first <= spell.start < past and not (spell.start < end and start < spell.end)
    ]
    return min(own, key=lambda spell: _distance(page, start, end, spell), default=None)


def _distance(page: Page, start: int, end: int, spell: Spell) -> int:
    between = page.text[end : spell.start] if spell.start >= end else page.text[spell.end : start]
    closed = spell.end <= start and ")" in between
    return len(between) + _BRACKET * closed + _CLAUSE * len(_CLAUSES.findall(between))


def _met(spell: Spell | None, asked: AskedTime) -> Features:
    """How a told spell meets the time asked about; nothing where there is none."""
    begins, ends = (spell.begins, spell.ends) if spell else (None, None)
    whole = begins and ends and begins[0] <= asked.first[0] and asked.last[1] <= ends[1]
    return {
        "begins": float(begins is not None and _meet(begins, asked.first)),
        "ends": float(ends is not None and _meet(ends, asked.last)),
        "covers": float(bool(whole)),
        "later": float(begins is not None and begins[0] > asked.first[1]),
        "over": float(ends is not None and ends[1] <= asked.first[0]),
    }


def _begun(spell: Spell | None, asked: AskedTime) -> int | None:
    """The month in which it began, where that was in time and nothing says that it was over."""
    if spell is None or spell.begins is None or spell.begins[0] > asked.first[1]:
        return None
    over = spell.ends is not None and spell.ends[1] <= asked.first[0]
    return None if over else spell.begins[0]


def _meet(one: Months, other: Months) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
