"""Training examples of the span head: a question, the passages read, where its answer stands.

From `reading/*.jsonl.gz` a question comes with its own passage: alone, among others that look as if
they answered it, or joined to them as one text; from the file of `head_questions.py` with five of
the passages that the pipeline found, or their fittest sentences as one text. A part goes without
titles.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from graphrag.embedding.runtime import Tokenise
from graphrag.reading.head.texts import WINDOW, HeadRow, HeadText, rows
from scripts.head_joined import WINDOW as JOINED
from scripts.head_joined import Piece, joined, picked
from scripts.head_others import Others

# Questions drawn of each file, in parts of all that are drawn of `reading`.
MIX = {
    "squad_dev": 16, "squad_train_tenth": 18, "squadshifts_new_wiki": 12, "qamr": 20,
    "qed_dev": 2, "squadshifts_reddit": 4, "squadshifts_amazon_reviews": 3, "made_two": 10,
}  # fmt: skip
HELD = 12  # one article in twelve of squad_dev is kept for looking
ROOMS = ((160, 0.5), (420, 0.35), (700, 0.15))  # characters of a passage, how often
NO_SPANS = ("comparison", "bridge_comparison", "comparison_query", "temporal_query")
FOLDS = 2
SENTENCE = re.compile(r"[.!?][\"')\]]*\s+(?=[A-Z0-9\"'(\[])")


@dataclass(frozen=True, slots=True)
class Ways:
    """How often a question's passages are read each by itself but together, and joined as one."""

    several: float = 0.35
    joined: float = 0.25
    none: float = 0.06  # another passage that does not answer, in place of its own
    train_joined: float = 0.4


@dataclass(frozen=True, slots=True)
class Example:
    """Rows with the token spans (first, last) that answer, counted in the row.

    `sure[i]`: row i holds no stretch that reads like the answer by chance.
    """

    texts: tuple[str, ...]
    rows: tuple[HeadRow, ...]
    answers: tuple[tuple[tuple[int, int], ...], ...]
    sure: tuple[bool, ...]

    def text(self, row: int, first: int, last: int) -> str:
        """What tokens first to last of a row say."""
        own = self.rows[row]
        start, end = own.places[first - own.first][0], own.places[last - own.first][1]
        return self.texts[own.passage][start:end]


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines, packed or not."""
    opened = gzip.open(path, "rt") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as file:
        return [json.loads(line) for line in file]


def is_held(row: dict[str, Any]) -> bool:
    """Of an article that no fit sees."""
    own = row["source"].startswith("squad-") and row["source"].endswith("-dev")
    return own and zlib.crc32(row["title"].encode()) % HELD == 0


def truths(row: dict[str, Any]) -> list[str]:
    """The answers that count as right."""
    return [one["text"] if isinstance(one, dict) else one for one in row["answers"]]


def fold_of(group: str) -> int:
    """The fold of a train question; its steps stay with it."""
    return zlib.crc32(group.encode()) % FOLDS


class Maker:
    """Makes examples of both kinds of questions; `rng` decides how each is cut and surrounded."""

    def __init__(self, tokenise: Tokenise, rng: random.Random) -> None:
        self.tokenise, self.rng = tokenise, rng
        self.others: dict[str, Others] = {}

    def know(self, name: str, questions: list[dict[str, Any]]) -> None:
        """Remember the passages of a file, to put wrong ones beside the right one."""
        self.others[name] = Others(questions)

    def of_reading(self, name: str, row: dict[str, Any], ways: Ways) -> Example | None:
        """A question of file `name` with its own passage: alone, among others or joined to them."""
        rng = self.rng
        answer = rng.choice(row["answers"]) if row["answers"] else None
        room = rng.choices([r for r, _ in ROOMS], [w for _, w in ROOMS])[0]
        if row["source"].startswith("made of two"):
            room = 2000  # made as it is to be read
        titled = rng.random() < 0.5
        text, shift = crop(row["context"], answer, room, rng)
        place = [(answer["start"] - shift, len(answer["text"]))] if answer else []
        texts, places = [HeadText(text, lead(row["title"], titled))], [place]
        way = rng.random()
        if way < ways.joined:
            texts += self._near(name, row, rng.randint(2, 6), 300, titled)
            return self._joined(row["question"], texts, place)
        if way < ways.joined + ways.several:
            texts += self._near(name, row, rng.randint(1, 4), room, titled)
        elif answer and way > 1 - ways.none:
            texts, places = self._near(name, row, 1, room, titled), [[]]
        places += [[] for _ in texts[len(places) :]]
        return self._example(row["question"], texts, places, [True] * len(texts))

    def _near(
        self, name: str, row: dict[str, Any], count: int, room: int, titled: bool
    ) -> list[HeadText]:
        """Passages of the file that look as if they answered."""
        return [
            HeadText(crop(text, None, room, self.rng)[0], lead(title, titled))
            for text, title in self.others[name].of(row, count, self.rng)
        ]

    def _joined(
        self, question: str, texts: list[HeadText], place: list[tuple[int, int]]
    ) -> Example | None:
        """The texts, the first of which has the answer, as one in any order."""
        order = self.rng.sample(range(len(texts)), len(texts))
        whole = joined(texts, [Piece(number, 0, len(texts[number].text)) for number in order])
        shift = whole.starts[order.index(0)]
        places = [(start + shift, length) for start, length in place]
        return self._example(question, [HeadText(whole.text)], [places], [True], JOINED)

    def of_train(self, row: dict[str, Any], ways: Ways) -> Example | None:
        """A question of the train sets with five of the passages found."""
        rng = self.rng
        found = row["passages"]
        chosen = [p for p in found if p["supporting"]][:4]
        others = [p for p in found if not p["supporting"]]
        chosen += others[: 5 - len(chosen)] if rng.random() < 0.7 else others[-(5 - len(chosen)) :]
        if rng.random() < 0.08:
            chosen = others[:5]
        chosen.sort(key=found.index)
        masked = rng.random() < 0.15
        texts = [HeadText(p["text"], lead(p["title"], not masked)) for p in chosen]
        places = [occurrences(p["text"], row["answers"]) for p in chosen]
        sure = [p["supporting"] or not own for p, own in zip(chosen, places, strict=True)]
        places = [own if p["supporting"] else [] for p, own in zip(chosen, places, strict=True)]
        if not any(places) and (any(p["supporting"] for p in chosen) or not all(sure)):
            return None
        if rng.random() < ways.train_joined:
            return self._picked(row["question"], texts, chosen, places)
        return self._example(row["question"], texts, places, sure)

    def _picked(
        self,
        question: str,
        texts: list[HeadText],
        chosen: list[dict[str, Any]],
        places: list[list[tuple[int, int]]],
    ) -> Example | None:
        """The fittest sentences of the passages as one text; some are left out by chance."""
        kept = 1 - 0.1 * self.rng.random()
        rated = [
            [(a, b, max(s, h)) for a, b, s, h in p["sentences"] if self.rng.random() < kept]
            for p in chosen
        ]
        whole = joined(texts, picked(rated))
        inside = [
            (start - piece.start + at, length)
            for piece, at in zip(whole.pieces, whole.starts, strict=True)
            for start, length in places[piece.passage]
            if piece.start <= start and start + length <= piece.end
        ]
        if any(places) and not inside:
            return None
        return self._example(question, [HeadText(whole.text)], [inside], [True], JOINED)

    def _example(
        self,
        question: str,
        texts: list[HeadText],
        places: list[list[tuple[int, int]]],
        sure: list[bool],
        window: int = WINDOW,
    ) -> Example | None:
        made = list(rows(self.tokenise, question, texts, window))
        answers = [tuple(tokens_of(row, places[row.passage])) for row in made]
        if not made or (any(places) and not any(answers)):
            return None
        sure_rows = tuple(sure[row.passage] for row in made)
        return Example(tuple(t.text for t in texts), tuple(made), tuple(answers), sure_rows)


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
