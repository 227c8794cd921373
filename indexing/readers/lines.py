"""Lines and paragraphs of plain text: which line ends mean something, and which are a width.

A line was broken at a width where the next line's first word would not have fitted. A hyphen at
such a line's end is part of the word ("well-known") or was put there to break it ("exam-ple").
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from string import ascii_lowercase

from graphrag.language.scripts import LETTERS

_BULLET = re.compile(r"(?:[-*•‣◦▪–+·●○■□]|\(?(?:\d{1,3}|[A-Za-z]|[ivxlc]{1,5})[.)])\s+(?=\S)")
_SPEAKER = re.compile(r"\[?[^\W\d_a-z][\w .'’-]{0,30}\]?(?: \(?[\d:]+\)?)?:(?:\s|$)")
_HYPHEN = re.compile(rf"({LETTERS})[-\u2010\u00ad]$")
_FIRST = re.compile(LETTERS)
_HYPHENED = re.compile(rf"{LETTERS}(?:[-\u2010]{LETTERS})*")
_ENDS = re.compile(r"[.!?:;。！？।۔][\"'”’)\]]*$")
NARROWEST = 40  # characters that a line has at least, where it was broken at a width
_FEW = 4  # line ends that say nothing for sure about a width
_LONGEST = 80  # characters of a word that may be broken
_SURE = 60  # characters of a line that is taken as broken all the same


def tidy(text: str) -> str:
    """Line ends as newlines, no space before them, at most one blank line in a row."""
    text = re.sub(r"\r\n?|\u2028|\u2029", "\n", text).replace("\xad", "")
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def one_line(text: str) -> str:
    """All white space as single spaces."""
    return " ".join(text.replace("\xad", "").split())


def width_of(lines: Sequence[str]) -> int:
    """The width at which a text was broken; 0 where its line ends seem to be its author's."""
    breaks = [(a, b) for a, b in pairwise(lines) if a.strip() and b.strip()]
    breaks = [(a, b) for a, b in breaks if not item_of(b)]
    if not breaks:
        return 0
    lengths = sorted(len(line) for line, _ in breaks)
    width = lengths[int(0.95 * (len(lengths) - 1))]
    if width < NARROWEST or (len(breaks) < _FEW and width < _SURE):
        return 0
    soft = sum(_would_not_fit(line, after, width) for line, after in breaks)
    return width if soft >= 0.6 * len(breaks) else 0


def unwrap(text: str, width: int | None = None) -> str:
    """Tidy text whose lines were broken at a width: its lines joined, and its words.

    Args:
        text: paragraphs.
        width: of the text that they are from; None: by their own lines.
    """
    lines = tidy(text).split("\n")
    width = width_of(lines) if width is None else width
    joined: list[str] = []
    last = ""  # the line that ends what is joined so far
    for line in lines:
        if joined and last and line and is_soft(last, line, width):
            joined[-1] = join(joined[-1], line.lstrip())
        else:
            joined.append(line)
        last = line
    return "\n".join(joined)


def is_soft(line: str, after: str, width: int) -> bool:
    """Does what `line` says go on in the line `after` it?"""
    begin = after.lstrip()
    if item_of(begin) or _SPEAKER.match(begin):
        return False
    if begin[0].islower() or (_HYPHEN.search(line[-_LONGEST:]) and begin[0].isalpha()):
        return True
    return bool(width) and _would_not_fit(line, after, width)


def item_of(line: str) -> str:
    """The mark with which a line begins an item of a list; empty where it is none."""
    found = _BULLET.match(line.lstrip())
    return found.group() if found else ""


def own_words(lines: Iterable[str]) -> frozenset[str]:
    """The words of a text in lower case, those with hyphens whole."""
    return frozenset(
        found.group().replace("\u2010", "-").casefold()
        for line in lines
        for found in _HYPHENED.finditer(line)
    )


def join(line: str, after: str, own: Container[str] = ()) -> str:
    """Two lines that are one.

    Args:
        own: words of their text, which say how it writes what a hyphen at a line's end parts.
    """
    broken, begin = _HYPHEN.search(line, max(0, len(line) - _LONGEST)), _FIRST.match(after)
    if not broken or not begin:
        return f"{line} {after}"
    whole = line[: broken.start()].endswith(("-", "\u2010"))
    one, two = broken.group(1), begin.group()
    whole = whole or f"{one}-{two}".casefold() in own
    if whole or ((one + two).casefold() not in own and keeps_hyphen(one, two)):
        return line[:-1] + "-" + after
    return line[:-1] + after


def keeps_hyphen(before: str, after: str) -> bool:
    """Is the hyphen part of the word? Yes between two words where they are none together."""
    if after[0].isupper() and not before.isupper():
        return True
    one, two = before.casefold(), after.casefold()
    known = common_words()
    return one + two not in known and one in known and two in known


@cache
def common_words() -> frozenset[str]:
    """Words of English that are used often (`scripts/common_words.py`)."""
    path = Path(__file__).with_name("common_words.txt")
    return frozenset(path.read_text(encoding="utf-8").split())


def _would_not_fit(line: str, after: str, width: int) -> bool:
    """Line and next word are longer than the width; a ragged edge of a few characters is let be."""
    return len(line) + 1 + len(after.split(maxsplit=1)[0]) > width - (
        0 if _ENDS.search(line) else 3
    )


def numeral(number: int, kind: str) -> str:
    """As a list counts: by letters where it does; Roman numbers are given as the others."""
    if kind.endswith("alpha") and 1 <= number <= len(ascii_lowercase):
        letter = ascii_lowercase[number - 1]
        return letter.upper() if kind.startswith("upper") else letter
    return str(number)
