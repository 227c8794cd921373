"""The parts of a passage: each heading with the lines under it."""

from __future__ import annotations

import re
from typing import NamedTuple

from graphrag.storage.texts import ARROW

# Of an item or a heading: "- ", "4. ", "(iv) ", "b. ", "7.9 "; that of a step counts.
MARK = re.compile(
    r"^\s*(?:[-*•‣–]|(?P<counted>\(?(?:\d{1,3}|[a-z])[.)])|\(?[ivxIVX]{1,6}[.)]"
    r"|\d{1,3}(?:\.\d{1,3})+[.)]?)\s+",
    re.MULTILINE,
)
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
        sister = line.split()[-1:] == heading.split()[-1:]  # "Past members" after "Our members"
        if line.lower() in known or (own and (long or sister) and _is_head(line)):
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
