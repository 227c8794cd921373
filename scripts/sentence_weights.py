"""Fit the order of sentences: cosine, words and rank beside the span head's log-odds.

    python scripts/sentence_weights.py TRAIN.jsonl READING.jsonl --heads ONNX ONNX [--heard FILE]

One softmax over the sentences of a question's passages, those that hold the answer on supporting
passages being right. Prints the weights, as they stand in the reader's `sentences.py` (the head's
own being 1), and how often a right sentence is the first, or among the first three, of
questions that the weights have not seen (two halves by the question's words).
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp, softmax

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from eval.metrics.answers import normalise  # noqa: E402
from graphrag.reading.material import material  # noqa: E402
from graphrag.reading.material.sentences import ReadSentence  # noqa: E402
from graphrag.reading.pages.page import open_pages  # noqa: E402
from scripts.fit_reader import SETS, is_taken  # noqa: E402
from scripts.reader_samples import READ, Row, scored  # noqa: E402
from scripts.remembered_head import FoldHeads  # noqa: E402

Floats = NDArray[np.float64]
NAMES = ("log-odds by the head", "cosine", "share of the words", "1 / rank of the passage")
PENALTY = 1e-4


def main() -> None:
    """Read, fit on each half for the other, fit on all, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rows", type=Path, nargs="+", help="files of head_questions.py and alike")
    parser.add_argument(
        "--heads", type=Path, nargs=2, required=True, help="ONNX files of the head's folds"
    )
    parser.add_argument("--heard", type=Path, help="a file that keeps what the heads read")
    arguments = parser.parse_args()
    asked = [json.loads(line) for path in arguments.rows for line in path.open("rb")]
    heads = FoldHeads(arguments.heads, arguments.heard)
    with patch.object(material, "open_head", lambda: heads.current):
        groups = [*examples([row for row in asked if is_taken(row)], heads)]
    heads.save()
    print(f"{len(groups)} questions with a sentence that holds the answer")
    places = []
    for half in (0, 1):
        weights = fit([(x, y, w) for x, y, w, fold in groups if fold != half])
        places += [place_of(x @ weights, y) for x, y, _, fold in groups if fold == half]
    first, three = (100 * np.mean(np.array(places) < n) for n in (1, 3))
    print(f"a right one is the first of {first:.1f} %, among the first three of {three:.1f} %")
    weights = fit([(x, y, w) for x, y, w, _ in groups])
    for name, weight in zip(NAMES, weights / weights[0], strict=True):
        print(f"  {name:24s} {weight:.2f}")


def examples(
    rows: Sequence[Row], heads: FoldHeads
) -> Iterator[tuple[Floats, NDArray[np.bool_], float, int]]:
    """Of each question: its sentences' (n, 4) values, which are right (n,), a weight, a half."""
    for row in rows:
        heads.turn_to(row["group"])
        pages = open_pages([scored(passage) for passage in row["passages"]], READ)
        around = material.gather(row["question"], pages).around
        right = np.array([holds_answer(place, row) for place in around], bool)
        if right.any():
            half = zlib.crc32(row["question"].encode()) % 2
            yield np.array([values_of(p) for p in around]), right, SETS.get(row["set"], 1.0), half


def values_of(place: ReadSentence) -> tuple[float, ...]:
    """What NAMES says."""
    page = place.page
    near = max(page.similarity(place.number), page.asked_on(place.number))
    return place.heard, near, place.cover, 1 / (1 + page.rank)


def holds_answer(place: ReadSentence, row: Row) -> bool:
    """Its passage supports the answer, and it writes one of the answer's forms."""
    said = f" {normalise(place.text)} "
    forms = (normalise(answer) for answer in row["answers"])
    supports = row["passages"][place.page.rank]["supporting"]
    return supports and any(form and f" {form} " in said for form in forms)


def fit(groups: Sequence[tuple[Floats, NDArray[np.bool_], float]]) -> Floats:
    """Weights (4,) of the softmax."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = PENALTY * float(weights @ weights), 2 * PENALTY * weights
        for x, right, weight in groups:
            z = x @ weights
            share = weight / len(groups)
            total += share * float(logsumexp(z) - logsumexp(z[right]))
            slope += share * (softmax(z) @ x - softmax(z[right]) @ x[right])
        return total, slope

    return np.asarray(minimize(loss, np.ones(len(NAMES)), jac=True, method="L-BFGS-B").x)


def place_of(scores: Floats, right: NDArray[np.bool_]) -> int:
    """How many sentences stand above the best right one."""
    return int((scores > scores[right].max()).sum())


if __name__ == "__main__":
    main()
