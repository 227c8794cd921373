"""Start, end and none: an extractive reader's head (BERT, arXiv:1810.04805) over many passages.

For a passage the layers give every token a logit to be an answer's first, s, and its last, e; the
first token of the row, which stands for the whole, gives those of "no answer here". A span's score
is s + e - none, so scores of one question's passages can be compared: the layers were fitted with
one softmax over all spans of all its passages, none having the score 0
(shared normalisation, arXiv:1710.10723).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from graphrag.embedding.runtime import Layers, cores, open_tokenise, pool
from graphrag.embedding.span_head.head_rows import READ, WINDOW, HeadRow, HeadText, rows
from graphrag.embedding.weights import checked, model_folder, tables

LONGEST = 24  # tokens of an answer
NOWHERE = -30.0  # the score of what no row holds
_KEPT = 64  # rows and texts: what was read to order passages is not read again for the answer

Floats = NDArray[np.float32]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class HeadSpan:
    """Characters [start, end) of passage number `passage`; `score` is above that of no answer."""

    passage: int
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class ReadRow:
    """A row with what the head says of the passage's own tokens, both above half of none's."""

    row: HeadRow
    starts: Floats  # (tokens of the passage,)
    ends: Floats
    none: float  # probability that nothing in the row answers

    def table(self, own: slice = slice(None)) -> Floats:
        """(tokens, tokens) score of every span of these tokens that is not too long; of others
        NOWHERE.
        """
        return _spans(self.starts[own], self.ends[own])

    def within(self, start: int, end: int) -> slice:
        """The passage's own tokens that lie in characters [start, end)."""
        low = int(np.searchsorted(self.row.places[:, 0], start, side="left"))
        past = int(np.searchsorted(self.row.places[:, 1], end, side="right"))
        return slice(low, max(low, past))

    def mass(self, start: int, end: int) -> float:
        """Sum of exp(score) over the spans that lie in characters [start, end)."""
        own = self.within(start, end)
        return float(np.exp(self.table(own)).sum())


@dataclass(frozen=True, slots=True)
class HeadReading:
    """What the head says of one question's passages.

    `spans` are each passage's best ones that do not overlap, all together, best first;
    `none` has for each passage the probability that nothing in it answers (1 where it is empty).
    """

    spans: tuple[HeadSpan, ...]
    none: tuple[float, ...]
    rows: tuple[ReadRow, ...]

    def scores(self, passage: int, stretches: Sequence[tuple[int, int]]) -> list[float]:
        """The score of any stretches of a passage, NOWHERE where it was not read or is too long."""
        starts, ends = np.array(stretches, np.int64).reshape(-1, 2).T
        found = np.full(len(starts), NOWHERE, np.float32)
        for one in self.rows:
            if one.row.passage == passage:
                found = np.maximum(found, _scores(one, starts, ends))
        said: list[float] = found.tolist()
        return said

    def row_of(self, passage: int, start: int, end: int) -> ReadRow | None:
        """The row with most of characters [start, end) of a passage; None where none has any."""

        def tokens(one: ReadRow) -> int:
            own = one.within(start, end)
            return int(own.stop - own.start)

        own = [one for one in self.rows if one.row.passage == passage and tokens(one)]
        return max(own, key=tokens, default=None)

    def log_odds(self, passage: int, start: int, end: int) -> float:
        """Of an answer that lies in characters [start, end) of a passage against none in it.

        The logarithm of the softmax's mass there, none's being 1; not below NOWHERE.
        """
        own = (one.mass(start, end) for one in self.rows if one.row.passage == passage)
        return max(NOWHERE, math.log(max(own, default=0.0) or math.exp(NOWHERE)))


class SpanHead:
    """The head that comes with the package. About 20 ms of one core for a passage."""

    def __init__(self, graph: bytes | None = None) -> None:
        """Open the head on the bundled encoder's tables.

        Args:
            graph: an ONNX file's bytes; default: the package's own.

        Raises:
            WeightsError: the encoder's files are missing or damaged.
        """
        folder = model_folder()
        self._tokenise = lru_cache(maxsize=_KEPT)(open_tokenise(folder))
        own = files("graphrag.embedding.span_head") / "span-head.onnx"
        encoder = tables(checked(folder, "model.safetensors"))
        self._layers = Layers(graph or own.read_bytes(), encoder)
        self._logits = lru_cache(maxsize=_KEPT)(self._infer)

    def read(
        self,
        question: str,
        texts: Sequence[HeadText],
        best: int = 3,
        window: int = WINDOW,
        most: int = READ,
    ) -> HeadReading:
        """Read the texts, each by itself; any text is fine, and the same texts say the same.

        Args:
            question: any question; only its first 48 tokens count.
            texts: the passages, each with what leads to it.
            best: spans kept of each passage.
            window: tokens of a row, the question's among them; at most 512.
            most: rows of one passage that are read, those that fit the question best.
        """
        read = self._run_all(list(rows(self._tokenise, question, list(texts), window, most)))
        spans = [span for number in range(len(texts)) for span in _best(read, number, best)]
        spans.sort(key=lambda span: (-span.score, span.passage, span.start))
        none = [
            min((one.none for one in read if one.row.passage == number), default=1.0)
            for number in range(len(texts))
        ]
        return HeadReading(tuple(spans), tuple(none), read)

    def _run_all(self, found: list[HeadRow]) -> tuple[ReadRow, ...]:
        """Every row by itself, unpadded, spread over the cores; the longest first."""
        if min(cores(), len(found)) < 2:
            return tuple(map(self._run, found))
        order = sorted(range(len(found)), key=lambda at: -found[at].ids.shape[1])
        longest_first = [found[at] for at in order]
        read = dict(zip(order, pool(cores()).map(self._run, longest_first), strict=True))
        return tuple(read[at] for at in range(len(found)))

    def _run(self, row: HeadRow) -> ReadRow:
        logits = self._logits(row.ids.tobytes(), row.kinds.tobytes())
        inside = logits[row.first : row.first + len(row.places)]
        starts, ends = inside[:, 0] - logits[0, 0], inside[:, 1] - logits[0, 1]
        none = 1 / ((1 + np.exp(starts).sum()) * (1 + np.exp(ends).sum()))
        return ReadRow(row, starts, ends, float(none))

    def _infer(self, ids: bytes, kinds: bytes) -> Floats:
        """(tokens, 2) start and end logits of a row."""
        given = {"ids": _row(ids), "kinds_of": _row(kinds)}
        logits: Floats = self._layers.run(given)[0]
        return logits


def _row(numbers: bytes) -> NDArray[np.int64]:
    return np.frombuffer(numbers, np.int64)[None, :]


def _spans(starts: Floats, ends: Floats) -> Floats:
    place = np.arange(len(starts))
    long = place[None, :] - place[:, None]
    scores = starts[:, None] + ends[None, :]
    return np.where((long >= 0) & (long < LONGEST), scores, np.float32(NOWHERE))


def _best(read: Sequence[ReadRow], number: int, count: int) -> list[HeadSpan]:
    """The best spans of a passage, none overlapping another."""
    own = [one for one in read if one.row.passage == number]
    found: list[HeadSpan] = []
    tables_left = [one.table() for one in own]
    while len(found) < count and tables_left:
        at = max(range(len(own)), key=lambda i: float(tables_left[i].max()))
        first, last = divmod(int(tables_left[at].argmax()), len(tables_left[at]))
        score = float(tables_left[at][first, last])
        if score <= NOWHERE:
            break
        start, end = int(own[at].row.places[first, 0]), int(own[at].row.places[last, 1])
        found.append(HeadSpan(number, start, end, score))
        for one, table in zip(own, tables_left, strict=True):
            (low,), (past,) = _tokens(one, np.array([start]), np.array([end]))
            table[:past, low:] = NOWHERE
    return found


def _tokens(one: ReadRow, starts: Places, ends: Places) -> tuple[Places, Places]:
    """Positions (first, past) of the tokens that touch characters [start, end) of each stretch."""
    places = one.row.places
    low = np.searchsorted(places[:, 1], starts, side="right")
    return low, np.searchsorted(places[:, 0], ends, side="left")


def _scores(one: ReadRow, starts: Places, ends: Places) -> Floats:
    places = one.row.places
    low, past = _tokens(one, starts, ends)
    is_there = (starts >= places[0, 0]) & (ends <= places[-1, 1])
    is_there &= (low < past) & (past <= low + LONGEST)
    found = np.full(len(starts), NOWHERE, np.float32)
    found[is_there] = one.starts[low[is_there]] + one.ends[past[is_there] - 1]
    return found
