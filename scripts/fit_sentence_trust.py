"""Fit how far quoted sentences can be trusted, on folders of ordinary documents.

    python scripts/fit_sentence_trust.py [--work .cache/ordinary]

Sentences have their confidence from what was fitted on train sets, where hardly anybody asks why or
how. Here every question that they answer is asked, nothing held back; the log-odds that the answer
is right (`eval.verdicts`) are a line over the log-odds of that confidence, fitted on the folders
that failures were read of. Prints the line, as it stands in `trust.py`, and the mean loss and what
is right and wrong from the default threshold on, before and after, there and on the other folders.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import graphrag  # noqa: E402
from benchmarks.ordinary import FOLDERS, READ  # noqa: E402
from eval.verdicts import judge  # noqa: E402
from graphrag.reading.choosing import trust  # noqa: E402
from graphrag.settings import Settings  # noqa: E402
from indexing.build import build_index  # noqa: E402

Floats = NDArray[np.float64]
PENALTY = 0.01


def main() -> None:
    """Ask, fit, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(".cache/ordinary"), help="for indexes")
    work = parser.parse_args().work
    trust.OF_SENTENCES = (1.0, 0.0)
    parts: dict[bool, list[tuple[float, bool]]] = {True: [], False: []}
    for path in sorted(FOLDERS.glob("*/questions.jsonl")):
        name = path.parent.name
        build_index(path.parent / "files", work / name)
        parts[name in READ] += told(path, work / name)
    line = fit(*split(parts[True]))
    print(f"OF_SENTENCES = ({line[0]:.2f}, {line[1]:.2f})")
    least = Settings().reading.min_confidence
    for is_fitted, title in ((True, "fitted on"), (False, "others")):
        odds, right = split(parts[is_fitted])
        for name, own in (("before", np.array([1.0, 0.0])), ("after", line)):
            sure = 1 / (1 + np.exp(-(own[0] * odds + own[1])))
            good, bad = (int((right == want)[sure >= least].sum()) for want in (1.0, 0.0))
            print(f"{title}, {name}: loss {loss(own, odds, right) / len(odds):.3f}, "
                  f"of {len(odds)} stated {good} right, {bad} wrong")  # fmt: skip


def told(path: Path, index: Path) -> Iterator[tuple[float, bool]]:
    """The confidence of each answer in sentences of a folder, and whether it is right."""
    settings = graphrag.load_settings(overrides=["reading.min_confidence=0"])
    with graphrag.open_index(index, settings=settings) as opened:
        for line in path.open(encoding="utf-8"):
            row = json.loads(line)
            answer = graphrag.ask(opened, row["question"])
            if answer.form == "sentences" and 0.0 < answer.confidence < 1.0:
                cited = [{"text": cited.text} for cited in answer.citations]
                given = {"answer": answer.text, "abstained": False, "citations": cited}
                yield answer.confidence, judge(row, given).outcome == "right"


def split(found: list[tuple[float, bool]]) -> tuple[Floats, Floats]:
    """(n,) log-odds of the confidences, and 1 for each that is right."""
    sure = np.array([one for one, _ in found])
    return np.log(sure / (1 - sure)), np.array([float(right) for _, right in found])


def loss(line: Floats, odds: Floats, right: Floats) -> float:
    """Minus the log-likelihood."""
    return float(np.logaddexp(0, (line[0] * odds + line[1]) * (1 - 2 * right)).sum())


def fit(odds: Floats, right: Floats) -> Floats:
    """Slope and base."""
    start = np.array([1.0, 0.0])
    found: Floats = minimize(
        lambda line: loss(line, odds, right) + PENALTY * float(line @ line), start
    ).x
    return found


if __name__ == "__main__":
    main()
