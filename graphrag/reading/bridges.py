"""Names that may link one hop to the next: read on the pages the question names, found elsewhere.

"When did the country containing Nugegoda leave the British Empire?" names Nugegoda; its page says
Sri Lanka, a country; a sentence elsewhere that says Sri Lanka is a likely second hop.
"""

from __future__ import annotations

import re

from graphrag.language.countries import COUNTRY_OF
from graphrag.language.keys import Key
from graphrag.language.kinds import GIVEN_NAMES, kind_of_name_end, kind_of_noun
from graphrag.language.words import root
from graphrag.reading.hints import Hints
from graphrag.reading.scene import Scene

_STRONGEST = 2  # sentences that stand in for named pages
_INNER = re.compile(r"\b(?:the|a|an|whose|what|which|in|this|that) (?:[\w-]+ ){0,2}?([a-z]+)\b")


def bridges(scene: Scene, hints: Hints) -> dict[Key, float]:
    """Weights in (0, 1] of names that the question does not write but its pages do."""
    nouns = {match.group(1) for match in _INNER.finditer(scene.question.text)}
    kinds = {kind_of_noun(noun) for noun in nouns} - {""}
    found: dict[Key, float] = {}
    for index, number in _sources(scene):
        page = scene.pages[index]
        start, end = page.sentences[number]
        told = hints.roles.get(page.rank, {})
        for name in page.names:
            if not start <= name.start < end or page.in_date(name.start):
                continue
            key = scene.stems_of(index, name.start, name.end)
            if not key or set(key) <= scene.content | scene.title_stems[index]:
                continue
            text = page.text[name.start : name.end]
            weight = 0.4 if number == 0 else 0.25
            weight += 0.3 * _fits(text, nouns, kinds) + 0.3 * told.get(name.start, 0.0)
            key = (root(COUNTRY_OF[text].lower()),) if text in COUNTRY_OF else key
            found[key] = max(found.get(key, 0.0), min(1.0, weight))
    return found


def _sources(scene: Scene) -> list[tuple[int, int]]:
    """(page, sentence) pairs to read bridges from: pages the question names, best sentences."""
    sources = {
        (index, number)
        for index in scene.anchored
        for number in range(len(scene.pages[index].sentences))
    }
    alone = scene.cover_alone
    if len(alone):
        for row in sorted(range(len(alone)), key=lambda i: -alone[i])[:_STRONGEST]:
            sources.add(scene.locate(row))
    return sorted(sources)


def _fits(text: str, nouns: set[str], kinds: set[str]) -> float:
    """1 where the name is of a kind that the question speaks of ("the county where ...")."""
    last = text.rsplit(" ", 1)[-1].lower()
    if last in nouns:
        return 1.0
    country = COUNTRY_OF.get(text)
    if country is not None:
        asked = "country" if country == text else "state"
        return 1.0 if asked in nouns else 0.5
    if kind_of_name_end(last) in kinds:
        return 0.7
    return 0.7 if "person" in kinds and text.split(" ")[0].lower() in GIVEN_NAMES else 0.0
