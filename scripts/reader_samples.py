"""Questions read as the extractive reader reads them: candidates, findings, signs of trust."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from eval.metrics.answers import f1, normalise  # noqa: E402
from graphrag.datatypes import ScoredPassage, ScoredSentence  # noqa: E402
from graphrag.reading.choosing.chooser import TELLING, signs_of_trust  # noqa: E402
from graphrag.reading.choosing.option_features import Option, options  # noqa: E402
from graphrag.reading.choosing.page_view import Features  # noqa: E402
from graphrag.reading.choosing.trust import signs_of  # noqa: E402
from graphrag.reading.comparing.compare import answer_comparison  # noqa: E402
from graphrag.reading.comparing.sides import sides  # noqa: E402
from graphrag.reading.finding import hints_for, in_words, steps_to  # noqa: E402
from graphrag.reading.material.material import Material, gather  # noqa: E402
from graphrag.reading.pages.found import Finding  # noqa: E402
from graphrag.reading.pages.page import open_pages  # noqa: E402
from graphrag.settings import Reading  # noqa: E402

Floats = NDArray[np.float64]
Row = dict[str, Any]
READ = 5  # passages
COLUMNS = 64  # room for as many features
RIGHT = 0.6  # F1 from which a span is right; of quoted sentences, the share of the answer's words


@dataclass
class Sample:
    """A question read from five passages, in one of three ways: found, stripped, strange.

    A span has candidates with the features that tell how far one can be trusted, all their
    features (n, `Vocabulary`) and their F1 against the answer (n,). What is found in words is right
    or not from the beginning.
    """

    kind: str
    group: str  # questions of one group stay in one fold
    way: str
    material: Material
    form: str = "span"
    options: list[Option] = field(default_factory=list)
    features: csr_array = field(default_factory=lambda: csr_array((0, COLUMNS)))
    f1: Floats = field(default_factory=lambda: np.zeros(0))
    signs: Features = field(default_factory=dict)
    right: bool = False


class Vocabulary:
    """A column for each feature met."""

    def __init__(self) -> None:
        """Empty."""
        self.column: dict[str, int] = {}

    def rows(self, found: Sequence[Option]) -> csr_array:
        """(n, COLUMNS) features of the candidates."""
        ends, columns, cells = [0], list[int](), list[float]()
        for option in found:
            for name, value in option.features.items():
                if value:
                    columns.append(self.column.setdefault(name, len(self.column)))
                    cells.append(value)
            ends.append(len(cells))
        packed = (np.array(cells, np.float32), np.array(columns, np.int32), np.array(ends))
        return csr_array(packed, shape=(len(found), COLUMNS))


def ways_of(rows: Sequence[Row]) -> Iterator[tuple[Row, str, list[Row]]]:
    """Each question with the passages found, without the supporting ones, with another's."""
    for place, row in enumerate(rows):
        found = row["passages"]
        yield row, "found", found[:READ]
        if place % 2 and any(passage["supporting"] for passage in found):
            yield row, "stripped", [p for p in found if not p["supporting"]][:READ]
        if place % 8 == 0:
            other = rows[(place + 7) % len(rows)]["passages"]
            yield row, "strange", other[:READ]


def sample(
    row: Row, way: str, found: list[Row], section: Reading, known: Vocabulary
) -> Sample | None:
    """The question's reading; None where a comparison answers it or nothing is there to read."""
    pages = open_pages([scored(passage) for passage in found], READ)
    material = gather(row["question"], pages)
    asked, scene = material.scene.question, material.scene
    hints = hints_for(asked, pages, section)
    if not pages or (
        asked.form in ("yes-no", "choice")
        and answer_comparison(asked, sides(asked, pages), hints) is not None
    ):
        return None
    made = Sample(row["set"], row["group"], way, material)
    answers = row["answers"] if row["answers"] and way != "strange" else ["\0"]
    worded = in_words(material)
    if worded is not None:
        made.form = "sentences"
        made.signs = signs_of(worded[0], material)
        made.right = any(holds(worded[0].text, answer) for answer in answers)
        return made
    every = options(scene, material.heard, hints)
    made.features = known.rows(every)
    made.f1 = np.array([f1(option.text, answers) for option in every])
    made.options = [replace(option, features=_telling(option)) for option in every]
    return made if every else None


def _telling(option: Option) -> Features:
    return {name: option.features[name] for name in TELLING if name in option.features}


def scored(passage: Row) -> ScoredPassage:
    """A row's passage as retrieval returns it."""
    text = passage["text"]
    sentences = tuple(ScoredSentence(text[a:b], a, b, s, h) for a, b, s, h in passage["sentences"])
    return ScoredPassage("", passage["title"], text, 0.0, {}, sentences)


def holds(text: str, answer: str) -> bool:
    """Most of the answer's words stand in the text."""
    words = normalise(answer).split()
    return bool(words) and len(set(words) & set(normalise(text).split())) >= RIGHT * len(set(words))


def settle(one: Sample, scores: Floats) -> None:
    """Whether the candidate that these scores choose is right, and the signs of it."""
    top = int(scores.argmax())
    chosen = one.options[top]
    finding = Finding(chosen.text, 0.0, steps_to(chosen, one.material), "span")
    one.right = bool(one.f1[top] >= RIGHT)
    one.signs = signs_of_trust(one.options, list(scores), top)
    one.signs |= signs_of(finding, one.material)
