"""Fit the extractive reader: the choice among candidates, and how far a finding can be trusted.

    python scripts/head_questions.py ../shared/data/train TRAIN.jsonl --folds FOLDS
    python scripts/reading_questions.py ../shared/data/reading READING.jsonl
    python scripts/fit_reader.py TRAIN.jsonl READING.jsonl --heads ONNX ONNX \\
        --index .cache/fit/2wiki [--check]

Writes graphrag/reading/weights-lexicon.json and weights-none.json, one for each value of the
setting `reading.relations`. A row is a question with the passages that the pipeline found for it,
eight at most; five are read, by the head of `fit_head.py --fold N` that has not seen the question.
The choice is trees (`choice_trees.py`). Trust is a logistic regression on the signs of choices made
by cross-validation; each question is read once more without the passages that support its answer,
where silence is right, and with those of another question. Prints EM and F1 three-fold, and of each
kind by trees that have seen none of its questions; --check leaves the files alone.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from graphrag.index import open_index  # noqa: E402
from graphrag.reading.choosing.page_view import Features  # noqa: E402
from graphrag.reading.material import material  # noqa: E402
from graphrag.settings import Reading, Settings  # noqa: E402
from graphrag.storage.cards import READER, values  # noqa: E402
from scripts.choice_trees import choice_of, fit_choice, scores_held_out  # noqa: E402
from scripts.reader_samples import (  # noqa: E402
    Row,
    Sample,
    Vocabulary,
    sample,
    settle,
    ways_of,
)
from scripts.remembered_head import FoldHeads  # noqa: E402
from scripts.write_card import Figures, write_card  # noqa: E402
from scripts.write_trees import as_columns  # noqa: E402

Floats = NDArray[np.float64]
SETS = {"2wiki": 0.5, "dated": 0.3, "news": 0.3}  # weight of a question; of other sets 1
FOLDS = 3
FAMILIES = {  # kinds that are left out together
    **dict.fromkeys(("2wiki", "hotpotqa", "musique", "hops"), "multi-hop"),
    **dict.fromkeys(("dated", "news"), "dated and news"),
}
DATA = ("2wiki", "hotpotqa", "musique", "dated", "news")  # of the train folder
CODE = ("graphrag/language", "graphrag/reading", "graphrag/embedding", "scripts/fit_reader.py")
WHAT = (
    "Of the extractive reader: trees that choose among candidate answers by their features, and "
    "weights of the signs that tell how far a finding can be trusted. Fitted on questions of the "
    "train sets, read by span heads and retrieved by trees that have not seen them, and on "
    "questions of the reading data over passages that no head was fitted on."
)
OUTPUT = ROOT / "graphrag" / "reading"
RELATIONS = ("lexicon", "none")


def main() -> None:
    """Read, cross-validate, fit on everything, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rows", type=Path, nargs="+", help="files of head_questions.py and alike")
    parser.add_argument("--train", type=Path, default=Path("../shared/data/train"))
    parser.add_argument("--index", type=Path, required=True, help="an index of one of the sets")
    parser.add_argument(
        "--heads", type=Path, nargs=2, required=True, help="ONNX files of the head's folds"
    )
    parser.add_argument("--heard", type=Path, help="a file that keeps what the heads read")
    parser.add_argument("--relations", choices=RELATIONS, nargs="*", default=RELATIONS)
    parser.add_argument("--check", action="store_true", help="only print the figures")
    arguments = parser.parse_args()
    asked = [json.loads(line) for path in arguments.rows for line in path.open("rb")]
    asked = [row for row in asked if is_taken(row)]
    with open_index(arguments.index) as index:
        made = index.made
    heads = FoldHeads(arguments.heads, arguments.heard)
    remembered = patch.object(material, "open_head", lambda: heads.current)
    for relations in arguments.relations:
        print(f"reading.relations={relations}")
        with remembered:
            learned, tested = fit(asked, Reading(relations=relations), heads)
        heads.save()
        if not arguments.check:
            path = OUTPUT / f"weights-{relations}.json"
            write(path, learned)
            at = values(Settings(reading=Reading(relations=relations)), READER)
            data = [arguments.train / one for one in DATA]
            write_card(path, WHAT, data, at, made, CODE, tested, arguments.rows)


def is_taken(row: Row) -> bool:
    """One step in four of 2wiki's: they are many and alike."""
    step = (row["set"], row["type"]) == ("2wiki", "hop")
    return not step or zlib.crc32(row["question"].encode()) % 4 == 0


def fit(rows: Sequence[Row], section: Reading, heads: FoldHeads) -> tuple[dict[str, Any], Figures]:
    """Trees of the choice and weights of the signs by form, and the figures on unseen questions."""
    known = Vocabulary()
    samples = list[Sample]()
    for row, way, found in ways_of(rows):
        heads.turn_to(row["group"])
        one = sample(row, way, found, section, known)
        samples += [one] if one is not None else []
    spans = [one for one in samples if one.form == "span"]
    names = list(known.column)
    liked, columns = known.column["heard anywhere"], range(len(names))
    choices = [choice_of(one, columns, liked, SETS.get(one.kind, 1.0)) for one in spans]
    print(f"{len(names)} features, {len(samples)} readings; on questions read as spans:")
    folds = [zlib.crc32(one.group.encode()) % FOLDS for one in spans]
    held_out = scores_held_out(spans, choices, folds, columns)
    tested = {"three-fold": figures("three-fold", spans, held_out)}
    families = [FAMILIES.get(one.kind, "single passages") for one in spans]
    unseen = scores_held_out(spans, choices, families, columns)
    tested["leave-one-family-out"] = figures("leave one family out", spans, unseen)
    for one, scores in zip(spans, held_out, strict=True):
        settle(one, scores)
    choice = as_columns(fit_choice([one for one in choices if one]), tuple(names))
    trust = {form: by_size(fit_trust(form, samples)) for form in ("span", "sentences")}
    return {"choice": choice, **trust}, tested


def figures(
    how: str, samples: Sequence[Sample], scores: Sequence[Floats]
) -> dict[str, dict[str, float]]:
    """EM and F1 of the best-scored candidates of each kind, as found; printed."""
    won: dict[str, list[float]] = defaultdict(list)
    for one, z in zip(samples, scores, strict=True):
        if one.way == "found":
            won[one.kind].append(float(one.f1[z.argmax()]))
    print(f" {how}:")
    found = {}
    for kind, shares in won.items():
        exact, mean = 100 * np.mean([share == 1.0 for share in shares]), 100 * np.mean(shares)
        print(f"  {kind:9s} {len(shares)} questions  EM {exact:.1f}  F1 {mean:.1f}")
        found[kind] = {
            "questions": len(shares), "EM": round(float(exact), 1), "F1": round(float(mean), 1)
        }  # fmt: skip
    return found


def fit_trust(form: str, samples: Sequence[Sample]) -> Features:
    """Logistic regression from the signs of a finding to its being right."""
    own = [one for one in samples if one.form == form]
    signs = sorted({name for one in own for name in one.signs})
    x = np.array([[one.signs.get(sign, 0.0) for sign in signs] for one in own])
    y = np.array([float(one.right) for one in own])
    weight = np.array([SETS.get(one.kind, 1.0) for one in own])
    weight /= weight.sum()

    def loss(b: Floats) -> tuple[float, Floats]:
        z = x @ b
        p = 1 / (1 + np.exp(-z))
        wrong = (weight * (np.logaddexp(0, z) - y * z)).sum() + 0.001 * b @ b
        return float(wrong), x.T @ (weight * (p - y)) + 0.002 * b

    b = minimize(loss, np.zeros(len(signs)), jac=True, method="L-BFGS-B").x
    report_trust(form, own, 1 / (1 + np.exp(-(x @ b))), y)
    return dict(zip(signs, map(float, b), strict=True))


def report_trust(form: str, own: Sequence[Sample], confidence: Floats, right: Floats) -> None:
    """How often a confidence is right, and what each threshold states of each kind and way."""
    print(f" trust in {form}:")
    for low in np.arange(0, 1, 0.2):
        inside = (confidence >= low) & (confidence < low + 0.2)
        if inside.any():
            print(f"  {low:.1f}-{low + 0.2:.1f}: {inside.sum()}, {right[inside].mean():.2f} right")
    for kind, way in sorted({(one.kind, one.way) for one in own}):
        among = np.array([(one.kind, one.way) == (kind, way) for one in own])
        cells = []
        for threshold in (0.2, 0.3, 0.4, 0.5):
            stated = among & (confidence >= threshold)
            wrong = (stated & (right == 0)).sum()
            cells.append(f"{100 * (stated & (right == 1)).sum() / among.sum():3.0f}"
                         f"/{100 * wrong / among.sum():.0f}")  # fmt: skip
        print(f"  {kind:10s} {way:9s} {among.sum():4d} right/wrong %", " ".join(cells))


def write(path: Path, learned: dict[str, Any]) -> None:
    """The trees a line for each column, the weights one by one."""
    trees = ",\n".join(f" {json.dumps(k)}: {json.dumps(v)}" for k, v in learned["choice"].items())
    signs = ",\n".join(
        f"{json.dumps(form)}: {json.dumps(learned[form], indent=1, ensure_ascii=False)}"
        for form in ("span", "sentences")
    )
    path.write_text(f'{{\n"choice": {{\n{trees}\n}},\n{signs}\n}}\n', encoding="utf-8")
    print(f"wrote {path.relative_to(ROOT)}")


def by_size(weights: Features) -> Features:
    """The greatest first, rounded."""
    ordered = sorted(weights.items(), key=lambda pair: -abs(pair[1]))
    return {key: round(w, 4) for key, w in ordered if abs(w) >= 0.0005}


if __name__ == "__main__":
    main()
