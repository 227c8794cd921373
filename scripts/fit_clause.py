"""Fit which part of the sentence that answers is said, on folders of ordinary documents.

    python scripts/fit_clause.py [--work .cache/ordinary]

Of each question that sentences answer: the clauses of the fittest sentence, those that answer right
(`eval.verdicts`) against all others in one softmax, over the folders that failures were read of.
Prints the weights, as they stand in the reader's `clause.py`, and how many of the questions of the
folders not fitted on are right by the whole sentence and by the clause.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import graphrag  # noqa: E402
from benchmarks.ordinary import FOLDERS, READ  # noqa: E402
from eval.verdicts import judge  # noqa: E402
from graphrag.pipeline import retrieve  # noqa: E402
from graphrag.reading.asking.asked import form_of  # noqa: E402
from graphrag.reading.forms.clause import SIGNS, clauses, said  # noqa: E402
from graphrag.reading.forms.quoting import fittest  # noqa: E402
from graphrag.reading.material.material import gather  # noqa: E402
from graphrag.reading.pages.page import open_pages  # noqa: E402
from graphrag.settings import Settings  # noqa: E402
from indexing.build import build_index  # noqa: E402

Floats = NDArray[np.float64]
PENALTY = 0.01


class Group(NamedTuple):
    """The clauses of one question's sentence: signs (n, 8), and which are right (n,)."""

    folder: str
    signs: Floats
    right: NDArray[np.bool_]
    whole: bool  # the sentence as it stands is right


def main() -> None:
    """Ask, fit, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(".cache/ordinary"), help="for indexes")
    work = parser.parse_args().work
    found: list[Group] = []
    for path in sorted(FOLDERS.glob("*/questions.jsonl")):
        name = path.parent.name
        build_index(path.parent / "files", work / name)
        found += groups(name, work / name)
    fitted = [one for one in found if one.folder in READ]
    others = [one for one in found if one.folder not in READ]
    weights = fit([one for one in fitted if one.right.any()])
    for name, weight in zip(SIGNS, weights, strict=True):
        print(f"  {weight:6.2f}  {name}")
    for title, part in (("fitted on", fitted), ("others", others)):
        best = sum(bool(one.right[(one.signs @ weights).argmax()]) for one in part)
        held = sum(bool(one.right.any()) for one in part)
        print(f"{title}: of {len(part)} the sentence is right for {sum(g.whole for g in part)}, "
              f"the clause for {best}, some clause for {held}")  # fmt: skip


def groups(name: str, index: Path) -> Iterator[Group]:
    """The clauses of each question of a folder that sentences answer."""
    section = Settings().reading
    with graphrag.open_index(index) as opened:
        for line in (FOLDERS / name / "questions.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            if form_of(row["question"]) != "sentences":
                continue
            passages = retrieve(opened, row["question"], section.passages).passages
            material = gather(row["question"], open_pages(passages, section.passages))
            asked = material.scene.question
            if not material.around or not row.get("answer"):
                continue
            place = fittest(asked.text, material.around)
            own = clauses(asked.text, place, material.around, material.heard)
            if own:
                right = [says(row, said(place, one.spans)) for one in own]
                whole = says(row, said(place, (place.span,)))
                signs = np.array([one.signs for one in own])
                yield Group(name, signs, np.array(right, bool), whole)


def says(row: dict[str, object], text: str) -> bool:
    """Whether this text by itself, stated, counts as right; what it cites does not."""
    wanted = {"answer": row["answer"], "aliases": row.get("also") or ()}
    return judge(wanted, {"answer": text, "abstained": False}).outcome == "right"


def fit(found: Sequence[Group]) -> Floats:
    """The weights under which the right clauses are likeliest."""
    spread = np.concatenate([one.signs for one in found]).std(axis=0)

    def loss(scaled: Floats) -> float:
        total = PENALTY * len(found) * float(scaled @ scaled)
        for one in found:
            scores = one.signs @ (scaled / spread)
            total += logsumexp(scores) - logsumexp(scores[one.right])
        return total

    weights: Floats = minimize(loss, np.zeros(len(spread))).x / spread
    return weights


if __name__ == "__main__":
    main()
