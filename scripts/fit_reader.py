"""Fit the extractive reader: the choice among candidates, and how far a finding can be trusted.

    python scripts/head_questions.py ../shared/data/train TRAIN.jsonl --folds FOLDS
    python scripts/reading_questions.py ../shared/data/reading READING.jsonl
    python scripts/fit_reader.py TRAIN.jsonl READING.jsonl --index .cache/fit/2wiki [--check]

Writes graphrag/reading/weights-lexicon.json and weights-none.json, one for each value of the
setting `reading.relations`, with a part for each value of `reading.head`. A row is a question with
the passages that the pipeline found for it, eight at most; five are read. The choice is a
conditional logit (softmax over one question's candidates, L2); its target is the share of each
candidate's F1 (cubed). Trust is a logistic regression on the signs of choices made by
cross-validation; each question is read once more without the passages that support its answer,
where silence is right, and with those of another question. Prints EM and F1 three-fold, and of each
kind by weights that have seen none of its questions; --check leaves the files alone.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from graphrag.index import open_index  # noqa: E402
from graphrag.reading import material  # noqa: E402
from graphrag.reading.head import SpanHead  # noqa: E402
from graphrag.reading.page_view import Features  # noqa: E402
from graphrag.settings import Reading, Settings  # noqa: E402
from graphrag.storage.cards import READER, values  # noqa: E402
from scripts.reader_samples import (  # noqa: E402
    COLUMNS,
    Row,
    Sample,
    Vocabulary,
    sample,
    settle,
    ways_of,
)
from scripts.remembered_head import RememberedHead  # noqa: E402
from scripts.write_card import Figures, write_card  # noqa: E402

Floats = NDArray[np.float64]
SETS = {"2wiki": 0.5, "dated": 0.3, "news": 0.3}  # weight of a question; of other sets 1
FOLDS = 3
OTHERS = 40  # wrong candidates of a question that the choice is fitted on, drawn at random
FAMILIES = {  # kinds that are left out together
    **dict.fromkeys(("2wiki", "hotpotqa", "musique", "hops"), "multi-hop"),
    **dict.fromkeys(("dated", "news"), "dated and news"),
}
PENALTY = 0.003
RAREST = 20  # a feature seen in fewer candidates gets no weight
DATA = ("2wiki", "hotpotqa", "musique", "dated", "news")  # of the train folder
CODE = ("graphrag/language", "graphrag/reading", "graphrag/embedding", "scripts/fit_reader.py")
WHAT = (
    "Of the extractive reader: weights of the features of candidate answers, and of the signs that "
    "tell how far a finding can be trusted. Fitted on questions of the train sets, which the span "
    "head has not read and which were retrieved by trees that have not seen them, and on questions "
    "of the reading data, some of which the head has read."
)
OUTPUT = ROOT / "graphrag" / "reading"
RELATIONS = ("lexicon", "none")
HEADS = ("bundled", "none")


def main() -> None:
    """Read, cross-validate, fit on everything, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rows", type=Path, nargs="+", help="files of head_questions.py and alike")
    parser.add_argument("--train", type=Path, default=Path("../shared/data/train"))
    parser.add_argument("--index", type=Path, required=True, help="an index of one of the sets")
    parser.add_argument("--heard", type=Path, help="a file that keeps what the head read")
    parser.add_argument("--relations", choices=RELATIONS, nargs="*", default=RELATIONS)
    parser.add_argument("--check", action="store_true", help="only print the figures")
    arguments = parser.parse_args()
    asked = [json.loads(line) for path in arguments.rows for line in path.open("rb")]
    asked = [row for row in asked if is_taken(row)]
    with open_index(arguments.index) as index:
        made = index.made
    head = RememberedHead(SpanHead(), arguments.heard)
    remembered = patch.object(material, "open_head", partial(given_head, head))
    for relations in arguments.relations:
        learned: dict[str, dict[str, Features]] = {}
        tested: dict[str, Mapping[str, Mapping[str, float]]] = {}
        for part in HEADS:
            section = Reading(relations=relations, head=part)
            print(f"reading.relations={relations} reading.head={part}")
            with remembered:
                learned[part], found = fit(asked, section)
            tested |= {f"{how}, head={part}": rows for how, rows in found.items()}
            head.save()
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


def given_head(head: RememberedHead, section: Reading) -> RememberedHead | None:
    """As `open_head` decides."""
    return None if section.head == "none" else head


def fit(rows: Sequence[Row], section: Reading) -> tuple[dict[str, Features], Figures]:
    """Weights of the choice and of the signs by form, and the figures on unseen questions."""
    known = Vocabulary()
    read = (sample(*row, section, known) for row in ways_of(rows))
    samples = [one for one in read if one is not None]
    spans = [one for one in samples if one.form == "span"]
    kept = kept_columns(spans)
    choices = [choice_of(one, kept) for one in spans]
    print(f"{len(kept)} features, {len(samples)} readings; on questions read as spans:")
    folds = [zlib.crc32(one.group.encode()) % FOLDS for one in spans]
    held_out = scores_held_out(spans, choices, folds, kept)
    tested = {"three-fold": figures("three-fold", spans, held_out)}
    families = [FAMILIES.get(one.kind, "single passages") for one in spans]
    unseen = scores_held_out(spans, choices, families, kept)
    tested["leave-one-family-out"] = figures("leave one family out", spans, unseen)
    for one, scores in zip(spans, held_out, strict=True):
        settle(one, scores)
    names = sorted(known.column, key=known.column.__getitem__)
    fitted = fit_choice([one for one in choices if one])
    choice = {names[column]: float(w) for column, w in zip(kept, fitted, strict=True)}
    trust = {form: fit_trust(form, samples) for form in ("span", "sentences")}
    return {"choice": choice, **trust}, tested


def kept_columns(samples: Sequence[Sample]) -> NDArray[np.int64]:
    """Columns of features seen often enough to be weighed."""
    counts = sum(one.features.astype(bool).sum(axis=0) for one in samples)
    return np.flatnonzero(counts >= RAREST)


@dataclass(frozen=True)
class Choice:
    """What the choice is fitted on: the right candidates of a question and some of the others."""

    rows: Floats  # (m, kept features)
    shares: Floats  # (m,)
    weight: float


def choice_of(one: Sample, kept: NDArray[np.int64]) -> Choice | None:
    """None where no candidate is right or the passages are not those found."""
    good = np.flatnonzero(one.f1 >= 0.5)
    if one.way != "found" or not len(good):
        return None
    rng = np.random.default_rng(zlib.crc32(one.group.encode()))
    others = rng.permutation(np.flatnonzero(one.f1 < 0.5))[:OTHERS]
    taken = np.concatenate([good, others])
    rows = one.features[taken].toarray()[:, kept].astype(float)
    return Choice(rows, target(one.f1[taken]), SETS.get(one.kind, 1.0))


def fit_choice(choices: Sequence[Choice]) -> Floats:
    """Conditional logit: minimise cross-entropy between target shares and softmax, plus L2."""
    rows = np.concatenate([one.rows for one in choices])
    shares = np.concatenate([one.shares for one in choices])
    sizes = [len(one.shares) for one in choices]
    starts = np.cumsum([0, *sizes[:-1]])
    weight = np.array([one.weight for one in choices])
    weight /= weight.sum()
    per_row = np.repeat(weight, sizes)

    def loss(b: Floats) -> tuple[float, Floats]:
        z = rows @ b
        z -= np.repeat(np.maximum.reduceat(z, starts), sizes)
        total = np.repeat(np.add.reduceat(np.exp(z), starts), sizes)
        wrong = -(per_row * shares * (z - np.log(total))).sum() + PENALTY * b @ b
        slope = rows.T @ (per_row * (np.exp(z) / total - shares)) + 2 * PENALTY * b
        return float(wrong), slope

    start = np.zeros(rows.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 120})
    return np.asarray(found.x)


def target(f1: Floats) -> Floats:
    """Shares of the candidates that are right, near misses counting little."""
    good = np.where(f1 >= 0.5, f1**3, 0.0)
    return np.asarray(good / good.sum())


def scores_held_out(
    samples: Sequence[Sample],
    choices: Sequence[Choice | None],
    folds: Sequence[object],
    kept: NDArray[np.int64],
) -> list[Floats]:
    """Scores of every sample's candidates by weights fitted on the samples of other folds."""
    weights = {}
    for fold in dict.fromkeys(folds):
        others = (one for one, own in zip(choices, folds, strict=True) if own != fold)
        weights[fold] = np.zeros(COLUMNS)
        weights[fold][kept] = fit_choice([one for one in others if one])
    return [one.features @ weights[fold] for one, fold in zip(samples, folds, strict=True)]


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


def write(path: Path, learned: dict[str, dict[str, Features]]) -> None:
    """The readable file: weights by size, rounded."""
    kept = {part: {name: _by_size(w) for name, w in own.items()} for part, own in learned.items()}
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"wrote {path.relative_to(ROOT)}")


def _by_size(weights: Features) -> Features:
    ordered = sorted(weights.items(), key=lambda pair: -abs(pair[1]))
    return {key: round(w, 4) for key, w in ordered if abs(w) >= 0.0005}


if __name__ == "__main__":
    main()
