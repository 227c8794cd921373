"""Fit the two tree models of `graphrag/reranking` on training questions, and say how good they are.

    python scripts/fit_ranker.py ../shared/data/train/2wiki ../shared/data/train/hotpotqa \
        ../shared/data/train/musique --work .cache/fit [--write]

Every folder is indexed alone and all together (a larger corpus with more to confuse), each
question is asked in both, and its pool's features are collected by the pipeline itself. The first
model scores a candidate alone; the second sees the first's scores of the linked candidates, which
are predicted out of fold so that it learns from honest ones. Prints five-fold figures, by question,
and what choosing the first five as a set (`reranking.select`) makes of them.
Needs the `train` extra (lightgbm).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType

import lightgbm
import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from graphrag.index import Index, open_index
from graphrag.linking.signals import Signals, read_signals
from graphrag.pipeline import edge_weights, one_thread, walk, walk_resets
from graphrag.reranking.features import Features, compute_features
from graphrag.reranking.joint import look_again
from graphrag.reranking.marginal import select_jointly
from graphrag.reranking.pool import Pool, gather_pool
from indexing.build import build_index

Floats = NDArray[np.float32]
FOLDS = 5
PARAMETERS = {
    "objective": "binary",
    "num_leaves": 15,
    "learning_rate": 0.06,
    "min_data_in_leaf": 20,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "verbose": -1,
    "num_threads": 1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
}
ROUNDS = 200
JOINT = {"num_leaves": 7, "learning_rate": 0.04, "min_data_in_leaf": 60, "lambda_l2": 30.0}
OUT = Path(__file__).resolve().parents[1] / "graphrag" / "reranking"


@dataclass
class Example:
    """One question in one corpus: its pool's features, which candidates are gold, the scores."""

    question_id: str
    group: str
    names: tuple[str, ...]
    values: Floats
    gold: NDArray[np.float64]
    n_gold: int
    score: Floats = field(default_factory=lambda: np.empty(0, np.float32))
    model: lightgbm.Booster | None = None
    select: Callable[[Floats], NDArray[np.int64]] | None = None  # candidates by share, as a set


def main() -> None:
    """Index, collect, fit, report, and with --write save."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--work", type=Path, default=Path(".cache/fit"))
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    corpora = list(prepare(arguments.folders, arguments.work))
    examples = [example for corpus in corpora for example in first_look(*corpus)]
    fold = folds(examples)
    models = [fit([e for e, f in zip(examples, fold, strict=True) if f != n]) for n in range(FOLDS)]
    for example, number in zip(examples, fold, strict=True):
        example.model = models[number]
        example.score = predict(models[number], example.values)
    print("alone", table(examples), flush=True)
    if arguments.write:
        save("alone", fit(examples), examples[0].names)
    second = [example for corpus in corpora for example in second_look(corpus, examples)]
    for number in range(FOLDS):
        model = fit([e for e, f in zip(second, fold, strict=True) if f != number], JOINT)
        for example, own in zip(second, fold, strict=True):
            if own == number:
                example.score = predict(model, example.values)
    print("joint", table(second), flush=True)
    print("joint, chosen to cover", table(second, as_sets=True), flush=True)
    if arguments.write:
        save("joint", fit(second, JOINT), second[0].names)


def prepare(folders: list[Path], work: Path) -> Iterator[tuple[Path, list[dict], str]]:
    """(index, questions, group): every folder in its own corpus, then in the union of all."""
    union = work / "union.jsonl"
    work.mkdir(parents=True, exist_ok=True)
    lines = {line for folder in folders for line in (folder / "corpus.jsonl").open("rb")}
    union.write_bytes(b"".join(sorted(lines)))
    for suffix in ("", "+"):
        for folder in folders:
            corpus = union if suffix else folder / "corpus.jsonl"
            directory = work / ("union" if suffix else folder.name)
            build_index(corpus, directory)
            questions = [json.loads(line) for line in (folder / "questions.jsonl").open("rb")]
            yield directory, questions, folder.name + suffix


def first_look(directory: Path, questions: list[dict], group: str) -> Iterator[Example]:
    """Features of every question's pool."""
    with open_index(directory) as index:
        for record in questions:
            with one_thread():
                pool, signals = look(index, record["question"])
                features = compute_features(index, pool, signals)
            yield example_of(index, record, group, pool, features.names, features.values)


def second_look(corpus: tuple[Path, list[dict], str], examples: list[Example]) -> Iterator[Example]:
    """Joint features, from first scores by models that have not seen the question."""
    directory, questions, group = corpus
    first = {e.question_id: e for e in examples if e.group == group}
    with open_index(directory) as index:
        for record in questions:
            one = first[record["id"]]

            def score(features: Features, model: lightgbm.Booster = one.model) -> Floats:
                return predict(model, features.values)

            with one_thread():
                pool, signals = look(index, record["question"])
                hop = index.settings.reranking.pool_hop
                again = look_again(index, pool, signals, one.score, score, hop)
            example = example_of(index, record, group, again.pool, again.names, again.values)
            passages, links = again.pool.passages, again.features.links
            start = partial(select_jointly, index.terms, record["question"], passages, links)
            example.select = partial(start, tie=0.0)
            yield example


def look(index: Index, question: str) -> tuple[Pool, Signals]:
    """The pool of a question, as the pipeline gathers it."""
    signals = read_signals(index, question, index.settings.linking)
    weights = edge_weights(index, signals)
    walks = [walk(index, weights, reset) for reset in walk_resets(index, signals)]
    return gather_pool(walks, signals, index.settings.reranking, 5), signals


def example_of(
    index: Index, record: dict, group: str, pool: Pool, names: tuple[str, ...], values: Floats
) -> Example:
    """What the fitting needs of one question."""
    ids = [index.passage_ids[position] for position in pool.passages.tolist()]
    gold = np.isin(ids, record["supporting_ids"]).astype(float)
    return Example(record["id"], group, names, values, gold, len(record["supporting_ids"]))


def folds(examples: list[Example]) -> NDArray[np.int64]:
    """A fold for each example, the same for one question in two corpora."""
    ids = sorted({example.question_id for example in examples})
    order = np.random.default_rng(0).permutation(len(ids))
    number = {name: int(place) % FOLDS for name, place in zip(ids, order, strict=True)}
    return np.array([number[example.question_id] for example in examples])


def fit(
    examples: list[Example], changes: Mapping[str, float] = MappingProxyType({})
) -> lightgbm.Booster:
    """Trees on all candidates; each question set and each question weighs about the same."""
    counts: dict[str, int] = defaultdict(int)
    for example in examples:
        counts[example.group] += 1
    weights = [
        np.full(len(e.gold), (300 / counts[e.group]) ** 0.5 * 2 / e.n_gold) for e in examples
    ]
    data = lightgbm.Dataset(
        np.concatenate([example.values for example in examples]),
        np.concatenate([example.gold for example in examples]),
        weight=np.concatenate(weights),
    )
    return lightgbm.train(PARAMETERS | dict(changes), data, ROUNDS)


def predict(model: lightgbm.Booster, values: Floats) -> Floats:
    """(n,) log-odds."""
    return model.predict(values, raw_score=True, num_threads=1).astype(np.float32)


def table(examples: list[Example], *, as_sets: bool = False) -> str:
    """Recall@2, Recall@5 and all-recall@5 by group, by each example's score or as chosen sets."""
    rows: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for example in examples:
        order = np.argsort(-example.score, kind="stable")
        if as_sets and example.select is not None:
            order = example.select(1 / (1 + np.exp(-example.score)))
        ranked = example.gold[order]
        two, five = ranked[:2].sum(), ranked[:5].sum()
        rows[example.group].append(
            (two / example.n_gold, five / example.n_gold, five == example.n_gold)
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
