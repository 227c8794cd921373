"""Everything on a page that could be an answer: names, works, dates, numbers, noun phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graphrag.language.kinds import kind_of_noun
from graphrag.language.names import Stretch
from graphrag.language.numbers import LARGE, NUMBER_WORD, ORDINAL_WORD
from graphrag.language.scripts import WORD
from graphrag.language.words import FUNCTION_WORDS
from graphrag.reading.page import Page

_TITLES = frozenset(("Sir", "Dame", "Lord", "Lady", "Dr.", "Mr.", "Mrs.", "Saint", "St.", "Sultan"))
_NICKNAME = re.compile(r' "[^"]{2,20}",? (?:[A-ZÀ-Þ][\w.-]* ?)*[A-ZÀ-Þ][\w-]+')
_QUOTED = re.compile(r'" ?([^"]{2,80}?) ?"')
NUMBER = re.compile(
    r"(?<![\w.])(?:[$£€] ?)?(?:\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th)?"
    rf"|{ORDINAL_WORD}|{NUMBER_WORD}|several\b)"
    rf"(?:-[a-z]+)?(?: ?%| percent| (?:{'|'.join(LARGE)}))?",
    re.IGNORECASE,
)
_COUNTED = re.compile(r" ([a-z]+)")
_YEAR_RANGE = re.compile(r"\b\d{4} ?[-–] ?(?:\d{4}|\d{2})\b")
_LOWER = re.compile(rf"{WORD}(?:['’-]{WORD})*")
_DENIED = re.compile(r"\b(?:not|never)\b(?! (?:only|just|merely))[^.;:]*$", re.IGNORECASE)
_BUT = re.compile(r"[^.;:]*?\bbut\b(?! also)", re.IGNORECASE)
_JOINED = re.compile(r"(?<!\w)@?\w[\w-]*(?:[._@]\w[\w-]*)+|(?<!\w)@\w[\w-]*")  # "delete-pods.py"
_BREAK_WORDS = FUNCTION_WORDS | frozenset(
    "located based situated born died won made directed written produced released began"
    " married played including related usually often".split()
)


class Candidate(NamedTuple):
    """A stretch of a page that could be an answer; `kind` says how it was found."""

    start: int
    end: int
    kind: str  # name | work | date | year | number | list | place | phrase


def candidates(page: Page, told: Iterable[tuple[int, int]] = ()) -> list[Candidate]:
    """Candidates in text order, each stretch once; `told` are stretches that rules point to."""
    text = page.text
    spans: list[tuple[int, int, str]] = [*_dates(page)]
    spans += [(*m.span(), "year") for m in _YEAR_RANGE.finditer(text) if not _cuts(page, *m.span())]
    spans += [(start, end, "work") for start, end in quoted_titles(page)]
    spans += _names(page)
    spans += _numbers(page)
    spans += [(start, end, "phrase") for start, end in _phrases(page)]
    spans += [(start, end, "told") for start, end in told]
    joined = [match.span() for match in _JOINED.finditer(text)]
    found: dict[tuple[int, int], Candidate] = {}
    for start, end, kind in spans:
        if kind == "phrase" and any(a <= start and end <= b for a, b in joined):
            continue  # a piece of an address or of a file's name
        if end > start and not is_denied(page, start, end):
            found.setdefault((start, end), Candidate(start, end, kind))
    return sorted(found.values())


def is_denied(page: Page, start: int, end: int) -> bool:
    """The text says that it is not this but another: "not born in Oslo but in Bergen"."""
    first, past = page.sentences[page.sentence_at(start)]
    denied = _DENIED.search(page.text[first:start])
    return denied is not None and _BUT.match(page.text[end:past]) is not None


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch with all of the address or file name that it cuts through: "py" of "a.py"."""
    around = (m.span() for m in _JOINED.finditer(text, max(0, start - 80), end + 80))
    cut = [(a, b) for a, b in around if a < end and start < b and (a, b) != (start, end)]
    return (
        (min(start, *(a for a, _ in cut)), max(end, *(b for _, b in cut))) if cut else (start, end)
    )


def quoted_titles(page: Page) -> list[tuple[int, int]]:
    """What stands between quotation marks, without them."""
    return [match.span(1) for match in _QUOTED.finditer(page.text)]


def _cuts(page: Page, start: int, end: int) -> bool:
    """[start, end) cuts through a full date: "5 June 1924 – 24 April 2005"."""
    return any(
        date.precision == 3 and (date.start < start < date.end or date.start < end < date.end)
        for date in page.dates
    )


def _dates(page: Page) -> Iterator[tuple[int, int, str]]:
    for date in page.dates:
        yield date.start, date.end, "year" if date.precision == 1 else "date"
        if date.precision > 1 and date.year > 0:
            yield date.end - len(str(date.year)), date.end, "year"


def _names(page: Page) -> list[tuple[int, int, str]]:
    """Names, "Town, State" and "A, B and C"."""
    names = [name for name in page.names if not page.in_date(name.start)]
    found = []
    for position, name in enumerate(names):
        found.append((name.start, name.end, "name"))
        found += [(start, end, "name") for start, end in _parts(page.text, name)]
        following = names[position + 1] if position + 1 < len(names) else None
        gap = page.text[name.end : following.start] if following else ""
        if following and gap == ", ":
            found.append((name.start, following.end, "place"))
        if following and gap in (" and ", " & ", ", and "):
            first = position
            while first and page.text[names[first - 1].end : names[first].start] == ", ":
                first -= 1
            found.append((names[first].start, following.end, "list"))
    return found


def _parts(text: str, name: Stretch) -> Iterator[tuple[int, int]]:
    """A name without its title ("Senator B. Joyce"), before its "of", with its nickname's rest."""
    written = text[name.start : name.end]
    first, space, rest = written.partition(" ")
    if space and (kind_of_noun(first) == "person" or first in _TITLES):
        yield name.end - len(rest), name.end
    head, of, tail = written.partition(" of ")
    if of:
        yield name.start, name.start + len(head)
        yield name.end - len(tail.removeprefix("the ")), name.end
    nickname = _NICKNAME.match(text, name.end)
    if nickname:
        yield name.start, nickname.end()


def _numbers(page: Page) -> list[tuple[int, int, str]]:
    """Numbers, alone and with the noun they count."""
    found = []
    for match in NUMBER.finditer(page.text):
        if page.in_date(match.start()):
            continue
        found.append((*match.span(), "number"))
        noun = _COUNTED.match(page.text, match.end())
        if noun and noun.group(1) not in FUNCTION_WORDS:
            found.append((match.start(), noun.end(), "number"))
    return found


def _phrases(page: Page) -> list[tuple[int, int]]:
    """Runs of up to five words without function words or punctuation between them."""
    found = []
    text = page.text
    run: list[tuple[int, int]] = []
    for match in [*_LOWER.finditer(text), None]:
        joined = (
            match is not None
            and run
            and text[run[-1][1] : match.start()] in (" ", "-", "- ")
            and match.group().lower() not in _BREAK_WORDS
        )
        if not joined:
            if run and len(run) <= 5:
                found += _of_run(text, run)
            run = []
        if match is not None and match.group().lower() not in _BREAK_WORDS:
            run.append(match.span())
    return found


def _of_run(text: str, run: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The whole run, and its end without the first words."""
    if not any(text[start].islower() for start, _ in run):
        return []
    end = run[-1][1]
    return [(start, end) for start, _ in run[:3]]
