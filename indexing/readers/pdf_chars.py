"""From the characters of a PDF's page to runs of text, by where each stands and how wide it is.

pdfium tells every character's origin, advance and angle. Its own text of a box mixes lines that
lie close, and its spaces come from the ink: narrow letters get some, wide ones swallow theirs. So
what belongs together is told here: a baseline, and gaps as wide as a space. A character that is
drawn again at its own place (bold, shadows) counts once. What is set at another angle than most of
the page (marks along the edge, "DRAFT" across it) comes below everything else, in its own
direction.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexing.readers.pdf_lines import GUTTER, SPACE, TextRun

_SAME = 0.15  # of the size of the type: baselines further apart are two
_JUSTIFIED = 2.0  # of the size: as wide may a space be that is a character
_SEEN = 0.05  # of the size: as narrow may a space be that pdfium sees, too
_AGAIN = 3  # characters at their own places from which it is looked at more closely
_BELOW = 100_000.0  # where what is turned comes
_UNSPACED = "[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60]"  # scripts without spaces
_WITHIN = re.compile(rf"(?<={_UNSPACED}) (?={_UNSPACED})")


@dataclass(slots=True)
class Char:
    """A character at its place; y is its baseline."""

    text: str
    left: float
    right: float
    y: float
    size: float
    angle: int  # degrees
    bold: bool
    spaces: int  # characters before it
    seen: bool  # pdfium sees a space before it
    ends: bool  # and here the end of a line


def runs_of(drawn: Sequence[Char]) -> list[TextRun]:
    """The runs of text of a page, of what is drawn on it in this order."""
    chars = _once(drawn)
    if not chars:
        return []
    angles = Counter(char.angle for char in chars)
    upright = max(angles, key=lambda angle: angles[angle])
    apart: dict[int, list[Char]] = defaultdict(list)
    for char in chars:
        apart[char.angle].append(char)
    found = _joined(apart.pop(upright), 0.0)
    for number, (_, others) in enumerate(sorted(apart.items()), 1):
        found += _joined(others, -_BELOW * number)
    return found


def _once(chars: Sequence[Char]) -> Sequence[Char]:
    """Without those that are drawn again where they stand, or as good as there."""
    places = {(char.text, round(char.left), round(char.y)) for char in chars}
    if len(places) > len(chars) - _AGAIN:
        return chars
    kept: list[Char] = []
    drawn: set[tuple[str, int, int]] = set()
    for char in chars:
        near = max(0.1, min(1.0, 0.15 * char.size))
        across, up = round(char.left / near), round(char.y / near)
        beside = ((char.text, across + a, up + b) for a in (0, -1, 1) for b in (0, -1, 1))
        parts = char.text == "f" and bool(kept) and kept[-1].text == "f"  # of a ligature, one place
        parts = parts and (kept[-1].left, kept[-1].y) == (char.left, char.y)
        if drawn.isdisjoint(beside) or parts:
            drawn.add((char.text, across, up))
            kept.append(char)
    return kept


def _joined(chars: Sequence[Char], shift: float) -> list[TextRun]:
    """Characters side by side as one run; `shift` moves the runs down."""
    from_right = sum(_is_from_right(char.text) for char in chars) > 0.2 * len(chars)
    runs: list[list[Char]] = []
    for char in chars:
        if runs and _goes_on(runs[-1][-1], char, from_right=from_right):
            runs[-1].append(char)
        else:
            runs.append([char])
    return [_run(run, shift) for run in runs]


def _is_from_right(said: str) -> bool:
    return unicodedata.bidirectional(said[0]) in ("R", "AL")


def _goes_on(last: Char, char: Char, *, from_right: bool) -> bool:
    """Whether a character stands in one run with the one before it. Lines from the right to the
    left are as pdfium orders them.
    """
    size = max(last.size, char.size)
    if abs(char.y - last.y) > _SAME * size or not 0.8 < char.size / last.size < 1.25:
        return False
    if from_right:
        return not char.ends
    gap = char.left - last.right
    return -0.5 * size < gap < (_JUSTIFIED if char.spaces == 1 else GUTTER) * size


def _run(chars: Sequence[Char], shift: float) -> TextRun:
    said = [chars[0].text]
    for last, char in pairwise(chars):
        least = _SEEN if char.seen else SPACE
        spaced = (
            char.spaces
            or (char.seen and char.angle % 90)
            or char.left - last.right > least * last.size
        )
        said.append(f" {char.text}" if spaced else char.text)
    first = chars[0]
    return TextRun(
        _WITHIN.sub("", "".join(said)),
        min(char.left for char in chars),
        first.y - 0.2 * first.size + shift,
        max(char.right for char in chars),
        first.y + 0.8 * first.size + shift,
        first.size,
        all(char.bold for char in chars),
        bool(shift),
    )
