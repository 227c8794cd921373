"""Fit how far a yes or no can be trusted, on folders of ordinary documents.

    python scripts/fit_verdict.py [--work .cache/ordinary]

Each yes-or-no question of the folders that failures were read of is asked of its own documents and
of those of four other folders, where nothing can answer it. One logistic regression on the fit of
the deciding sentence and on whether the answer is no; prints the weights, as they stand in the
reader's `deciding.py`, and what they state at 0.3, right and wrong, of the folders not fitted on.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import graphrag  # noqa: E402
from benchmarks.ordinary import FOLDERS, READ  # noqa: E402
from graphrag.pipeline import retrieve  # noqa: E402
from graphrag.reading.finding import in_words  # noqa: E402
from graphrag.reading.material.material import gather  # noqa: E402
from graphrag.reading.pages.page import open_pages  # noqa: E402
from graphrag.settings import Settings  # noqa: E402
from indexing.build import build_index  # noqa: E402

Floats = NDArray[np.float64]
OTHERS = (1, 5, 9, 14)  # folders further on whose documents are asked the same
STATED = 0.3


class Verdict(NamedTuple):
    """A yes or no that was found, and whether it is right."""

    folder: str
    fit: float
    is_no: bool
    own: bool
    right: bool


def main() -> None:
    """Ask, fit, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(".cache/ordinary"), help="for indexes")
    work = parser.parse_args().work
    names = sorted(path.parent.name for path in FOLDERS.glob("*/questions.jsonl"))
    for name in names:
        build_index(FOLDERS / name / "files", work / name)
    found: list[Verdict] = []
    for at, name in enumerate(names):
        for step in (0, *OTHERS):
            found += verdicts(name, work / names[(at + step) % len(names)], own=step == 0)
    fitted = [one for one in found if one.folder in READ]
    weights = fit(table(fitted), np.array([one.right for one in fitted]))
    print("fit {:.2f}, no {:.2f}, base {:.2f}".format(*weights))
    for title, part in (("fitted on", fitted), ("others", [v for v in found if v not in fitted])):
        print(title, told(part, table(part) @ weights))


def verdicts(name: str, index: Path, own: bool) -> Iterator[Verdict]:
    """What each yes-or-no question of a folder is answered from an index."""
    section = Settings().reading
    with graphrag.open_index(index) as opened:
        for line in (FOLDERS / name / "questions.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            if row["kind"] != "yes-no":
                continue
            asked = row["question"]
            passages = retrieve(opened, asked, section.passages).passages
            finding = in_words(gather(asked, open_pages(passages, section.passages)))
            if finding is not None and finding[0].form == "yes-no":
                said = finding[0].text
                right = own and said == row["answer"]
                yield Verdict(name, finding[0].steps[0].score, said == "no", own, right)


def table(found: list[Verdict]) -> Floats:
    """(verdicts, 3): fit, whether it is no, 1."""
    return np.array([(one.fit, one.is_no, 1.0) for one in found], dtype=np.float64)


def fit(signs: Floats, right: NDArray[np.bool_]) -> Floats:
    """The weights under which the outcomes are likeliest."""

    def loss(weights: Floats) -> float:
        odds = np.where(right, 1, -1) * (signs @ weights)
        return float(np.logaddexp(0, -odds).sum())

    weights: Floats = minimize(loss, np.zeros(signs.shape[1])).x
    return weights


def told(found: list[Verdict], odds: Floats) -> str:
    """Right, wrong, and stated of documents that cannot say, at the threshold."""
    stated = [one for one, own in zip(found, odds, strict=True) if 1 / (1 + np.exp(-own)) >= STATED]
    right = sum(one.right for one in stated)
    wrong = sum(one.own and not one.right for one in stated)
    return f"{right} right, {wrong} wrong, {len(stated) - right - wrong} of others' documents"


if __name__ == "__main__":
    main()
