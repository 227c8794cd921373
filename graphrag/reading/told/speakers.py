"""Who says "I": what one person says of himself answers nothing about another.

    John said: I have been teaching my siblings coding.     What has James been teaching his?

In talks, letters and interviews the page is by somebody and to somebody: "Ada: …", "Ada said: …",
"From: Ada Lane".
"""

from __future__ import annotations

import re

from graphrag.language.grammar import ABOUT_ONESELF, ABOUT_THE_OTHER
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.found import Found
from graphrag.reading.pages.page import Page
from graphrag.retrieval.linking.asked_words import roots

_NAME = r"[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,3}"
_TURN = re.compile(rf"^(?:\[[^\]\n]{{1,40}}\] ?)?(?P<who>{_NAME})(?P<said> said)?: ", re.MULTILINE)
_BY = re.compile(rf"^From: (?P<who>{_NAME})", re.MULTILINE)
_TO = re.compile(r"^(?:To|Cc): (?P<who>.+)", re.MULTILINE)
_ASKED_NAME = re.compile(r"(?<=\s)[^\W\d_a-z][\w-]+")


def is_of_another_speaker(last: Found, scene: Scene) -> bool:
    """The question is about one who takes part in the talk, and another says it of himself."""
    page = last.page
    who = _speaker(page, last.start)
    said = last.stated
    if not who or not ABOUT_ONESELF.search(said) or ABOUT_THE_OTHER.search(said):
        return False
    asked = roots(" ".join(_ASKED_NAME.findall(scene.question.text)))
    own = roots(who)
    others = _takes_part(page) | roots(" ".join(_speaker(p, len(p.text)) for p in scene.pages))
    return own.isdisjoint(asked) and not asked.isdisjoint(others - own)


def _speaker(page: Page, before: int) -> str:
    """The one who speaks at a place; "" where nobody is told.

    A mere "Ada:" is a turn where the title has the name, or a letter's head: "Note:" is nobody.
    """
    text, part = page.passage.text, _takes_part(page)
    turns = [
        turn["who"]
        for turn in _TURN.finditer(text, 0, before)
        if turn["said"] or (roots(turn["who"]) and roots(turn["who"]) <= part)
    ]
    letters = [letter["who"] for letter in _BY.finditer(text, 0, before)]
    return (turns or letters or [""])[-1]


def _takes_part(page: Page) -> frozenset[str]:
    """Roots of the names in the title, and of those that it is sent to."""
    sent = " ".join(match["who"] for match in _TO.finditer(page.passage.text))
    return roots(f"{page.name} {sent}")
