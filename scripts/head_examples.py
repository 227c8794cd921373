"""Training examples of the span head: a question, the passages read, where its answer stands.

From `reading/*.jsonl.gz` a question comes with its own passage, alone or among others of the same
article that do not answer it; from the file of `head_questions.py` with five of the passages that
the pipeline found. A part goes without titles.
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
from graphrag.reading.head.texts import HeadRow, HeadText, rows

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
        self.articles: dict[str, list[str]] = {}

    def know(self, questions: list[dict[str, Any]]) -> None:
        """Remember the passages of each article, to put wrong ones beside the right one."""
        found: dict[str, dict[str, None]] = {}
        for row in questions:
            if row["title"]:
                found.setdefault(row["title"], {})[row["context"]] = None
        self.articles |= {title: list(texts) for title, texts in found.items()}

    def of_reading(self, row: dict[str, Any], several: float) -> Example | None:
        """A question of `reading`, in `several` of the cases among three passages."""
        rng = self.rng
        answer = rng.choice(row["answers"]) if row["answers"] else None
        room = rng.choices([r for r, _ in ROOMS], [w for _, w in ROOMS])[0]
        if row["source"].startswith("made of two"):
            room = 2000  # made as it is to be read
        text, shift = crop(row["context"], answer, room, rng)
        place = [(answer["start"] - shift, len(answer["text"]))] if answer else []
        title = f"{row['title']}: " if row["title"] and rng.random() < 0.5 else ""
        texts, places = [HeadText(text, title)], [place]
        if rng.random() < several:
            for other in self._others(row, 2):
                texts.append(HeadText(crop(other, None, room, rng)[0], title))
                places.append([])
        if len(texts) == 1 and answer and rng.random() < 0.12:
            texts = [HeadText(crop(t, None, room, rng)[0], title) for t in self._others(row, 1)]
            places = [[]]
        return self._example(row["question"], texts, places, [True] * len(texts))

    def _others(self, row: dict[str, Any], count: int) -> list[str]:
        """Passages of the same article that have most words of the question and no answer."""
        known = self.articles.get(row["title"]) or ["."]
        some = self.rng.sample(known, min(len(known), 12))
        truths = [answer["text"].lower() for answer in row["answers"]]
        some = [t for t in some if t != row["context"] and not any(a in t.lower() for a in truths)]
        asked = set(row["question"].lower().split())
        return sorted(some, key=lambda t: -len(asked & set(t.lower().split())))[:count]

    def of_train(self, row: dict[str, Any]) -> Example | None:
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
        texts = [HeadText(p["text"], "" if masked else f"{p['title']}: ") for p in chosen]
        places = [occurrences(p["text"], row["answers"]) for p in chosen]
        sure = [p["supporting"] or not own for p, own in zip(chosen, places, strict=True)]
        places = [own if p["supporting"] else [] for p, own in zip(chosen, places, strict=True)]
        if not any(places) and (any(p["supporting"] for p in chosen) or not all(sure)):
            return None
        return self._example(row["question"], texts, places, sure)

    def _example(
        self,
        question: str,
        texts: list[HeadText],
        places: list[list[tuple[int, int]]],
        sure: list[bool],
    ) -> Example | None:
        made = list(rows(self.tokenise, question, texts))
        answers = [tuple(tokens_of(row, places[row.passage])) for row in made]
        if not made or (any(places) and not any(answers)):
            return None
        sure_rows = tuple(sure[row.passage] for row in made)
        return Example(tuple(t.text for t in texts), tuple(made), tuple(answers), sure_rows)


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
