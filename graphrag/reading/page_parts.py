"""The parts of a passage: each heading with the lines under it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graphrag.reading.found import Found
from graphrag.reading.page import Page
from graphrag.storage.texts import ARROW

STEP = re.compile(r"^\s*\(?(?:\d{1,2}|[a-z])[.)]\s+")
_LINE = re.compile(r"[^\n]+")
_HEADINGS = re.compile(rf"{re.escape(ARROW)}|; ")
_CLOSED = re.compile(r"[.!?:;,)\d]\s*$")
_HEAD_WORDS = 2  # of a line that heads what follows though the passage's headings lack it
_LONG = 4  # words of the lines before it, on average, or it is one of them


class Part(NamedTuple):
    """A heading of a page and the (start, end) of the lines under it."""

    page: Page
    heading: str
    lines: tuple[tuple[int, int], ...]


def parts(page: Page) -> Iterator[Part]:
    """What a passage says under each of its headings, in order."""
    text = page.passage.text
    known = {one.strip().lower() for one in _HEADINGS.split(page.passage.section)} - {""}
    heading, own = "", list[tuple[int, int]]()
    for match in _LINE.finditer(text):
        line = match.group().strip()
        if line.lower() in known or (own and _heads(line, [text[a:b] for a, b in own])):
            if own:
                yield Part(page, heading, tuple(own))
            heading, own = line, []
        elif line:
            own.append(match.span())
    if own:
        yield Part(page, heading, tuple(own))


def _heads(line: str, before: Sequence[str]) -> bool:
    """A few words by themselves after longer lines: "Stats"."""
    words = sum(len(one.split()) for one in before)
    short = len(line.split()) <= _HEAD_WORDS and line[:1].isupper() and not _CLOSED.search(line)
    return short and words > _LONG * len(before) and not re.search("[,:] ", line)


def sentences_in(page: Page, line: tuple[int, int], score: float) -> Iterator[Found]:
    """The sentences that begin in a line, each to be cited."""
    for start, end in page.sentences:
        if line[0] <= start < line[1]:
            yield Found(page, start, end, score)
