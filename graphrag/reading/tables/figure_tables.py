"""Tables of figures by year as plain text writes them, without bars or names of columns.

    (in millions)              2023     2022          (in millions)
    Mooring fees             12,400   11,950          2023
    Repairs                  (6,310)  (4,120)         2022
                                                      Mooring fees
                                                      12,400
                                                      11,950

Years side by side, or below each other, head what follows: a label with as many figures. Programs
that take text out of prints write a cell a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

_LINE = re.compile(r"[^\n]*\w[^\n]*|[^\n]*[—–-][^\n]*")
_CELL = re.compile(r"(?:[^;\s]|;(?! )|(?<! ) (?! ))+")  # between semicolons or two spaces
_YEAR = re.compile(r"(?:FY ?)?((?:19|20)\d\d)\*?")
_YEARS = re.compile(rf"(?:(?:{_YEAR.pattern})(?:[;.\s]+|$)){{2,}}")
_MAY_BE = re.compile(r"(?:19|20)\d\d\*?[;.\s]+(?:FY ?)?(?:19|20)\d\d|\n\s*(?:19|20)\d\d\*?\s*\n")
_OF_DAY = re.compile(r"[A-Z][a-z]{2,8}\.? \d{1,2},?")  # "December 31," above its year
_FIGURE = re.compile(r"[-–—]?\(?[$€£]? ?\d[\d,. ]*\d*%?\)?%?|[—–-]")
_NOTE = re.compile(r"\d{1,2}")
_SIGN = re.compile(r"[$€£]|%|\)")
_SCALE = re.compile(r"\b(thousand|million|billion)s?\b", re.IGNORECASE)
_LONGEST = 120  # characters of a label
_NEAR = 8  # lines above the years in which the scale is told
Span = tuple[int, int]
Scale = Span | None


class FigureRow(NamedTuple):
    """A label and its figures by year, all as stretches of the text; `scale` tells millions."""

    label: Span
    above: str  # the last label without figures
    figures: Mapping[int, Span]  # by year
    heads: Mapping[int, Span]  # where each year stands
    scale: Scale

    def called(self, text: str) -> str:
        """Its label as the text writes it."""
        return text[slice(*self.label)]


@lru_cache(maxsize=32)  # each candidate on a page asks for its rows
def figure_rows(text: str) -> tuple[FigureRow, ...]:
    """The rows of all tables of figures in a text."""
    return tuple(_found(text)) if _MAY_BE.search(text) else ()  # spares most pages


def _found(text: str) -> Iterator[FigureRow]:
    """The rows of a text in order."""
    lines = [match.span() for match in _LINE.finditer(text)]
    years: dict[int, Span] = {}
    scale: Scale = None
    above, label, values = "", (0, 0), list[Span]()
    at = 0
    while at < len(lines):
        found, past = _years(text, lines, at)
        if found:
            yield from _row(text, label, above, values, years, scale)
            years, scale = found, _scale(text, lines[max(0, at - _NEAR) : past])
            at, label, values, above = past, (0, 0), [], ""
            continue
        for cell in _cells(text, *lines[at]):
            if not years or _SIGN.fullmatch(text, *cell):
                continue
            if _FIGURE.fullmatch(text, *cell):
                values.append(cell)
                continue
            yield from _row(text, label, above, values, years, scale)
            if label[1] and not values:
                above = text[slice(*label)]
            values = []
            label = cell if cell[1] - cell[0] <= _LONGEST else (0, 0)
        at += 1
    yield from _row(text, label, above, values, years, scale)


def _row(
    text: str,
    label: Span,
    above: str,
    values: Sequence[Span],
    years: Mapping[int, Span],
    scale: Scale,
) -> Iterator[FigureRow]:
    """The row, where it has a figure for each year; one more in front is the number of a note."""
    if len(values) == len(years) + 1 and _NOTE.fullmatch(text, *values[0]):
        values = values[1:]
    if label[1] and values and len(values) == len(years):
        figures = dict(zip(years, values, strict=True))
        yield FigureRow(label, above, figures, years, scale)


def _years(text: str, lines: Sequence[Span], at: int) -> tuple[dict[int, Span], int]:
    """The years, two or more, that stand at a line or in it and those that follow."""
    side = _YEARS.match(text, *lines[at])
    if side:
        return {int(m[1]): m.span(1) for m in _YEAR.finditer(text, *side.span())}, at + 1
    found: dict[int, Span] = {}
    past = at
    while past < len(lines):
        start, end = lines[past]
        said = text[start:end].strip()
        year = _YEAR.fullmatch(said)
        if year:
            found[int(year[1])] = (start, end)
        elif not _OF_DAY.fullmatch(said):
            break
        past += 1
    return (found, past) if len(found) > 1 else ({}, at)


def _cells(text: str, start: int, end: int) -> Iterator[Span]:
    """The cells of a line, without the full stop behind the last."""
    stop = start + len(text[start:end].rstrip().removesuffix("."))
    for match in _CELL.finditer(text, start, stop):
        first, past = match.span()
        said = text[first:past]
        first += len(said) - len(said.lstrip())
        past -= len(said) - len(said.rstrip())
        trailing = re.fullmatch(r"(.*\d[)%]?) [$€£]", text[first:past])
        if first < past:
            yield first, past - (2 if trailing else 0)


def _scale(text: str, lines: Sequence[Span]) -> Scale:
    found = [match.span() for line in lines for match in _SCALE.finditer(text, *line)]
    return found[-1] if found else None
