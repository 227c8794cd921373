"""When and where a person was born and died, from the lead's brackets or from prose."""

from __future__ import annotations

import re

from graphrag.language.countries import ADJECTIVES
from graphrag.language.dates import Moment
from graphrag.reading.found import Found
from graphrag.reading.page import Page

_BORN = re.compile(r"\b(?:born|birth|né|née)\b(?! to\b)", re.IGNORECASE)
_DIED = re.compile(
    r"\b(?:died|dies|die|passed away|death|killed|assassinated|murdered|executed|deceased)\b",
    re.IGNORECASE,
)
_PLACE_LINK = re.compile(
    r"\b(?:in|at|near|from|outside)(?: the| his home| her home)?(?: [a-z]+){0,3}? ?$"
)
_BRACKET = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_CLAUSE_END = re.compile(r"\)|\b(?:is|was|are|were|who|which|where|he|she)\b(?! aged)")
_RANGE_DASH = re.compile(r" ?– ?| - |(?<=\d)-(?= ?\d)|(?<=[a-z])- (?=[A-Z]\w+ \d)|;(?= ?died)")
_ABOUT_SUBJECT = re.compile(r"^\W*(?:(?:He|She|They|Born)\b|(?:His|Her|Their) $)")

Ends = dict[str, Found]


def life(page: Page) -> Ends:
    """Date and place of birth and of death, as far as the page states them, by attribute name."""
    ends: Ends = {}
    for name, found in _bracket_ends(page):
        ends.setdefault(name, found)
    for name, found in _prose_ends(page):
        known = ends.get(name)
        if known is None or _fuller(found, known):
            ends[name] = found
    origin = _origin(page) if "place of birth" not in ends else None
    if origin is not None:
        ends["place of birth"] = origin
    return ends


_ORIGIN = re.compile(
    r"\b(?:native of|hails from|comes from|grew up in|raised in|originally from|from|based in)"
    r"(?: the)? (?:\"?(?=[A-ZÀ-Þ]))"
)


def _origin(page: Page) -> Found | None:
    """A home that is not called a birthplace: "a native of ...", "raised in ..."."""
    best: Found | None = None
    for match in _ORIGIN.finditer(page.text):
        name = next((name for name in page.names if name.start == match.end()), None)
        weak = match.group().startswith(("from", "based"))
        if name is None or (weak and page.sentence_at(name.start) > 0):
            continue
        score = 0.35 if weak else 0.6
        if best is None or score > best.score:
            best = Found(page, name.start, name.end, score)
    return best


def _fuller(found: Found, known: Found) -> bool:
    if found.moment is None or known.moment is None:
        return found.score > known.score
    same_year = found.moment.year == known.moment.year
    return same_year and found.moment.precision > known.moment.precision


def _bracket_ends(page: Page) -> list[tuple[str, Found]]:
    """The first bracket of the first sentences that holds a year: birth – death."""
    limit = page.sentences[min(1, len(page.sentences) - 1)][1]
    for match in _BRACKET.finditer(page.text, 0, max(limit, 300)):
        start, end = match.span(1)
        if match.start() > 300:
            break
        dates = [date for date in page.dates if start <= date.start < end and date.year]
        if not dates:
            continue
        inside = page.text[start:end]
        died_only = bool(re.match(r"\W*(?:d\.|died|death)", inside))
        left, right = (end, start) if died_only else _split(page, start, end, dates)
        found: list[tuple[str, Found]] = []
        if not died_only:
            found += _segment(page, start, left, dates, "birth")
        if right < end:
            found += _segment(page, right, end, dates, "death")
        return found
    return []


def _split(page: Page, start: int, end: int, dates: list[Moment]) -> tuple[int, int]:
    """Where the birth half ends and the death half starts."""
    full = [date for date in dates if date.precision == 3]
    for dash in _RANGE_DASH.finditer(page.text, start, end):
        if any(date.start < dash.end() and date.end > dash.start() for date in dates):
            continue
        if any(date.end <= dash.start() for date in dates) or dash.start() - start < 2:
            return dash.start(), dash.end()
    if len(full) >= 2:
        return full[1].start, full[1].start
    return end, end


def _segment(
    page: Page, start: int, end: int, dates: list[Moment], event: str
) -> list[tuple[str, Found]]:
    found = []
    date = next((date for date in dates if start <= date.start and date.end <= end), None)
    if date:
        found.append((f"date of {event}", Found(page, date.start, date.end, 1.0, date)))
    place = _place_in_segment(page, start, end, date)
    if place:
        found.append((f"place of {event}", place))
    return found


def _place_in_segment(page: Page, start: int, end: int, date: Moment | None) -> Found | None:
    after = date.end if date else start
    names = [name for name in page.names if start <= name.start and name.end <= end]
    names = [
        name
        for name in names
        if not page.in_date(name.start)
        and not page.text.startswith((":", "："), name.end)
        and page.text[name.start : name.end] not in ADJECTIVES
    ]
    later = [name for name in names if name.start >= after]
    if later:
        return Found(page, later[0].start, later[0].end, 0.95)
    if date and not _BORN.search(page.text, start, date.start):
        earlier = [name for name in names if name.end <= date.start]
        if earlier and ";" not in page.text[earlier[0].start : date.start]:
            return Found(page, earlier[0].start, earlier[0].end, 0.9)
    return None


def _prose_ends(page: Page) -> list[tuple[str, Found]]:
    found = []
    for index, (start, end) in enumerate(page.sentences):
        for event, verb in (("birth", _BORN), ("death", _DIED)):
            for match in verb.finditer(page.text, start, end):
                if event == "death" and re.search(
                    r"\b(?:until|after|before|since|following) (?:his|her|their|the)? ?$",
                    page.text[max(start, match.start() - 16) : match.start()],
                ):
                    weight = 0.55
                else:
                    weight = 0.8
                weight *= _subject_factor(page, start, match.start(), index)
                stop = _window_end(page, match.end(), end, event)
                found += _prose_event(page, match.end(), stop, event, weight)
    found.sort(key=lambda item: -item[1].score)
    return found


def _window_end(page: Page, start: int, end: int, event: str) -> int:
    """The clause ends at the other event, at a closing bracket, or where another verb starts."""
    stops = [_DIED if event == "birth" else _BORN, _CLAUSE_END]
    found = [match.start() for stop in stops if (match := stop.search(page.text, start, end))]
    return min([*found, end, start + 160])


def _subject_factor(page: Page, start: int, verb: int, sentence: int) -> float:
    """How likely the verb speaks of the page's own person."""
    before = page.text[start:verb]
    if sentence == 0 or _ABOUT_SUBJECT.match(before) or not before.strip():
        return 1.0
    folded = before.casefold()
    if any(part in folded for part in page.key if len(part) > 2):
        return 0.95
    return 0.8 if re.search(r"\b(?:he|she)\b", before) else 0.5


def _prose_event(
    page: Page, start: int, stop: int, event: str, weight: float
) -> list[tuple[str, Found]]:
    found = []
    date = next((d for d in page.dates if start <= d.start < stop and d.year), None)
    if date:
        found.append((f"date of {event}", Found(page, date.start, date.end, weight, date)))
    for name in page.names:
        if start <= name.start < stop and _PLACE_LINK.search(page.text, start, name.start):
            if not page.in_date(name.start):
                found.append((f"place of {event}", Found(page, name.start, name.end, weight)))
                break
    return found
