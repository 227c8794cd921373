"""How much more one has than the other: the difference of the two values, both cited.

"How many more places has the new hall than the old one?" holds the same two against each other as
"Which has more places, the new hall or the old one?".
"""

from __future__ import annotations

import re

from graphrag.embedding.span_head import open_head
from graphrag.language.comparatives import ORDERED
from graphrag.language.grammar import ACTIONS
from graphrag.language.plain_numbers import written
from graphrag.language.scripts import LETTERS
from graphrag.reading.asking.question import analyse
from graphrag.reading.comparing.measured import best_pair
from graphrag.reading.comparing.side_values import SideValue
from graphrag.reading.comparing.sides import sides
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.found import Finding
from graphrag.retrieval.linking.asked_words import roots

_HELPS = r"(?P<helps>is|are|was|were|has|have|had|does|do|did|can|could|will)"
_MORE = re.compile(
    rf"^\W*(?:by )?how (?:much|many) (?P<by>{ORDERED.pattern})(?P<noun>(?: [\w-]+){{0,3}}?)"
    rf" {_HELPS} (?P<one>.+?)(?: (?P<verb>{'|'.join(sorted(ACTIONS))}))?"
    r" than (?P<other>[^?]+?)\W*$",
    re.IGNORECASE,
)
_WORD = re.compile(rf" ?(?:%|°|{LETTERS})")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def difference(scene: Scene) -> Finding | None:
    """What one of two has more than the other; None where that is not asked or not found."""
    told = _MORE.match(scene.question.text)
    if told is None:
        return None
    verb = told["verb"] or told["helps"]
    text = f"Which {verb} {told['by']}{told['noun']}, {told['one']} or {told['other']}?"
    asked = analyse(text, scene.pages)
    pair = best_pair(asked, sides(asked, scene.pages), scene.pages, open_head())
    if pair is None or pair.wants_less == (pair.more > 0):
        return None  # it is the other way round
    one, other = pair.one, pair.other
    if one.unit != other.unit or one.value * other.figure != other.value * one.figure:
        return None  # minutes and hours
    asked_words = roots(scene.question.text)
    units = (_unit(value, asked_words) for value in (one, other))
    before, after = max(units, key=lambda unit: len("".join(unit)))
    more = round(abs(one.figure - other.figure), 6)
    said = f"{more:.2f}" if before and more % 1 else written(more)  # "£2.30"
    text = f"{before}{said}{after}"
    return Finding(text, pair.trust, (one.found, other.found), "worked-out")


def _unit(value: SideValue, asked: frozenset[str]) -> tuple[str, str]:
    """What stands before and behind its figure: "£" and "", "" and " minutes"."""
    text, found = value.found.page.text, value.found
    figure = _FIGURE.search(text, found.start)
    end = figure.end() if figure else found.end
    sign = re.search(r"[$£€¥] ?$", text[max(0, end - 12) : figure.start() if figure else end])
    word = _WORD.match(text, end)
    counts = word is not None and (value.unit != "" or bool(roots(word.group()) & asked))
    return sign.group() if sign else "", word.group() if word and counts and not sign else ""
