"""Training examples of the span head: a question, the passages read, where its answer stands.

From `reading/*.jsonl.gz` a question comes with its own passage: alone, among others that look as if
they answered it, or joined to them as one text; from the file of `head_questions.py` with five of
the passages that the pipeline found, or their fittest sentences as one text. A part goes without
titles.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from graphrag.embedding.runtime import Tokenise
from graphrag.embedding.span_head.head_rows import WINDOW, HeadRow, HeadText, rows
from scripts.head_cuts import crop, lead, occurrences, tokens_of
from scripts.head_joined import WINDOW as JOINED
from scripts.head_joined import Piece, joined, picked
from scripts.head_leads import with_leads
from scripts.head_names import Names, Places
from scripts.head_others import Others
from scripts.head_rows import fold_of as fold_of
from scripts.head_rows import is_held as is_held
from scripts.head_rows import lines as lines
from scripts.head_rows import truths as truths

# Questions drawn of each file, in parts of all that are drawn of `reading`.
MIX = {
    "squad_dev": 16, "squad_train_tenth": 18, "squadshifts_new_wiki": 12, "qamr": 20,
    "qed_dev": 2, "squadshifts_reddit": 4, "squadshifts_amazon_reviews": 3, "made_two": 10,
}  # fmt: skip
ROOMS = ((160, 0.5), (420, 0.35), (700, 0.15))  # characters of a passage, how often
NO_SPANS = ("comparison", "bridge_comparison", "comparison_query", "temporal_query")


@dataclass(frozen=True, slots=True)
class Ways:
    """How often a question's passages are read each by itself but together, and joined as one."""

    several: float = 0.35
    joined: float = 0.25
    none: float = 0.06  # another passage that does not answer, in place of its own
    renamed: float = 0.05  # its own passage, asked of something else
    train_joined: float = 0.25
    led: float = 0.5  # after the sentences of others that lead to it
    short: float = 0.15  # of two hops, the passage that answers is not there
    exchanged: float = 0.2  # with other names, in question and passages alike


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


class Maker:
    """Makes examples of both kinds of questions; `rng` decides how each is cut and surrounded."""

    def __init__(self, tokenise: Tokenise, rng: random.Random) -> None:
        self.tokenise, self.rng = tokenise, rng
        self.others: dict[str, Others] = {}
        self.names = Names()

    def know(self, name: str, questions: list[dict[str, Any]]) -> None:
        """Remember the passages of a file, to put wrong ones beside the right one."""
        self.others[name] = Others(questions)
        self.names.know(row["question"] for row in questions)

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
        way, question = rng.random(), row["question"]
        if way < ways.joined:
            texts += self._near(name, row, rng.randint(2, 6), 300, titled)
            return self._joined(question, texts, place, ways)
        if way < ways.joined + ways.several:
            texts += self._near(name, row, rng.randint(1, 4), room, titled)
            texts = self._led(question, texts, ways)
        elif answer and way > 1 - ways.none:
            texts, places = self._near(name, row, 1, room, titled), [[]]
        elif answer and way > 1 - ways.none - ways.renamed:
            other = self.names.asked_of_another(question, row["context"], rng)
            if other is not None:
                question, places = other, [[]]
        if not texts:
            return None
        places += [[] for _ in texts[len(places) :]]
        question, texts, places = self._exchanged(question, texts, places, ways)
        return self._example(question, texts, places, [True] * len(texts))

    def of_two(self, row: dict[str, Any], ways: Ways) -> Example | None:
        """A question of `two_hops.py`: the passage that answers, those that lead to it, others."""
        rng, titled = self.rng, self.rng.random() < 0.5
        room = rng.choices([r for r, _ in ROOMS], [w for _, w in ROOMS])[0]
        own, *before = row["passages"]
        answer = rng.choice(row["answers"])
        text, shift = crop(own["context"], answer, room, rng)
        texts = [HeadText(text, lead(own["title"], titled))]
        places = [[(answer["start"] - shift, len(answer["text"]))]]
        for passage, name in zip(before, row["bridges"], strict=True):
            stand = {"text": name, "start": passage["context"].index(name)}
            text = crop(passage["context"], stand, room, rng)[0]
            texts.append(HeadText(text, lead(passage["title"], titled)))
        asked = {**row, "context": own["context"]}
        texts += self._near(row["file"], asked, rng.randint(0, 2), room, titled)
        if rng.random() < ways.joined:
            return self._joined(row["question"], texts, places[0], ways)
        if rng.random() < ways.short:
            texts, places = texts[1:], []
        places += [[] for _ in texts[len(places) :]]
        texts = self._led(row["question"], texts, ways)
        question, texts, places = self._exchanged(row["question"], texts, places, ways)
        return self._example(question, texts, places, [True] * len(texts))

    def _exchanged(
        self, question: str, texts: list[HeadText], places: Places, ways: Ways
    ) -> tuple[str, list[HeadText], Places]:
        """In a part of the examples, other names."""
        if self.rng.random() >= ways.exchanged:
            return question, texts, places
        return self.names.exchanged(question, texts, places, self.rng)

    def _led(self, question: str, texts: list[HeadText], ways: Ways) -> list[HeadText]:
        """In a part of the examples, each text after what leads to it."""
        return with_leads(question, texts) if self.rng.random() < ways.led else texts

    def _near(
        self, name: str, row: dict[str, Any], count: int, room: int, titled: bool
    ) -> list[HeadText]:
        """Passages of the file that look as if they answered."""
        return [
            HeadText(crop(text, None, room, self.rng)[0], lead(title, titled))
            for text, title in self.others[name].of(row, count, self.rng)
        ]

    def _joined(
        self, question: str, texts: list[HeadText], place: list[tuple[int, int]], ways: Ways
    ) -> Example | None:
        """The texts, the first of which has the answer, as one in any order."""
        order = self.rng.sample(range(len(texts)), len(texts))
        whole = joined(texts, [Piece(number, 0, len(texts[number].text)) for number in order])
        shift = whole.starts[order.index(0)]
        places = [(start + shift, length) for start, length in place]
        question, texts, found = self._exchanged(question, [HeadText(whole.text)], [places], ways)
        return self._example(question, texts, found, [True], JOINED)

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
        texts = self._led(row["question"], texts, ways)
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
