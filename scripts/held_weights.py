"""Fit what the times beside candidates are worth (`graphrag/reading/choosing/held_when.py`).

    data=../shared/data/train
    python scripts/held_weights.py $data/dated=INDEX $data/hotpotqa=INDEX $data/musique=INDEX

Each argument is a folder with `questions.jsonl` and an index of its corpus. Of the questions that
name a time, all candidates of the passages that the pipeline finds; one softmax over a question's,
those that are a right answer being right, with the trees' score as it is. The trees and the head
have seen these questions, so the times are worth rather more than this prints. Prints the weights,
as they stand in WEIGHTS, and how many first candidates are right without the times and with the
weights of the other four fifths.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp, softmax

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from eval.metrics.answers import normalise  # noqa: E402
from graphrag import retrieve  # noqa: E402
from graphrag.index import Index, open_index  # noqa: E402
from graphrag.reading.choosing.chooser import learned, scores_of  # noqa: E402
from graphrag.reading.choosing.held_when import WEIGHTS, held_features, time_asked  # noqa: E402
from graphrag.reading.choosing.option_features import options  # noqa: E402
from graphrag.reading.finding import hints_for  # noqa: E402
from graphrag.reading.material.material import gather  # noqa: E402
from graphrag.reading.pages.page import open_pages  # noqa: E402

Floats = NDArray[np.float64]
Example = tuple[Floats, Floats, NDArray[np.bool_], int]  # times, trees' scores, right, fifth
NAMES = tuple(WEIGHTS)
PENALTY = 0.5
PARTS = 5


def main() -> None:
    """Read, fit on four fifths for the other, fit on all, print."""
    found: list[Example] = []
    for argument in sys.argv[1:]:
        data, index = argument.split("=")
        found += examples(Path(data) / "questions.jsonl", open_index(index))
    print(f"{len(found)} questions that name a time, with a right candidate")
    before = sum(right[scores.argmax()] for _, scores, right, _ in found)
    after = 0
    for part in range(PARTS):
        weights = fit([one for one in found if one[3] != part])
        after += sum(
            right[(scores + times @ weights).argmax()]
            for times, scores, right, own in found
            if own == part
        )
    print(f"right first without the times: {before}, with them: {after}")
    for name, weight in zip(NAMES, fit(found), strict=True):
        print(f"  {name:8s} {weight:.2f}")


def examples(questions: Path, index: Index) -> Iterator[Example]:
    """Of each question that names a time: its candidates' values, scores, which are right."""
    section = index.settings.reading
    trees = learned(section.relations).choice
    for line in questions.open("rb"):
        row = json.loads(line)
        found = retrieve(index, row["question"])
        pages = open_pages(found.passages, section.passages)
        material = gather(row["question"], pages, found.seeds)
        asked = time_asked(material.scene)
        if asked is None or material.scene.question.form != "span":
            continue
        hints = hints_for(material.scene.question, pages, section)
        of_all = options(material.scene, material.heard, hints)
        forms = {normalise(one) for one in (row["answer"], *row.get("aliases", ()))}
        right = np.array([normalise(option.text) in forms for option in of_all], bool)
        if right.any():
            times = [[one[name] for name in NAMES] for one in held_features(of_all, asked)]
            fifth = zlib.crc32(row["question"].encode()) % PARTS
            yield np.array(times), np.array(scores_of(of_all, trees)), right, fifth


def fit(found: Sequence[Example]) -> Floats:
    """Weights (len(NAMES),) of the softmax, the score's own being 1."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = PENALTY * float(weights @ weights), 2 * PENALTY * weights
        for times, scores, right, _ in found:
            z = scores + times @ weights
            total += float(logsumexp(z) - logsumexp(z[right]))
            slope += softmax(z) @ times - softmax(z[right]) @ times[right]
        return total, slope

    return np.asarray(minimize(loss, np.zeros(len(NAMES)), jac=True, method="L-BFGS-B").x)


if __name__ == "__main__":
    main()
