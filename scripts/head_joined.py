"""The fittest sentences of several passages as one text, for the span head's examples.

"Harrow Mill was built by Edda Lund. Edda Lund: She was born in Bergen." is read in one row, so
that its attention makes the hop. (The product reads every passage by itself: beside those rows, one
of sentences adds nothing to the choice, docs/decisions/0017.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphrag.embedding.span_head.head_rows import HeadText

ROOM = 1500  # characters of a joined text
WINDOW = 448  # tokens of its row
_FIRST = 0.1  # what a passage's first sentence counts more, in cosines: it says what it is about
_RANK = 0.02  # what a passage counts less for each before it


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters [start, end) of passage number `passage`."""

    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Joined:
    """`text` has piece i from character `starts[i]` on, after its passage's lead if it is new."""

    text: str
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]


Rated = tuple[int, int, float]  # a sentence's start and end, and how well it fits


def picked(passages: Sequence[Sequence[Rated]], room: int = ROOM) -> list[Piece]:
    """The fittest sentences in the order in which they are read; as many as there is room for."""
    every = [
        (fit + _FIRST * (place == 0) - _RANK * rank, Piece(rank, start, end))
        for rank, sentences in enumerate(passages)
        for place, (start, end, fit) in enumerate(sentences)
    ]
    every.sort(key=lambda pair: -pair[0])
    chosen: list[Piece] = []
    for _, piece in every:
        if piece.end - piece.start <= room:
            room -= piece.end - piece.start
            chosen.append(piece)
    return sorted(chosen, key=lambda piece: (piece.passage, piece.start))


def joined(texts: Sequence[HeadText], pieces: Sequence[Piece]) -> Joined:
    """The pieces one after the other, each passage's first after what stands before it."""
    parts: list[str] = []
    starts: list[int] = []
    length, last = 0, -1
    for piece in pieces:
        own = texts[piece.passage]
        lead = own.before if piece.passage != last else ""
        length += len(lead)
        starts.append(length)
        parts.append(f"{lead}{own.text[piece.start : piece.end]} ")
        length += piece.end - piece.start + 1
        last = piece.passage
    return Joined("".join(parts), tuple(pieces), tuple(starts))
