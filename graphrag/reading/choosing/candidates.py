"""Everything on a page that could be an answer: names, dates, numbers, noun phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graphrag.language.numbers import LARGE, NUMBER_WORD, ORDINAL_WORD
from graphrag.language.quantities import FRACTION
from graphrag.language.scripts import WORD
from graphrag.language.words import FUNCTION_WORDS
from graphrag.reading.choosing.reached import ADDRESS
from graphrag.reading.pages.page import Page
from graphrag.reading.pages.page_parts import MARK
from graphrag.reading.tables.table_rows import FIELD

NUMBER = re.compile(
    r"(?<![\w.])(?:[$£€] ?)?(?:\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th|:\d+(?!\d*:))?"
    rf"|{ORDINAL_WORD}|{NUMBER_WORD}|several\b)"
    rf"(?:-[a-z]+)?(?: ?%| percent| (?:{'|'.join(LARGE)}))?",
    re.IGNORECASE,
)
_FRACTION = re.compile(rf"\b{FRACTION}", re.IGNORECASE)
_COUNTED = re.compile(r" ([a-z]+)")
_LOWER = re.compile(rf"{WORD}(?:['’-]{WORD})*")
_DENIED = re.compile(r"\b(?:not|never)\b(?! (?:only|just|merely))[^.;:]*$", re.IGNORECASE)
_BUT = re.compile(r"[^.;:]*?\bbut\b(?! also)", re.IGNORECASE)
_JOINED = re.compile(r"(?<!\w)@?\w[\w-]*(?:[._@]\w[\w-]*)+|(?<!\w)@\w[\w-]*")  # "delete-pods.py"
_DIALLED = re.compile(  # a telephone number, but no two years
    r"(?<![\w-])(?!(?:1\d|20)\d\d-\d{4}(?!\d))(?:\(\d{2,5}\) ?)?\d{3,}(?:-\d{3,})+(?![\w-])"
)
_LINE = re.compile(r"(?:(?! [·|•] )[^\n])+")  # or what stands between two dots of it
_NEAR = 3  # characters
_BREAK_WORDS = FUNCTION_WORDS | frozenset(
    "located based situated born died won made directed written produced released began"
    " married played including related usually often".split()
)


class Candidate(NamedTuple):
    """A stretch of a page that could be an answer; `kind` says how it was found."""

    start: int
    end: int
    kind: str  # name | date | year | number | phrase | told


def candidates(page: Page, told: Iterable[tuple[int, int]] = ()) -> list[Candidate]:
    """Candidates in text order, each stretch once; `told` are stretches that rules point to."""
    text = page.text
    names = ((*name, "name") for name in page.names if not page.in_date(name.start))
    phrases = ((start, end, "phrase") for start, end in _phrases(page))
    spoken = ((start, end, "told") for start, end in told)
    joined = [match.span() for match in _JOINED.finditer(text)]
    dialled = [match.span() for match in _DIALLED.finditer(text)]
    marks = [match.span() for match in MARK.finditer(page.passage.text)]
    found: dict[tuple[int, int], Candidate] = {}
    numbers = (*_numbers(page), *((*span, "number") for span in dialled))
    whole_ones = {match.span() for match in ADDRESS.finditer(text)}
    addresses = ((*span, "phrase") for span in whole_ones)
    for start, end, kind in (*_dates(page), *names, *numbers, *addresses, *phrases, *spoken):
        piece = kind == "phrase" and (start, end) not in whole_ones
        if piece and any(a <= start and end <= b for a, b in joined):
            continue  # a piece of an address or of a file's name
        if any(a <= start and end <= b for a, b in marks):
            continue
        if any(a <= start and end <= b and (start, end) != (a, b) for a, b in dialled):
            continue
        if end > start and not is_denied(page, start, end):
            found.setdefault((start, end), Candidate(start, end, kind))
    return sorted(found.values())


def is_denied(page: Page, start: int, end: int) -> bool:
    """The text says that it is not this but another: "not born in Oslo but in Bergen"."""
    first, past = page.sentences[page.sentence_at(start)]
    if "but" not in page.text[end:past].lower():  # spares two searches
        return False
    denied = _DENIED.search(page.text[first:start])
    return denied is not None and _BUT.match(page.text[end:past]) is not None


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch with all of the address, the name of a file or the telephone number that it cuts
    through: "py" of "a.py".
    """
    near = (text, max(0, start - 80), end + 80)
    around = (m.span() for pattern in (_JOINED, _DIALLED) for m in pattern.finditer(*near))
    cut = [(a, b) for a, b in around if a < end and start < b and (a, b) != (start, end)]
    return (
        (min(start, *(a for a, _ in cut)), max(end, *(b for _, b in cut))) if cut else (start, end)
    )


def in_one_line(page: Page, start: int, end: int) -> tuple[int, int]:
    """The longest part of a stretch between line breaks, the last of two: a heading is no part of
    the sentence below it. Nor is the mark of an item, or the head of a row's cell.
    """
    text = page.passage.text
    lines = [match.span() for match in _LINE.finditer(text, start, end)] or [(start, end)]
    first, past = max(reversed(lines), key=lambda line: line[1] - line[0])
    mark = MARK.match(text, first, past)
    first = mark.end() if mark else first
    row, stop = page.sentences[page.sentence_at(first)]
    cells = [
        (row + m.start("column"), row + m.start("cell"))
        for m in FIELD.finditer(page.text[row:stop])
    ]
    cut = next((cell for head, cell in cells if head == first and cell < past), first)
    return (cut if len(cells) > 1 else first), past


def in_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch that ends in a bracket with all of it, or without it where that is far to go."""
    opened = text.rfind("(", start, end)
    if opened <= start or text.find(")", opened, end) >= 0:
        return start, end
    closed = text.find(")", end, end + _NEAR)
    return (start, closed + 1) if closed >= 0 else (start, len(text[:opened].rstrip()))


def _dates(page: Page) -> Iterator[tuple[int, int, str]]:
    for date in page.dates:
        yield date.start, date.end, "year" if date.precision == 1 else "date"
        if date.precision > 1 and date.year > 0:
            yield date.end - len(str(date.year)), date.end, "year"


def _numbers(page: Page) -> Iterator[tuple[int, int, str]]:
    """Numbers, alone and with the noun they count, and fractions."""
    for match in _FRACTION.finditer(page.text):
        yield *match.span(), "number"
    for match in NUMBER.finditer(page.text):
        if not page.in_date(match.start()):
            yield *match.span(), "number"
            noun = _COUNTED.match(page.text, match.end())
            if noun and noun.group(1) not in FUNCTION_WORDS:
                yield match.start(), noun.end(), "number"


def _phrases(page: Page) -> Iterator[tuple[int, int]]:
    """Runs of up to five words without function words or punctuation, and their last words."""
    text = page.text
    words = [m.span() for m in _LOWER.finditer(text) if m.group().lower() not in _BREAK_WORDS]
    run: list[tuple[int, int]] = []
    for word in [*words, (len(text) + 1, 0)]:
        if run and text[run[-1][1] : word[0]] not in (" ", "-", "- "):
            if len(run) <= 5 and any(text[start].islower() for start, _ in run):
                yield from ((start, run[-1][1]) for start, _ in run[:3])
            run = []
        run.append(word)
