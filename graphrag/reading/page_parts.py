"""The parts of a passage: each heading with the lines under it."""

from __future__ import annotations

import re
from typing import NamedTuple

from graphrag.storage.texts import ARROW

STEP = re.compile(r"^\s*\(?(?:\d{1,2}|[a-z])[.)]\s+")
_LINE = re.compile(r"[^\n]+")
_HEADINGS = re.compile(rf"{re.escape(ARROW)}|; ")
_CLOSED = re.compile(r"[.!?:;,)\d]\s*$")
_HEAD_WORDS = 2  # of a line that heads what follows though the passage's headings lack it
_LONG = 4  # words of the lines before it, on average, or it is one of them


class Part(NamedTuple):
    """A heading of a passage and the (start, end) of the lines under it."""

    heading: str
    lines: tuple[tuple[int, int], ...]


def parts_of(text: str, section: str) -> tuple[Part, ...]:
    """What a text says under each of its headings, in order; `section` names the first ones."""
    known = {one.strip().lower() for one in _HEADINGS.split(section)} - {""}
    found, heading, own, words = list[Part](), "", list[tuple[int, int]](), 0
    for match in _LINE.finditer(text):
        line = match.group().strip()
        long = words > _LONG * len(own)
        if line.lower() in known or (own and long and _is_head(line)):
            found += [Part(heading, tuple(own))] if own else []
            heading, own, words = line, [], 0
        elif line:
            own.append(match.span())
            words += len(line.split())
    return (*found, Part(heading, tuple(own))) if own else tuple(found)


def _is_head(line: str) -> bool:
    """A few words by themselves, as "Stats"; after longer lines they head what follows."""
    short = len(line.split()) <= _HEAD_WORDS and line[:1].isupper()
    return short and not _CLOSED.search(line) and ", " not in line and ": " not in line
