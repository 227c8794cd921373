"""The lines of a list: those under what announces it, and those beside one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphrag.reading.material.sentences import ReadSentence, leads_on
from graphrag.reading.pages.found import Found
from graphrag.reading.pages.page_parts import MARK

AFTER_COLON = re.compile(r":\s+(?=\S)")
_LONGEST_LINE = 30  # words of a line that is one
_MOST = 25  # items


def lines_under(place: ReadSentence) -> list[Found]:
    """The lines behind an announcement up to an empty line after them, or the next heading.

    Behind a sentence that announces nothing, only lines that are marked as items.
    """
    page, (_, at) = place.page, place.span
    text = page.passage.text
    marked = MARK.match(text[at:].lstrip("\n")) is not None
    if not leads_on(place) and (not marked or MARK.match(place.text)):
        return []
    found: list[Found] = []
    gap = False
    for match in re.finditer(r"[^\n]+|\n\s*\n", text[at:]):
        line = match.group()
        if not line.strip():
            gap = True
            continue
        start, end = at + match.start(), at + match.end()
        marked = MARK.match(line) is not None
        if len(line.split()) > _LONGEST_LINE or (gap and found and not _alike(text, found, line)):
            break
        if found and MARK.match(_line(text, found[0])) and not marked:
            break
        found.append(Found(page, start, end, place.fit))
        gap = False
        if len(found) == _MOST:
            break
    return found


def around_item(place: ReadSentence) -> tuple[list[Found], list[Found]]:
    """What announces the list that a marked line belongs to, and its lines; of others nothing."""
    if AFTER_COLON.search(place.text):
        return [], []  # it has items of its own
    page, (at, _) = place.page, place.span
    text = page.passage.text
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    own = next((n for n, (start, end) in enumerate(lines) if start <= at < end), None)
    if own is None or not MARK.match(text[slice(*lines[own])]):
        return [], []
    first = past = own
    while first and _follows(text, lines[first - 1], lines[first]):
        first -= 1
    while past + 1 < len(lines) and _follows(text, lines[past], lines[past + 1]):
        past += 1
    above = lines[first - 1] if first else (0, 0)
    announced = text[slice(*above)].rstrip().endswith(":")
    steps = [Found(page, *line, place.fit) for line in lines[first : past + 1][:_MOST]]
    return ([Found(page, *above, place.fit)], steps) if announced else ([], [])


def _follows(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Two marked lines, one below the other."""
    return all(MARK.match(text[slice(*line)]) for line in (one, other))


def _line(text: str, step: Found) -> str:
    return text[step.start : step.end]


def _alike(text: str, found: Sequence[Found], line: str) -> bool:
    """A line after an empty one goes on with the list: as short, and closed in the same way."""
    first = _line(text, found[0])
    closed = [part.rstrip().endswith((".", ":", "?", "!")) for part in (first, line)]
    return closed[0] == closed[1] and len(line.split()) <= 3 * len(first.split())
