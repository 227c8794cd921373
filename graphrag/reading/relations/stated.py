"""What a page states of its own person or work: the name behind a cue, a date, a place, a country.

... directed by Anna Berg ...                             director: Anna Berg
Ann Lee (Florence, 30 April 1839 – 1892) was a poet.      born in Florence; died in 1892
She died in Oslo on 9 June 1977.                          place and date of death
"""

from __future__ import annotations

import re

from graphrag.language.countries import ADJECTIVES, find_countries
from graphrag.language.dates import Moment
from graphrag.language.keys import fold
from graphrag.language.names import Stretch
from graphrag.reading.choosing.candidates import is_denied
from graphrag.reading.pages.found import Found
from graphrag.reading.pages.page import Page
from graphrag.reading.relations.wordings import CAUSES, CUES, FEMALE

_CUES = {
    asked: [(re.compile(rf"\b(?:{words})(?![\w-])", re.IGNORECASE), sure) for words, sure in rows]
    for asked, rows in CUES.items()
}
_FAR = 90  # characters between a cue and its name, at most
_JOINED = re.compile(r"(?: ?\([^()]*\))?,? (?:and|&) (?:[\w',]+ ){0,5}")
_FEMALE = re.compile(rf"\b{FEMALE}\b")
_BRACKET = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_DASH = re.compile(r" ?– ?| - |(?<=\d)-(?= ?\d)|(?<=[a-z])- (?=[A-Z]\w+ \d)|;(?= ?died)")
_EVENTS = {
    "birth": re.compile(r"\b(?:born|birth|née?)\b(?! to\b)", re.IGNORECASE),
    "death": re.compile(
        r"\b(?:died|dies|passed away|death|killed|assassinated|murdered|executed)\b", re.IGNORECASE
    ),
}
_CLAUSE_END = {
    event: re.compile(
        rf"\)|\b(?:is|was|are|were|who|which|where|he|she|{other})\b(?! aged)", re.IGNORECASE
    )
    for event, other in (("birth", "died|dies|death|killed"), ("death", "born|birth"))
}
_IN = re.compile(r"\b(?:in|at|near|outside)(?: the| his home| her home)?(?: [a-z]+){0,3}? ?$")
_COPULA = re.compile(r"\b(?:is|was|are|were|became)\b")


def stated(page: Page, asked: str) -> list[Found]:
    """Values of an attribute or a role that the page states, best first."""
    event = asked.removeprefix("date of ").removeprefix("place of ")
    if event in _EVENTS:
        found = [value for name, value in _ends(page, event) if name == asked]
    elif asked in ("nationality", "country"):
        found = _countries(page, asked)
    elif asked == "cause of death":
        found = _causes(page)
    else:
        found = _behind_cues(page, asked)
    found.sort(key=lambda value: -value.score)
    return [value for value in found if not is_denied(page, value.start, value.end)]


def _behind_cues(page: Page, asked: str) -> list[Found]:
    """The names that follow a cue in its sentence, nearer ones and earlier sentences first."""
    best: dict[int, Found] = {}
    for cue, sure in _CUES.get(asked, ()):
        for match in cue.finditer(page.text):
            number = page.sentence_at(match.start())
            for place, name in enumerate(
                _names(page, match.end(), page.sentences[number][1], asked)
            ):
                far = min(0.3, (name.start - match.end()) / 200)
                score = sure - 0.05 * min(number, 4) - 0.1 * place - far
                known = best.get(name.start)
                if known is None or known.score < score:
                    best[name.start] = Found(page, name.start, name.end, score)
    return list(best.values())


def _names(page: Page, position: int, end: int, asked: str) -> list[Stretch]:
    """The first name behind a cue and those joined to it; of two parents, the one of the two."""
    run: list[Stretch] = []
    last = position
    for name in page.names:
        if not position <= name.start < end or page.in_date(name.start):
            continue
        gap = page.text[last : name.start]
        if len(gap) > _FAR or (run and not _JOINED.fullmatch(gap)):
            break
        if page.text[name.start : name.end].replace("- ", "-") in ADJECTIVES:
            continue  # "by Norwegian painter Nils Holm"
        run.append(name)
        last = name.end
    if asked not in ("father", "mother") or not run:
        return run
    if asked in page.text[max(0, position - 12) : position]:
        return run[:1]  # "his mother was Ada Elm"
    starts = (position, *(name.end for name in run))  # a title, or "actress" before the name
    women = [
        n for low, n in zip(starts, run, strict=False) if _FEMALE.search(page.text, low, n.end)
    ]
    if asked == "father":
        return [name for name in run if name not in women][:1]
    return women[:1] or run[1:2]


def _ends(page: Page, event: str) -> list[tuple[str, Found]]:
    """Date and place of birth or death: from the lead's bracket, from the sentences that say so."""
    found = _in_bracket(page, event)
    for number, (start, end) in enumerate(page.sentences):
        for match in _EVENTS[event].finditer(page.text, start, end):
            closed = _CLAUSE_END[event].search(page.text, match.end(), end)
            stop = min(end, match.end() + 160, closed.start() if closed else end)
            sure = 0.8 if number == 0 or _is_own(page, page.text[start : match.start()]) else 0.4
            found += _date(page, match.end(), stop, event, sure)
            for name in page.names:
                inside = match.end() <= name.start < stop and not page.in_date(name.start)
                if inside and _IN.search(page.text, start, name.start):
                    found.append((f"place of {event}", Found(page, name.start, name.end, sure)))
                    break
    return found


def _is_own(page: Page, before: str) -> bool:
    """Before the verb stands a pronoun, the page's name or nothing: not "her friend Bo Ray"."""
    words = {fold(word) for word in re.findall(r"\w+", before)}
    return not words or bool(words & {"he", "she", "they", *page.key})


def _in_bracket(page: Page, event: str) -> list[tuple[str, Found]]:
    """From the first bracket near the top that holds a year: birth – death."""
    for match in _BRACKET.finditer(page.text, 0, 600):
        start, end = match.span(1)
        dates = [date for date in page.dates if start <= date.start < end and date.year]
        if match.start() > 300 or not dates:
            continue
        died_only = re.match(r"\W*(?:d\.|died|death)", page.text[start:end]) is not None
        left, right = (start, start) if died_only else _halves(page, start, end, dates)
        low, past = (start, left) if event == "birth" else (right, end)
        return [*_date(page, low, past, event, 1.0), *_place(page, low, past, event)]
    return []


def _halves(page: Page, start: int, end: int, dates: list[Moment]) -> tuple[int, int]:
    """Where the birth half ends and the death half starts."""
    for dash in _DASH.finditer(page.text, start, end):
        if any(date.start < dash.end() and date.end > dash.start() for date in dates):
            continue
        if any(date.end <= dash.start() for date in dates) or dash.start() - start < 2:
            return dash.span()
    full = [date.start for date in dates if date.precision == 3]
    return (full[1], full[1]) if len(full) > 1 else (end, end)


def _date(page: Page, start: int, end: int, event: str, sure: float) -> list[tuple[str, Found]]:
    date = next((d for d in page.dates if start <= d.start and d.end <= end and d.year), None)
    return [(f"date of {event}", Found(page, date.start, date.end, sure, date))] if date else []


def _place(page: Page, start: int, end: int, event: str) -> list[tuple[str, Found]]:
    """The first name behind the date, or before it: "(Florence, 30 April 1839"."""
    names = [
        name
        for name in page.names
        if start <= name.start
        and name.end <= end
        and not page.in_date(name.start)
        and not page.text.startswith(":", name.end)
        and page.text[name.start : name.end] not in ADJECTIVES
    ]
    date = next((d.end for d in page.dates if start <= d.start and d.end <= end), start)
    later = [name for name in names if name.start >= date]
    if not later and _EVENTS["birth"].search(page.text, start, date):
        return []  # "born Anna Holm; 3 May 1901"
    return [(f"place of {event}", Found(page, n.start, n.end, 0.95)) for n in (later or names)[:1]]


def _causes(page: Page) -> list[Found]:
    """What someone died of: no place, no name, no more than a few words."""
    found = []
    for rank, wording in enumerate(CAUSES):
        for match in re.finditer(wording, page.text):
            start, end = match.span("cause")
            if end - start <= 60 and not any(start <= name.start < end for name in page.names):
                found.append(Found(page, start, end, 0.9 - 0.15 * rank))
    return found


def _countries(page: Page, asked: str) -> list[Found]:
    """Of a person the adjective of "is an American ...", of a place the first sentence's last."""
    found: list[Found] = []
    for start, end, _ in find_countries(page.text):
        number = page.sentence_at(start)
        adjective = page.text[start:end].replace("- ", "-") in ADJECTIVES
        if asked == "country":
            score = (0.9 if number == 0 else 0.5 / (1 + number)) - 0.3 * adjective
            found.insert(0, Found(page, start, end, score))
            continue
        copula = _COPULA.search(page.text, *page.sentences[number])
        said = copula is not None and copula.end() <= start < copula.end() + 40
        score = (1.0 if number == 0 else 0.5) * (1.0 if said else 0.3) * (1.0 if adjective else 0.5)
        found.append(Found(page, start, end, score))
    return found
