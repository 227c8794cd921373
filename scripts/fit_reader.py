"""Fit the extractive reader's weights on the train questions, with lists of relations and without.

    python scripts/fit_reader.py ../shared/data/train --work .cache/fit [--check]

Writes graphrag/reading/weights-lexicon.json and weights-none.json, one for each value of the
setting `reading.relations`. Each question is read from the five passages that the pipeline finds.
The choice among candidates is a conditional logit (softmax over one question's candidates, L2); its
target is the share of each candidate's F1 (cubed) against the answer. Confidence is a logistic
regression on choices made by cross-validation, with passages of other questions as negatives.
Prints EM and F1 five-fold, by question, and of each set by weights that have seen none of its
questions; --check leaves the files and their cards alone. The order of the passages was itself
fitted on these questions (`fit_ranker.py`), so the figures flatter: on new questions it is less
sure.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from eval.metrics.answers import f1, normalise  # noqa: E402
from graphrag.datatypes import Retrieval  # noqa: E402
from graphrag.index import open_index  # noqa: E402
from graphrag.pipeline import retrieve  # noqa: E402
from graphrag.reading.chooser import Weights, signs_of_trust  # noqa: E402
from graphrag.reading.compare import answer_comparison  # noqa: E402
from graphrag.reading.extractive import hints_for  # noqa: E402
from graphrag.reading.option_features import Option, options  # noqa: E402
from graphrag.reading.page import open_pages  # noqa: E402
from graphrag.reading.question import analyse  # noqa: E402
from graphrag.reading.scene import Scene  # noqa: E402
from graphrag.settings import Reading  # noqa: E402
from graphrag.storage.cards import READER, values  # noqa: E402
from indexing.build import build_index  # noqa: E402
from scripts.write_card import Figures, write_card  # noqa: E402

Floats = NDArray[np.float64]
Asked = tuple[str, dict[str, Any], Retrieval]  # name of the set, the question, what was found
# Weight of a question in the fit; "hops" are the single-hop questions MuSiQue's were made of.
SETS = {"hotpotqa": 1.0, "musique": 1.0, "2wiki": 0.5, "hops": 0.5}
FOLDERS = ("hotpotqa", "musique", "2wiki")
FAMILY = {"hops": "musique"}  # left out together: their passages are the same
FOLDS = 5
PENALTY = 0.003
RAREST = 20  # a feature seen in fewer candidates gets no weight
WHAT = (
    "Weights of the extractive reader: `choice` ranks candidate spans, `trust` turns the winner's "
    "signs into a confidence."
)
CODE = ("graphrag/language", "graphrag/reading", "graphrag/embedding", "scripts/fit_reader.py")
OUTPUT = ROOT / "graphrag" / "reading"
RELATIONS = ("lexicon", "none")


@dataclass
class Sample:
    """A question's candidates: features (n, f) and F1 against the answer (n,).

    Questions of one `group` stay in one fold.
    """

    name: str
    group: str
    options: list[Option]
    f1: Floats
    matrix: Floats


def main() -> None:
    """Read, cross-validate, fit on everything, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("train", type=Path, help="folder with hotpotqa, musique and 2wiki")
    parser.add_argument("--work", type=Path, default=Path(".cache/fit"), help="for the indexes")
    parser.add_argument("--check", action="store_true", help="only print the figures")
    arguments = parser.parse_args()
    questions = [
        (question.get("set", name), question, retrieval)
        for name in FOLDERS
        for question, retrieval in retrievals(arguments.train / name, arguments.work)
    ]
    folders = [arguments.train / name for name in FOLDERS]
    with open_index(arguments.work / FOLDERS[0]) as index:
        fitted_at, made = index.settings, index.made
    for relations in RELATIONS:
        section = replace(fitted_at.reading, relations=relations)
        path = OUTPUT / f"weights-{relations}.json"
        print(f"reading.relations={relations}")
        weights, tested = fit(questions, section)
        if not arguments.check:
            write(path, weights)
            at = values(replace(fitted_at, reading=section), READER)
            write_card(path, WHAT, folders, at, made, CODE, tested)


def fit(questions: list[Asked], section: Reading) -> tuple[Weights, Figures]:
    """Both sets of weights at the settings of `section`, and their figures on unseen questions."""
    samples = [s for row in questions if (s := sample(row, section)) is not None]
    negatives = [s for row in strangers(questions) if (s := sample(row, section)) is not None]
    names = feature_names(samples)
    for one in samples + negatives:
        one.matrix = matrix(one.options, names)
    print(f"{len(names)} features; on questions read as spans:")
    folds = [zlib.crc32(one.group.encode()) % FOLDS for one in samples]
    held_out = scores_held_out(samples, folds)
    unseen = scores_held_out(samples, [FAMILY.get(one.name, one.name) for one in samples])
    found = {"five-fold": held_out, "leave-one-set-out": unseen}
    tested = {how: figures(how, samples, scores) for how, scores in found.items()}
    trust = fit_trust(samples, negatives, held_out, names)
    choice = dict(zip(names, map(float, fit_choice(samples, PENALTY)), strict=True))
    return Weights(choice, trust), tested


def hops(question: dict[str, Any]) -> list[dict[str, Any]]:
    """The single-hop questions in plain English, earlier answers filled in for #1, #2, ..."""
    found, answers = [], []
    for hop in question.get("decomposition", ()):
        text = hop["question"]
        for number, answer in enumerate(answers, start=1):
            text = text.replace(f"#{number}", answer)
        answers.append(hop["answer"])
        if ">>" not in text:
            row = {**question, "question": text, "answer": hop["answer"], "aliases": []}
            found.append({**row, "set": "hops"})
    return found


def retrievals(folder: Path, work: Path) -> list[tuple[dict[str, Any], Retrieval]]:
    """Each question with what the pipeline finds for it in the folder's own corpus."""
    directory = work / folder.name
    build_index(folder / "corpus.jsonl", directory)
    questions = [json.loads(line) for line in (folder / "questions.jsonl").open("rb")]
    rows = [row for question in questions for row in (question, *hops(question))]
    with open_index(directory) as index:
        return [(row, retrieve(index, row["question"])) for row in rows]


def sample(row: Asked, section: Reading) -> Sample | None:
    """Candidates of a question that no comparison answers."""
    name, question, retrieval = row
    answers = [question["answer"], *question.get("aliases", [])]
    if normalise(answers[0]) in ("yes", "no"):
        return None
    pages = open_pages(retrieval.passages, len(retrieval.passages))
    asked = analyse(question["question"], pages)
    hints = hints_for(asked, pages, section)
    if answer_comparison(asked, pages, hints) is not None:
        return None
    found = options(Scene(asked, pages), hints)
    won = np.array([f1(option.text, answers) for option in found])
    return Sample(name, question["id"], found, won, np.zeros((0, 0)))


def strangers(questions: list[Asked]) -> list[Asked]:
    """Questions with the passages of the question seven places on: nothing there answers them."""
    rows = []
    for place, (name, question, _) in enumerate(questions):
        other = questions[(place + 7) % len(questions)][2]
        rows.append((name, {**question, "answer": "\0", "aliases": []}, other))
    return rows


def feature_names(samples: list[Sample]) -> list[str]:
    """Features seen often enough to be weighed."""
    counts = Counter(name for one in samples for o in one.options for name in o.features)
    return sorted(name for name, count in counts.items() if count >= RAREST)


def matrix(found: list[Option], names: list[str]) -> Floats:
    """(options, features)."""
    place = {name: i for i, name in enumerate(names)}
    rows = np.zeros((len(found), len(names)))
    for i, option in enumerate(found):
        for name, value in option.features.items():
            if name in place:
                rows[i, place[name]] = value
    return rows


def fit_choice(samples: list[Sample], penalty: float) -> Floats:
    """Conditional logit: minimise cross-entropy between target shares and softmax, plus L2."""
    kept = [one for one in samples if (one.f1 >= 0.5).any()]
    rows = np.concatenate([one.matrix for one in kept])
    shares = np.concatenate([target(one.f1) for one in kept])
    sizes = [len(one.f1) for one in kept]
    starts = np.cumsum([0, *sizes[:-1]])
    weight = np.array([SETS[one.name] for one in kept])
    weight /= weight.sum()
    per_row = np.repeat(weight, sizes)

    def loss(b: Floats) -> tuple[float, Floats]:
        z = rows @ b
        z -= np.repeat(np.maximum.reduceat(z, starts), sizes)
        total = np.repeat(np.add.reduceat(np.exp(z), starts), sizes)
        wrong = -(per_row * shares * (z - np.log(total))).sum() + penalty * b @ b
        slope = rows.T @ (per_row * (np.exp(z) / total - shares)) + 2 * penalty * b
        return float(wrong), slope

    start = np.zeros(rows.shape[1])
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x


def target(f1: Floats) -> Floats:
    """Shares of the candidates that are right, near misses counting little."""
    good = np.where(f1 >= 0.5, f1**3, 0.0)
    return good / good.sum()


def scores_held_out(samples: list[Sample], kinds: Sequence[object]) -> list[Floats]:
    """Scores of every sample's candidates by weights fitted on the samples of other kinds."""
    weights = {
        kind: fit_choice([s for s, own in zip(samples, kinds, strict=True) if own != kind], PENALTY)
        for kind in dict.fromkeys(kinds)
    }
    return [one.matrix @ weights[kind] for one, kind in zip(samples, kinds, strict=True)]


def figures(how: str, samples: list[Sample], scores: list[Floats]) -> dict[str, dict[str, float]]:
    """EM and F1 of the best-scored candidates of each set, printed."""
    print(f" {how}:")
    found: dict[str, dict[str, float]] = {}
    for name in SETS:
        won = [s.f1[z.argmax()] for s, z in zip(samples, scores, strict=True) if s.name == name]
        exact, mean = 100 * np.mean([value == 1.0 for value in won]), 100 * np.mean(won)
        print(f"  {name:9s} {len(won)} questions  EM {exact:.1f}  F1 {mean:.1f}")
        found[name] = {
            "questions": len(won), "EM": round(float(exact), 1), "F1": round(float(mean), 1)
        }  # fmt: skip
    return found


def fit_trust(
    samples: list[Sample], negatives: list[Sample], held_out: list[Floats], names: list[str]
) -> dict[str, float]:
    """Logistic regression from signs of trust to "the choice has F1 of a half or more"."""
    weights = fit_choice(samples, PENALTY)
    rows, labels = [], []
    pairs = [*zip(samples, held_out, strict=True), *((n, n.matrix @ weights) for n in negatives)]
    for one, scores in pairs:
        if len(scores):
            top = int(scores.argmax())
            rows.append(signs_of_trust(one.options, list(scores), top))
            labels.append(float(one.f1[top] >= 0.5))
    signs = list(rows[0])
    x = np.array([[row[sign] for sign in signs] for row in rows])
    y = np.array(labels)

    def loss(b: Floats) -> tuple[float, Floats]:
        z = x @ b
        p = 1 / (1 + np.exp(-z))
        wrong = np.mean(np.logaddexp(0, z) - y * z) + 0.001 * b @ b
        return float(wrong), x.T @ (p - y) / len(y) + 0.002 * b

    b = minimize(loss, np.zeros(len(signs)), jac=True, method="L-BFGS-B").x
    report_trust(1 / (1 + np.exp(-(x @ b))), y, len(samples))
    return dict(zip(signs, map(float, b), strict=True))


def report_trust(confidence: Floats, right: Floats, answerable: int) -> None:
    """How often confidence is right, and what each threshold would abstain on."""
    for low in np.arange(0, 1, 0.2):
        inside = (confidence >= low) & (confidence < low + 0.2)
        if inside.any():
            share = right[inside].mean()
            print(
                f"  confidence {low:.1f}-{low + 0.2:.1f}: {inside.sum()} choices, {share:.2f} right"
            )
    for threshold in (0.05, 0.1, 0.15, 0.2, 0.3):
        lost = (confidence[:answerable] < threshold).mean()
        kept = (confidence[answerable:] >= threshold).mean()
        print(f"  threshold {threshold}: abstains on {lost:.1%}, answers {kept:.1%} of strangers")


def write(path: Path, weights: Weights) -> None:
    """The readable file: weights by size, rounded."""
    ordered = sorted(weights.choice.items(), key=lambda pair: -abs(pair[1]))
    table = {
        "choice": {name: round(w, 4) for name, w in ordered if abs(w) >= 0.0005},
        "trust": {name: round(w, 4) for name, w in weights.trust.items()},
    }
    path.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
