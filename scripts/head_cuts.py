"""Stretches of text and their tokens: a passage cut down, its lead, where an answer stands."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from graphrag.embedding.span_head.head_rows import HeadRow

SENTENCE = re.compile(r"[.!?][\"')\]]*\s+(?=[A-Z0-9\"'(\[])")


def lead(title: str, titled: bool = True) -> str:
    """What stands before a passage."""
    return f"{title}: " if title and titled else ""


def tokens_of(row: HeadRow, places: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The token spans of stretches (start, length) that stand whole in a row."""
    for start, length in places:
        inside = [i for i, (a, b) in enumerate(row.places) if a < start + length and b > start]
        if (
            inside
            and row.places[inside[0]][0] <= start
            and row.places[inside[-1]][1] >= start + length
        ):
            yield row.first + inside[0], row.first + inside[-1]


def occurrences(text: str, answers: list[str]) -> list[tuple[int, int]]:
    """Where any of the answers stands, as (start, length)."""
    return [
        (match.start(), len(answer))
        for answer in dict.fromkeys(answers)
        if answer
        for match in re.finditer(rf"(?<!\w){re.escape(answer)}(?!\w)", text)
    ]


def crop(
    text: str, answer: dict[str, Any] | None, room: int, rng: random.Random
) -> tuple[str, int]:
    """Whole sentences of at most about `room` characters that hold the answer; and their start."""
    cuts = [0, *(match.end() for match in SENTENCE.finditer(text)), len(text)]
    parts = [(a, b) for a, b in pairwise(cuts) if b > a]
    if answer is None:
        first = last = rng.randrange(len(parts))
    else:
        past = answer["start"] + len(answer["text"])
        first = max((i for i, (a, _) in enumerate(parts) if a <= answer["start"]), default=0)
        last = min((i for i, (_, b) in enumerate(parts) if b >= past), default=len(parts) - 1)
    grown = True
    while grown:
        grown = False
        for low, high in rng.sample([(first - 1, last), (first, last + 1)], 2):
            if low >= 0 and high < len(parts) and parts[high][1] - parts[low][0] <= room:
                first, last, grown = low, high, True
                break
    return text[parts[first][0] : parts[last][1]], parts[first][0]
