"""Fit the two tree models of `graphrag/retrieval/reranking` on training questions; test them.

    python scripts/retrieval_corpora.py ../shared/data/reading ../shared/data/train .cache/kinds
    python scripts/fit_ranker.py ../shared/data/train/{2wiki,hotpotqa,musique,news,dated} \\
        --apart .cache/kinds/{posts,papers,searches,turns,talk,untitled} --work .cache/fit [--write]

Every folder is indexed alone, and those not --apart all together too (a larger corpus with more to
confuse, `+`); each question is asked of both, and its pool's features are collected by the pipeline
itself. The first model scores a candidate alone; the second sees the first's scores of the linked
candidates, which are predicted out of fold so that it learns from honest ones. Prints figures
five-fold, by question, and of each set by models that have seen none of its questions; and what
choosing the first five as a set (`reranking.select`) and leaning on lists in doubt make of them.
--write saves the models, and beside each its card with these figures; --folds DIR those of the five
folds, for what is fitted on retrievals (`fold_trees.py`). Needs the `train` extra (lightgbm).
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from graphrag.index import open_index
from graphrag.storage.cards import ALONE, values
from graphrag.storage.cards import JOINT as JOINT_INPUTS
from scripts.fold_trees import save_folds
from scripts.ranker_examples import (
    Example,
    Order,
    first_look,
    predict,
    prepare,
    second_look,
)
from scripts.write_card import write_card
from scripts.write_trees import save_trees

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
JOINT = {
    **{"num_leaves": 11, "learning_rate": 0.04, "min_data_in_leaf": 40, "lambda_l2": 30.0},
    "num_iterations": 400,
}
OUT = Path(__file__).resolve().parents[1] / "graphrag" / "retrieval" / "reranking"
DISGUISED = {"untitled": "hotpotqa"}  # the same questions
METRICS = ("recall@2", "recall@5", "all-recall@5")
WHAT = {
    "alone": "Gradient-boosted trees: log-odds that a candidate passage is needed for a question, "
    "from features of its own.",
    "joint": "Gradient-boosted trees: the same in the light of the other candidates and of what is "
    "asked on from the best of them; alone.json is among its inputs.",
}
STAGES = ("linking", "seeding", "weighting", "pagerank", "reranking")
CODE = (
    *("graphrag/language", *(f"graphrag/retrieval/{stage}" for stage in STAGES)),
    *("graphrag/storage", "graphrag/embedding"),
    *("graphrag/retrieval/straight_line.py", "indexing"),
    *("scripts/fit_ranker.py", "scripts/ranker_examples.py"),
)


def main() -> None:
    """Index, collect, fit, report, and with --write save models and cards."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--apart", nargs="*", type=Path, default=[])
    parser.add_argument("--work", type=Path, default=Path(".cache/fit"))
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", type=Path, help="save the models of each fold there")
    arguments = parser.parse_args()
    folders = [*arguments.folders, *arguments.apart]
    corpora = list(prepare(arguments.folders, arguments.apart, arguments.work))
    first = [example for corpus in corpora for example in first_look(*corpus)]
    fold, sets = folds(first), [kin(example.group) for example in first]
    known, unseen = held_out(first, fold), held_out(first, sets)
    alone = tested("alone", known, unseen)
    second = [example for corpus in corpora for example in second_look(corpus, known)]
    joint_known = held_out(second, fold, JOINT)
    own = [corpus for corpus in corpora if not corpus[2].endswith("+")]
    apart = [example for corpus in own for example in second_look(corpus, unseen)]
    joint_unseen = held_out(second, sets, JOINT, asked=apart)
    joint = tested("joint", joint_known, joint_unseen)
    covering = figures(joint_known, lambda example: example.select)
    print("joint, chosen to cover, five-fold", table(covering), flush=True)
    for how, asked in (("five-fold", joint_known), ("leave-one-set-out", joint_unseen)):
        orders = {"hedged": lambda e: e.hedge, "leaning": lambda e: e.lean}
        for name, order in orders.items():
            found = joint[f"{how}, {name}"] = figures(asked, order)
            print(f"joint, {name}, {how}", table(found), flush=True)
    if arguments.folds:
        save_folds(arguments.folds, known, joint_known)
    if arguments.write:
        save_trees(OUT / "alone.json", fit(first), first[0].names)
        save_trees(OUT / "joint.json", fit(second, JOINT), second[0].names)
        with open_index(corpora[0][0]) as index:
            for name, inputs, found in (("alone", ALONE, alone), ("joint", JOINT_INPUTS, joint)):
                at = values(index.settings, inputs)
                write_card(OUT / f"{name}.json", WHAT[name], folders, at, index.made, CODE, found)


def kin(group: str) -> str:
    """The set whose questions a group asks, with other titles or in other words or not."""
    return DISGUISED.get(group.rstrip("+"), group.rstrip("+"))


def held_out(
    examples: list[Example],
    kinds: Sequence[object],
    changes: Mapping[str, float] = MappingProxyType({}),
    asked: list[Example] | None = None,
) -> list[Example]:
    """Every example with the model fitted on those of the other kinds, and its score by it.

    Args:
        kinds: the fold or the set of each example.
        asked: to be scored in place of the examples themselves: the first of them, seen otherwise.
    """
    models = {
        kind: fit([e for e, own in zip(examples, kinds, strict=True) if own != kind], changes)
        for kind in dict.fromkeys(kinds)
    }
    return [
        replace(example, model=models[kind], score=predict(models[kind], example.values))
        for example, kind in zip(asked or examples, kinds, strict=False)
    ]


def tested(name: str, known: list[Example], unseen: list[Example]) -> dict[str, Any]:
    """Figures for the card: by question, and by set, each asked of models without it; printed."""
    found = {"five-fold": figures(known), "leave-one-set-out": figures(unseen)}
    for how, rows in found.items():
        print(f"{name}, {how}", table(rows), flush=True)
    return found


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


def figures(
    examples: list[Example], orderer: Callable[[Example], Order | None] = lambda _: None
) -> dict[str, dict[str, float]]:
    """Recall@2, recall@5 and all-recall@5 by group, by each example's score or an order of it."""
    rows: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for example in examples:
        order = np.argsort(-example.score, kind="stable")
        if (by := orderer(example)) is not None:
            order = by(1 / (1 + np.exp(-example.score)))
        ranked = example.gold[order]
        two, five = ranked[:2].sum(), ranked[:5].sum()
        rows[example.group].append(
            (two / example.n_gold, five / example.n_gold, five == example.n_gold)
        )
    return {
        group: dict(zip(METRICS, np.round(100 * np.mean(found, axis=0), 1).tolist(), strict=True))
        for group, found in rows.items()
    }


def table(found: Mapping[str, Mapping[str, float]]) -> str:
    """The figures in a line: recall@2|recall@5/all-recall@5 of each group."""
    rows = ((group, *(row[metric] for metric in METRICS)) for group, row in found.items())
    return "  ".join(f"{group} {a:.1f}|{b:.1f}/{c:.1f}" for group, a, b, c in rows)


if __name__ == "__main__":
    main()
