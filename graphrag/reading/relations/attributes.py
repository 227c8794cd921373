"""One attribute of the thing a page is about: its nationality, release date, cause of death, ..."""

from __future__ import annotations

import re

from graphrag.language.countries import ADJECTIVES, find_countries
from graphrag.language.kinds import kind_of_noun
from graphrag.reading.candidates import is_denied
from graphrag.reading.found import Found
from graphrag.reading.page import Page
from graphrag.reading.relations.attribute_cues import ATTRIBUTE_CUES, AWARD, PHRASES
from graphrag.reading.relations.life import life

_COPULA = re.compile(r"\b(?:is|was|are|were|became)\b")
_END_OF_PHRASE = re.compile(r",? (?:who|which|that|known|best|starring|directed|from|by|,)")
_HYPHEN_BORN = re.compile(r"\s?-\s?(?:born|language|based|speaking|trained|occupied)")
_RELEASED = re.compile(r"\b(?:released|published|premiered|aired|debuted|issued|distributed)\b")
_OCCUPATION = re.compile(r"(?<![\w-])[a-z][a-z-]+(?: [a-z-]+)?(?=,| and| who| from| of|[.;]|$)")
_AGENT_ENDS = ("er", "or", "ist", "ian", "smith", "man", "woman", "ant")
_STARTED = re.compile(
    r"\b(?:founded|established|formed|launched|created|incorporated|opened|built|constructed|began"
    r"|started|organi[sz]ed|fought|took place|completed|invented|introduced|beginning)\b"
)
_CAUSES = (
    re.compile(
        r"\b(?:died|dies|death|succumbed)(?: [\w,]+){0,8}? (?:of|from|due to|by|after suffering"
        r"|caused by|as a result of|following|to)(?: an?| the| his| her| complications (?:of|from)"
        r"| acute| massive| apparent| sudden)* (?P<cause>[a-zA-Z][\w' -]*?)"
        r"(?=,| (?:in|at|on|while|when|contracted|during|and|aged|just|two|after|before|which"
        r"|that)\b|[.;()]|$)"
    ),
    re.compile(r"\bfrom an? (?P<cause>heart attack|stroke|[\w ]*cancer|[\w ]*failure|overdose)\b"),
    re.compile(r"\bcause of (?:his |her )?death was (?:an? )?(?P<cause>[\w' -]+)"),
    re.compile(
        r"\b(?P<cause>suicide|drowned|shot|murdered|assassinated|executed|beheaded|poisoned"
        r"|hanged|guillotined|(?:car|plane|traffic|road|motorcycle|helicopter|aviation)"
        r" (?:accident|crash)|killed in action)\b"
    ),
)


def attribute(page: Page, name: str) -> list[Found]:
    """Values of attribute `name` (a row of the lexicon) that the page states, best first."""
    return [v for v in _stated(page, name) if not is_denied(page, v.start, v.end)]


def _stated(page: Page, name: str) -> list[Found]:
    if name in ("date of birth", "place of birth", "date of death", "place of death"):
        found = life(page).get(name)
        return [found] if found else []
    if name in ("nationality", "country"):
        return nationality(page) if name == "nationality" else country_of_thing(page)
    if name == "cause of death":
        return _cause(page)
    if name == "publication date":
        return _dates_after(page, _RELEASED)
    if name == "inception":
        return [value for value in _dates_after(page, _STARTED) if value.score >= 0.7]
    if name == "occupation":
        return _occupation(page)
    if name in PHRASES:
        return _phrases(page, name)
    return names_after_cues(page, name)


def _phrases(page: Page, name: str) -> list[Found]:
    """Values of the attribute's patterns, earlier patterns and sentences first."""
    found = []
    for rank, pattern in enumerate(PHRASES[name]):
        for match in pattern.finditer(page.text):
            start, end = match.span("value")
            score = 0.9 - 0.25 * rank - 0.03 * min(page.sentence_at(start), 5)
            found.append(Found(page, start, end, score))
    return sorted(found, key=lambda value: -value.score)


def _occupation(page: Page) -> list[Found]:
    """Nouns for people in the first sentence's "is a ...": "film director", "silversmith"."""
    start, end = page.sentences[0]
    copula = _COPULA.search(page.text, start, end)
    if copula is None:
        return []
    found: list[Found] = []
    for match in _OCCUPATION.finditer(page.text, copula.end(), end):
        words = match.group().split(" ")
        if kind_of_noun(words[-1]) == "person" or words[-1].endswith(_AGENT_ENDS):
            found.append(Found(page, *match.span(), score=max(0.3, 0.9 - 0.15 * len(found))))
    return found


def nationality(page: Page) -> list[Found]:
    """Adjectives of nationality of a person or work, the one in "is an American ..." first."""
    found = []
    for start, end, _ in find_countries(page.text):
        if page.text[start:end].replace("- ", "-") not in ADJECTIVES:
            continue
        index = page.sentence_at(start)
        score = _adjective_score(page, index, start)
        if _HYPHEN_BORN.match(page.text, end):
            score *= 0.5
        found.append(Found(page, start, end, score))
    if not found or max(value.score for value in found) < 0.5:
        found += [Found(v.page, v.start, v.end, v.score * 0.6) for v in country_of_thing(page)]
    return sorted(found, key=lambda value: -value.score)


def _adjective_score(page: Page, index: int, start: int) -> float:
    first, end = page.sentences[index]
    copula = _COPULA.search(page.text, first, end)
    if copula is None or start < copula.end():
        return 0.3 if index == 0 else 0.15
    stop = _END_OF_PHRASE.search(page.text, copula.end(), end)
    inside = stop is None or start < stop.start()
    return (1.0 if index == 0 else 0.5) * (1.0 if inside else 0.4)


def country_of_thing(page: Page) -> list[Found]:
    """Countries named by a page about a place or organisation: the first sentence's last one."""
    found = []
    for start, end, _ in find_countries(page.text):
        index = page.sentence_at(start)
        adjective = page.text[start:end].replace("- ", "-") in ADJECTIVES
        score = (0.9 if index == 0 else 0.5 / (1 + index)) - (0.3 if adjective else 0.0)
        found.append(Found(page, start, end, score))
    found.sort(
        key=lambda value: (-value.score, -value.start if value.sentence == 0 else value.start)
    )
    return found


def _cause(page: Page) -> list[Found]:
    found = []
    for rank, pattern in enumerate(_CAUSES):
        for match in pattern.finditer(page.text):
            start, end = match.span("cause")
            if find_countries(page.text, start, end) or end - start > 60:
                continue
            if any(start <= name.start < end for name in page.names):
                continue
            found.append(Found(page, start, end, 0.9 - 0.15 * rank))
    return sorted(found, key=lambda value: -value.score)


def _dates_after(page: Page, verb: re.Pattern[str]) -> list[Found]:
    """Dates near a verb ("released on ...") and the first date of the first sentence."""
    found = []
    for order, date in enumerate(d for d in page.dates if d.year):
        index = page.sentence_at(date.start)
        start, end = page.sentences[index]
        near = verb.search(page.text, start, end)
        score = 0.6 if index == 0 else 0.3
        if near and near.start() < date.start:
            score += 0.3 - min(0.2, (date.start - near.end()) / 400)
        if order == 0:
            score += 0.05
        found.append(Found(page, date.start, date.end, score, date))
    return sorted(found, key=lambda value: -value.score)


def names_after_cues(page: Page, name: str) -> list[Found]:
    """Names that follow the cues of an attribute, nearest first."""
    found = []
    for cue in ATTRIBUTE_CUES.get(name, ()):
        for match in cue.pattern.finditer(page.text):
            sentence_end = page.sentences[page.sentence_at(match.start())][1]
            for span in page.names:
                if not match.end() <= span.start < min(sentence_end, match.end() + 120):
                    continue
                if name == "award received" and not AWARD.search(page.text, *span):
                    continue
                distance = span.start - match.end()
                found.append(
                    Found(page, span.start, span.end, cue.score - min(0.5, distance / 150))
                )
                break
    return sorted(found, key=lambda value: -value.score)
