"""What the reader makes of the fixed index: every candidate with its features, and the signs.

What the span head would say of a text is a stand-in, a function of the words' places, so that no
number depends on a model. `python -m tests.golden.record_reading` writes `reading.json` anew.
"""

from __future__ import annotations

import math
import re
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from graphrag.embedding.span_head.head_rows import HeadRow
from graphrag.embedding.span_head.span_head import HeadReading, HeadSpan, ReadRow
from graphrag.index import Index
from graphrag.pipeline import retrieve
from graphrag.reading.asking.question import analyse
from graphrag.reading.choosing.asked_kind import is_of_asked_kind
from graphrag.reading.choosing.option_features import Option, options
from graphrag.reading.choosing.trust import signs_of
from graphrag.reading.finding import steps_to
from graphrag.reading.material.linked import leads_to
from graphrag.reading.material.material import Material
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.found import Finding, Found
from graphrag.reading.pages.page import open_pages
from tests.golden.record import HERE, QUESTIONS, K, digits, open_golden, write

READING = HERE / "reading.json"
SHOWN = 8  # candidates of a question, spread evenly over all of them
EMPTY = np.zeros((1, 0), np.int64)


def heard_of(texts: list[str]) -> HeadReading:
    """A stand-in for the head: word n of text t begins an answer with 3 sin(n + t), ends one with
    3 cos(n + 2t), and nothing answers in text t with the probability 1 / (2 + t).
    """
    rows, spans = [], []
    for number, text in enumerate(texts):
        words = [word.span() for word in re.finditer(r"\w+|[^\w\s]", text)]
        row = HeadRow(number, EMPTY, EMPTY, 0, np.array(words, np.int64).reshape(-1, 2))
        starts = [3 * math.sin(n + number) for n in range(len(words))]
        ends = [3 * math.cos(n + 2 * number) for n in range(len(words))]
        none = 1 / (2 + number)
        rows.append(ReadRow(row, np.float32(starts), np.float32(ends), none))
        best = max(range(len(words)), key=lambda n: starts[n] + ends[n])
        spans.append(HeadSpan(number, *words[best], starts[best] + ends[best]))
    spans.sort(key=lambda span: -span.score)
    return HeadReading(tuple(spans), tuple(row.none for row in rows), tuple(rows))


def material_of(index: Index, question: str) -> Material:
    """As `graphrag.reading.material.material.gather`, with the stand-in."""
    pages = open_pages(retrieve(index, question, K).passages, K)
    scene = Scene(analyse(question, pages), pages)
    material = Material(scene, leads_to(scene))
    vars(material)["heard"] = heard_of([page.text for page in pages])
    return material


def record_reading(index: Index) -> dict[str, Any]:
    """Everything that is compared, by question."""
    return {question: of_question(index, question) for question in QUESTIONS}


def of_question(index: Index, question: str) -> dict[str, Any]:
    """The question as it is understood, its sentences, candidates and their signs."""
    material = material_of(index, question)
    scene = material.scene
    found = options(scene, material.heard)  # lists of relations have tests of their own
    some = found[:: max(1, len(found) // SHOWN)]
    return {
        "wanted": [scene.wanted.wh, scene.wanted.kind, scene.wanted.noun],
        "sentences": [
            [one.page.rank, one.number, *map(digits, (one.fit, one.cover, one.heard))]
            for one in material.around
        ],
        "candidates": [option.text for option in found],
        "features": {
            f"{n}: {option.text}": {k: digits(v) for k, v in sorted(option.features.items()) if v}
            for n, option in enumerate(some)
        },
        "of the kind": {o.text: is_of_asked_kind(as_finding(o, material), scene) for o in found},
        "signs": {
            f"{n}: {option.text}": {
                name: digits(value)
                for name, value in signs_of(as_finding(option, material), material).items()
            }
            for n, option in enumerate(some[:3])
        },
        "steps": [[step.page.rank for step in steps_to(option, material)] for option in found],
    }


def as_finding(option: Option, material: Material) -> Finding:
    """A candidate as what was found, after the sentences that lead to it."""
    span = Found(option.page, option.candidate.start, option.candidate.end, 1.0)
    return Finding(option.text, 0.0, (*steps_to(option, material)[:-1], span), "span")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, open_golden(Path(folder) / "index") as opened:
        write(record_reading(opened), READING)
