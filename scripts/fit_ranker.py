"""Fit the two tree models of `graphrag/reranking` on training questions, and say how good they are.

    python scripts/fit_ranker.py ../shared/data/train/2wiki ../shared/data/train/hotpotqa \
        ../shared/data/train/musique --work .cache/fit [--write]

Every folder is indexed alone and all together (a larger corpus with more to confuse), each
question is asked in both, and its pool's features are collected by the pipeline itself. The first
model scores a candidate alone; the second sees the first's scores of the linked candidates, which
are predicted out of fold so that it learns from honest ones. Prints five-fold figures, by question.
Needs the `train` extra (lightgbm).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import lightgbm
import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from graphrag.index import open_index
from graphrag.pipeline import edge_weights, walk, walk_resets
from graphrag.reranking.features import Features, compute_features
from graphrag.reranking.joint import joint_features
from graphrag.reranking.pool import gather_pool
from graphrag.signals import read_signals
from indexing.build import build_index

FOLDS = 5
PARAMETERS = {
    "objective": "binary",
    "num_leaves": 15,
    "learning_rate": 0.05,
    "min_data_in_leaf": 20,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "verbose": -1,
    "num_threads": 2,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
}
ROUNDS = 250
OUT = Path(__file__).resolve().parents[1] / "graphrag" / "reranking"


@dataclass
class Example:
    """One question in one corpus: its pool's features and which candidates are gold."""

    question_id: str
    group: str
    features: Features
    gold: NDArray[np.float64]
    n_gold: int


def main() -> None:
    """Index, collect, fit, report, and with --write save."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--work", type=Path, default=Path(".cache/fit"))
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    examples = collect(arguments.folders, arguments.work)
    fold = folds(examples)
    matrices = [example.features.values for example in examples]
    names = examples[0].features.names
    alone = out_of_fold(examples, matrices, fold)
    print("alone", table(examples, alone))
    joint = [joint_features(e.features, s) for e, s in zip(examples, alone, strict=True)]
    both = out_of_fold(examples, [values for _, values in joint], fold)
    print("joint", table(examples, both))
    if arguments.write:
        save("alone", fit(examples, matrices), names)
        save("joint", fit(examples, [values for _, values in joint]), joint[0][0])


def collect(folders: list[Path], work: Path) -> list[Example]:
    """Ask every question in its own corpus and in the union of all corpora."""
    union = work / "union.jsonl"
    work.mkdir(parents=True, exist_ok=True)
    lines = {line for folder in folders for line in (folder / "corpus.jsonl").open("rb")}
    union.write_bytes(b"".join(sorted(lines)))
    examples = []
    for folder in folders:
        questions = [json.loads(line) for line in (folder / "questions.jsonl").open("rb")]
        examples += ask_all(folder / "corpus.jsonl", work / folder.name, questions, folder.name)
    for folder in folders:
        questions = [json.loads(line) for line in (folder / "questions.jsonl").open("rb")]
        examples += ask_all(union, work / "union", questions, folder.name + "+")
    return examples


def ask_all(corpus: Path, directory: Path, questions: list[dict], group: str) -> list[Example]:
    """Features of every question's pool."""
    build_index(corpus, directory)
    found = []
    with open_index(directory) as index:
        position = {name: place for place, name in enumerate(index.passage_ids)}
        for record in questions:
            signals = read_signals(index, record["question"], index.settings.linking)
            weights = edge_weights(index, signals)
            walks = [walk(index, weights, reset) for reset in walk_resets(index, signals)]
            pool = gather_pool(walks, signals, index.settings.reranking, 5)
            gold = [position[name] for name in record["supporting_ids"]]
            features = compute_features(index, pool, signals)
            hits = np.isin(pool.passages, gold).astype(float)
            found.append(Example(record["id"], group, features, hits, len(gold)))
    return found


def folds(examples: list[Example]) -> NDArray[np.int64]:
    """A fold for each example, the same for one question in two corpora."""
    ids = sorted({example.question_id for example in examples})
    order = np.random.default_rng(0).permutation(len(ids))
    number = {name: int(place) % FOLDS for name, place in zip(ids, order, strict=True)}
    return np.array([number[example.question_id] for example in examples])


def fit(examples: list[Example], matrices: list[NDArray[np.float32]]) -> lightgbm.Booster:
    """Trees on all candidates; each question set and each question weighs about the same."""
    counts: dict[str, int] = defaultdict(int)
    for example in examples:
        counts[example.group] += 1
    weights = [
        np.full(len(e.gold), (300 / counts[e.group]) ** 0.5 * 2 / e.n_gold) for e in examples
    ]
    data = lightgbm.Dataset(
        np.concatenate(matrices),
        np.concatenate([example.gold for example in examples]),
        weight=np.concatenate(weights),
    )
    return lightgbm.train(PARAMETERS, data, ROUNDS)


def out_of_fold(
    examples: list[Example], matrices: list[NDArray[np.float32]], fold: NDArray[np.int64]
) -> list[NDArray[np.float32]]:
    """Log-odds of every candidate by a model that has not seen its question."""
    scores: list[NDArray[np.float32]] = [np.empty(0, np.float32)] * len(examples)
    for number in range(FOLDS):
        rest = np.flatnonzero(fold != number)
        model = fit([examples[i] for i in rest], [matrices[i] for i in rest])
        for i in np.flatnonzero(fold == number):
            scores[i] = model.predict(matrices[i], raw_score=True).astype(np.float32)
    return scores


def table(examples: list[Example], scores: list[NDArray[np.float32]]) -> str:
    """Recall@2, Recall@5 and all-recall@5 by group."""
    rows: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for example, score in zip(examples, scores, strict=True):
        ranked = example.gold[np.argsort(-score, kind="stable")]
        two, five = ranked[:2].sum(), ranked[:5].sum()
        rows[example.group].append(
            (two / min(2, example.n_gold), five / example.n_gold, five == example.n_gold)
        )
    figures = {group: 100 * np.mean(found, axis=0) for group, found in rows.items()}
    return "  ".join(f"{g} {a:.1f}|{b:.1f}/{c:.1f}" for g, (a, b, c) in figures.items())


def save(name: str, model: lightgbm.Booster, names: tuple[str, ...]) -> None:
    """The model as columns of numbers, one JSON file."""
    columns: dict[str, list] = {key: [] for key in COLUMNS}
    for tree in model.dump_model()["tree_info"]:
        columns["roots"].append(_add(tree["tree_structure"], columns))
    used = sorted(set(columns["feature"]))
    columns["feature"] = [used.index(number) for number in columns["feature"]]
    columns["features"] = [names[number] for number in used]
    lines = [f"{json.dumps(key)}: {json.dumps(values)}" for key, values in columns.items()]
    (OUT / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


COLUMNS = ("features", "roots", "feature", "threshold", "left", "right", "leaf")


def _add(node: dict, columns: dict[str, list]) -> int:
    """Append a node; its number, or -1 - leaf."""
    if "leaf_value" in node:
        columns["leaf"].append(round(node["leaf_value"], 6))
        return -len(columns["leaf"])
    if node["decision_type"] != "<=":
        raise ValueError(f"unexpected decision {node['decision_type']!r}")
    number = len(columns["feature"])
    columns["feature"].append(node["split_feature"])
    columns["threshold"].append(node["threshold"])
    columns["left"].append(0)
    columns["right"].append(0)
    columns["left"][number] = _add(node["left_child"], columns)
    columns["right"][number] = _add(node["right_child"], columns)
    return number


if __name__ == "__main__":
    main()
